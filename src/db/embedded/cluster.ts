import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { bareEnvironment } from './environment.ts'
import { type Identity, commandAs, explainIdentityFailure } from './identity.ts'
import { EmbeddedStartError } from './start-error.ts'

export const superuser = 'postgres'

/** The folder inside a data directory that holds PostgreSQL's own files. */
export const clusterFolder = (dataDir: string) => join(dataDir, 'cluster')

/**
 * Creates the cluster if there is none, all at once: it is made under another name, so that a kill
 * on the way leaves nothing half-made. Refuses a cluster of another major version.
 */
export async function ensureCluster(cluster: string, binaries: Binaries, identity: Identity, fsync: boolean) {
  removeUnfinished(cluster)
  if (existsSync(cluster)) return requireSameMajor(cluster, binaries.major)
  const unfinished = `${cluster}.new-${randomUUID()}`
  await runInitdb(unfinished, binaries, identity, fsync)
  renameSync(unfinished, cluster)
  if (fsync) syncFolder(dirname(cluster))
}

function removeUnfinished(cluster: string) {
  const prefix = `${basename(cluster)}.new-`
  for (const name of readdirSync(dirname(cluster)).filter((entry) => entry.startsWith(prefix))) {
    try {
      rmSync(join(dirname(cluster), name), { recursive: true, force: true })
    } catch {
      // An initdb that outlived its Node may still be writing there: the next start removes it.
    }
  }
}

function requireSameMajor(cluster: string, major: number) {
  const file = join(cluster, 'PG_VERSION')
  if (!existsSync(file))
    throw new EmbeddedStartError(
      `${cluster} is not a PostgreSQL data directory (PG_VERSION is missing). Nothing in it was touched.`,
    )
  const found = readFileSync(file, 'utf8').trim()
  if (found !== String(major))
    throw new EmbeddedStartError(
      `The data in ${cluster} was written by PostgreSQL ${found}, and this Divan brings PostgreSQL ${major}. Nothing was touched: make a backup with the Divan that wrote it, and restore it with this one.`,
    )
}

function runInitdb(folder: string, binaries: Binaries, identity: Identity, fsync: boolean): Promise<void> {
  const options = [
    ['-D', folder, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--data-checksums'],
    // The builtin provider came with PostgreSQL 17; before it, C alone is the same on every system.
    binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [],
    fsync ? [] : ['--no-sync'],
  ].flat()
  const { file, args, user } = commandAs(identity, binaries.initdb, options)
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(file, args, {
      ...user,
      env: bareEnvironment(),
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', (error) => reject(initdbFailed(error.message)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(initdbFailed(output))))
  })
}

function initdbFailed(output: string): EmbeddedStartError {
  return new EmbeddedStartError(
    explainIdentityFailure(output) ?? `PostgreSQL could not create its data directory: ${output.trim()}`,
  )
}

function syncFolder(folder: string) {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
