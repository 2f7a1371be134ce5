import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { clusterFolder } from '#src/db/embedded/cluster.ts'
import { readPostmasterFile } from '#src/db/embedded/postmaster.ts'
import { findClusterProcesses } from '#src/db/embedded/processes.ts'
import { findRunningServer } from '#src/db/embedded/running-server.ts'
import { startEmbeddedServer } from '#src/db/embedded/server.ts'
import { type Program, survive } from './crash-loop.ts'
import { runProgram } from './programs.ts'
import { makeScratchFolder, query } from './scratch.ts'

const rounds = Number(process.env['DIVAN_CRASH_ROUNDS'] ?? 6)
const seed = Number(process.env['DIVAN_CRASH_SEED'] ?? Math.trunc(Math.random() * 2 ** 31))
const packageName = process.env['DIVAN_CRASH_POSTGRES']

const scratch = makeScratchFolder()
const dataDir = join(scratch.folder, 'data')
afterAll(() => {
  if (!process.env['DIVAN_DEBUG']) scratch.remove()
})

test(`every acknowledged write outlives ${rounds} kills`, { timeout: 60_000 + rounds * 15_000 }, async () => {
  process.stdout.write(`crash loop: seed ${seed}, ${rounds} kills (DIVAN_CRASH_SEED, DIVAN_CRASH_ROUNDS)\n`)
  const acknowledged = new Set<string>()
  const report = await survive({
    rounds,
    seed,
    start: (run) => startWriter(run, (id) => acknowledged.add(id)),
    acknowledged: () => acknowledged,
    verify: verifyRunning,
  })
  process.stdout.write(`crash loop: ${JSON.stringify(report)}\n`)
  expect(report.kills.node + report.kills.database + report.kills.both).toBe(rounds)
  expect(report.acknowledged).toBeGreaterThan(rounds)

  const server = await startEmbeddedServer({ dataDir, ...(packageName ? { packageName } : {}) })
  try {
    await verifyRunning(acknowledged)
  } finally {
    await server.stop()
  }
})

async function startWriter(run: number, acknowledge: (id: string) => void): Promise<Program> {
  const target = fileURLToPath(new URL('embedded-target.ts', import.meta.url))
  const program = await runProgram('writer.ts', [target, dataDir, `${run}`], (line) => {
    if (line.startsWith('ack ')) acknowledge(line.slice('ack '.length))
  })
  return {
    nodePid: program.pid,
    ready: program.printed('ready'),
    ended: program.ended,
    findDatabasePid,
    findServingPid: () => findRunningServer(dataDir)?.pid,
    async stop() {
      program.close()
      await program.ended
    },
  }
}

/** Also of a server that is still starting, or that a killed Node left behind. */
function findDatabasePid(): number | undefined {
  const cluster = clusterFolder(dataDir)
  const pid = readPostmasterFile(cluster)?.pid
  return pid !== undefined && findClusterProcesses(cluster).includes(pid) ? pid : undefined
}

async function verifyRunning(acknowledged: ReadonlySet<string>) {
  const server = findRunningServer(dataDir)
  if (!server) throw new Error('no server runs')
  const stored = new Set((await query(server, 'SELECT id FROM entry')).map((row) => row['id']))
  const lost = [...acknowledged].filter((id) => !stored.has(id))
  expect(lost, 'acknowledged and lost').toEqual([])
  const torn = await query(
    server,
    `SELECT writer, tally.count, count(entry.id)::int AS stored
       FROM tally FULL JOIN entry USING (writer) GROUP BY writer, tally.count
     HAVING tally.count IS DISTINCT FROM count(entry.id)::int`,
  )
  expect(torn, 'half of a transaction').toEqual([])
}
