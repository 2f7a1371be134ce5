import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clusterFolder } from '#src/db/embedded/cluster.ts'
import { readPostmasterFile } from '#src/db/embedded/postmaster.ts'
import { findClusterProcesses } from '#src/db/embedded/processes.ts'
import { findRunningServer } from '#src/db/embedded/running-server.ts'
import { type BuiltServer, buildServer, runServer } from '#test/server/built-server.ts'
import { takeFirstSteps } from '#test/server/client.ts'
import { findFreePort } from '#test/server/free-port.ts'
import { type Program, survive } from './crash-loop.ts'
import { type Load, prepareLoad } from './http-load.ts'
import { findFaults, listStored } from './http-stored.ts'
import { makeScratchFolder } from './scratch.ts'

const rounds = Number(process.env['DIVAN_CRASH_ROUNDS'] ?? 4)
const seed = Number(process.env['DIVAN_CRASH_SEED'] ?? Math.trunc(Math.random() * 2 ** 31))

vi.setConfig({ hookTimeout: 120_000 })

const scratch = makeScratchFolder()
const dataDir = join(scratch.folder, 'data')
const databaseDir = join(dataDir, 'database')
let built: BuiltServer
let environment: Record<string, string>
let load: Load
let url = ''

beforeAll(async () => {
  built = await buildServer()
  environment = { DIVAN_DATA_DIR: dataDir, PORT: String(await findFreePort()) }
  const server = runServer(built.main, environment)
  load = await prepareLoad(await takeFirstSteps(await server.url, server.code()))
  await server.stop()
})
afterAll(() => {
  built.remove()
  scratch.remove()
})

test(
  `over HTTP, every acknowledged write outlives ${rounds} kills of the server and its database`,
  { timeout: 60_000 + rounds * 20_000 },
  async () => {
    process.stdout.write(
      `crash over HTTP: seed ${seed}, ${rounds} kills (DIVAN_CRASH_SEED, DIVAN_CRASH_ROUNDS)\n`,
    )
    const report = await survive({
      rounds,
      seed,
      start,
      acknowledged: () => load.acknowledged,
      verify,
    })
    const counts = Object.groupBy([...load.acknowledged], (name) => name.split(' ')[0] ?? '')
    const kinds = Object.fromEntries(Object.entries(counts).map(([kind, names]) => [kind, names?.length]))
    process.stdout.write(`crash over HTTP: ${JSON.stringify({ ...report, kinds })}\n`)
    expect(report.kills.node + report.kills.database + report.kills.both).toBe(rounds)
    expect(Object.keys(kinds).toSorted()).toEqual(['appointment', 'invoice', 'note', 'payment'])

    // Once more from nothing, with nobody writing: all is there, and nothing beyond what was sent.
    const server = runServer(built.main, environment)
    url = await server.url
    await verify(new Set(load.acknowledged))
    await server.stop()
  },
)

/** The same command each time, and nothing done between two of them. */
async function start(): Promise<Program> {
  const server = runServer(built.main, environment)
  const beginLoad = async (): Promise<void> => {
    url = await server.url
    load.start(url)
  }
  return {
    nodePid: server.pid,
    ready: beginLoad(),
    ended: server.exited.then(async () => {
      await load.stop()
      return server.stderr()
    }),
    findDatabasePid,
    findServingPid: () => findRunningServer(databaseDir)?.pid,
    async stop() {
      await load.stop()
      expect(await server.stop()).toEqual({ code: 0, signal: null })
    },
  }
}

/** Also of a server that is still starting, or that a killed Node left behind. */
function findDatabasePid(): number | undefined {
  const cluster = clusterFolder(databaseDir)
  const pid = readPostmasterFile(cluster)?.pid
  return pid !== undefined && findClusterProcesses(cluster).includes(pid) ? pid : undefined
}

async function verify(acknowledged: ReadonlySet<string>): Promise<void> {
  const stored = await listStored(dataDir)
  expect(
    [...acknowledged].filter((name) => !stored.has(name)),
    'acknowledged and lost',
  ).toEqual([])
  // Each person has at most one write under way, so more than that was stored twice.
  const known = load.acknowledged
  const unanswered = [...stored].filter((name) => !known.has(name) && !acknowledged.has(name))
  expect(unanswered.length, 'stored and not acknowledged').toBeLessThanOrEqual(load.writers + SET_UP)
  expect(await findFaults(dataDir)).toEqual([])
  for (const { shown, expected } of await load.readNotes(url)) expect(shown).toBe(expected)
  const command = runServer(built.main, environment, ['audit:verify'])
  expect(await command.exited, command.stdout() + command.stderr()).toEqual({ code: 0, signal: null })
  expect(command.stdout()).toMatch(/^[0-9a-f-]{36}: \d+ events, intact\noperator: intact\n$/)
  expect(load.surprises).toEqual([])
}

/** The two appointments of the sessions whose notes are written. */
const SET_UP = 2
