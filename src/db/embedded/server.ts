import { mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Binaries, locateBinaries } from './binaries.ts'
import { clusterFolder, ensureCluster } from './cluster.ts'
import { type Identity, chooseIdentity, handOver } from './identity.ts'
import { clearLeftovers } from './leftovers.ts'
import type { Log } from './log.ts'
import { claimDataDir } from './owner-lock.ts'
import { type Postmaster, type StopMode, launchPostmaster, rotateLog } from './postmaster.ts'
import { type RunningServer, describeServer } from './running-server.ts'
import { accessRules, renderSettings } from './settings.ts'
import { chooseSocketFolder, prepareSocketFolder, removeSocketFolder, socketPort } from './socket-folder.ts'
import { EmbeddedStartError } from './start-error.ts'
import { type UnexpectedExit, supervise } from './supervisor.ts'

export interface EmbeddedServerOptions {
  /** Folder for everything of the database; made, closed to others, where it does not exist. */
  dataDir: string
  log?: Log
  /** npm package of the PostgreSQL programs; that of this platform by default. */
  packageName?: string
  /** PostgreSQL settings that win over ours. */
  settings?: Readonly<Record<string, string>>
  /** False only for throw-away databases, which a power cut may destroy. */
  fsync?: boolean
}

export interface EmbeddedServer extends RunningServer {
  /** Major version of PostgreSQL. */
  readonly major: number
  /** Ends the server and the claim on its data directory; a second call waits for the first. */
  stop(mode?: StopMode): Promise<void>
  /** Tells each time the server ended by itself and is being started again; answers how to stop listening. */
  onUnexpectedExit(listener: (exit: UnexpectedExit) => void): () => void
}

/**
 * Starts PostgreSQL on a data directory, creating it if need be, and keeps it running until `stop`.
 * Whatever a killed Divan or a killed server left there is cleared away first. Refuses, with an
 * EmbeddedStartError that says what to do, a directory that another live Divan uses, that another
 * major version wrote or that another user owns, and a system that cannot run the programs.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const log = options.log ?? (() => {})
  requireUnixSockets()
  const binaries = await locateBinaries(options.packageName)
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const dataDir = realpathSync(options.dataDir)
  const identity = chooseIdentity(dataDir, statSync(dataDir))
  const claim = claimDataDir(dataDir)
  try {
    for (const file of claim.files) handOver(identity, file)
    return await startClaimed(options, { binaries, dataDir, identity, log, release: claim.release })
  } catch (error) {
    claim.release()
    throw error
  }
}

async function startClaimed(
  options: EmbeddedServerOptions,
  claimed: Pick<Place, 'binaries' | 'dataDir' | 'identity' | 'log'> & { release: () => void },
): Promise<EmbeddedServer> {
  const { binaries, dataDir, identity, log, release } = claimed
  const cluster = clusterFolder(dataDir)
  const socketDir = chooseSocketFolder(dataDir, cluster)
  const place: Place = { options, binaries, dataDir, cluster, socketDir, identity, log }
  await ensureCluster(cluster, binaries, identity, options.fsync ?? true)
  const start = (signal: AbortSignal) => startPatiently(place, signal)
  const first = await start(new AbortController().signal)
  const supervisor = supervise(first, start, log)
  let stopped: Promise<void> | undefined
  const end = async (mode: StopMode) => {
    await supervisor.stop(mode)
    removeSocketFolder(socketDir)
    release()
  }
  return Object.assign(
    describeServer(() => ({ pid: supervisor.pid, socketDir, port: socketPort })),
    {
      major: binaries.major,
      stop: (mode: StopMode = 'fast') => (stopped ??= end(mode)),
      onUnexpectedExit: supervisor.onUnexpectedExit,
    },
  )
}

interface Place {
  options: EmbeddedServerOptions
  binaries: Binaries
  dataDir: string
  cluster: string
  socketDir: string
  identity: Identity
  log: Log
}

const attempts = 5

/** A start can fail because the kernel has not yet freed what a killed server held: tried five times over 3 s. */
async function startPatiently(place: Place, signal: AbortSignal): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(place, signal)
    } catch (error) {
      if (attempt === attempts || signal.aborted) {
        removeSocketFolder(place.socketDir)
        throw error
      }
      const reason = error instanceof Error ? error.message : String(error)
      place.log('the database server did not start, trying again', { attempt, reason })
      await delay(300 * attempt, undefined, { signal })
    }
  }
}

async function startOnce(place: Place, signal: AbortSignal) {
  const { options, binaries, dataDir, cluster, socketDir, identity, log } = place
  const since = performance.now()
  prepareSocketFolder(socketDir, identity)
  await clearLeftovers(cluster, socketDir, log)
  const { settings: extra = {}, fsync = true } = options
  writeWhole(join(cluster, 'postgresql.conf'), renderSettings({ cluster, socketDir, fsync, extra }), identity)
  writeWhole(join(cluster, 'pg_hba.conf'), accessRules, identity)
  const logFile = join(dataDir, 'postgres.log')
  rotateLog(logFile)
  const postmaster = await launchPostmaster({
    postgres: binaries.postgres,
    cluster,
    logFile,
    identity,
    signal,
  })
  log('database server started', { pid: postmaster.pid, startMs: Math.round(performance.now() - since) })
  return postmaster
}

function writeWhole(path: string, text: string, identity: Identity) {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  handOver(identity, `${path}.new`)
  renameSync(`${path}.new`, path)
}

function requireUnixSockets() {
  if (process.platform === 'win32')
    throw new EmbeddedStartError('The embedded database does not run on Windows: set DATABASE_URL.')
}
