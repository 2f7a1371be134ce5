import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeScratch, startElsewhere, startHere } from '#test/crash/embedded-world.ts'
import { query } from '#test/crash/scratch.ts'
import { stopPostmaster } from './postmaster.ts'
import { endsWithin, findClusterProcesses, isAlive } from './processes.ts'
import { findRunningServer } from './running-server.ts'

const world = makeScratch()
afterEach(world.clear)

test('a server whose Node was killed is stopped, and its data served by the next', async () => {
  const { nodePid, databasePid } = await startElsewhere(world)
  await query(running(), 'CREATE TABLE kept AS SELECT 7 AS number')
  await kill(nodePid)
  expect(isAlive(databasePid)).toBe(true)
  expect(findRunningServer(world.dataDir())).toBeUndefined()

  const server = await startHere(world)
  expect(isAlive(databasePid)).toBe(false)
  expect(await query(server, 'SELECT number FROM kept')).toEqual([{ number: 7 }])
  const log = readFileSync(join(world.dataDir(), 'postgres.log'), 'utf8')
  expect(log).toContain('database system is shut down')
  expect(log).not.toContain('not properly shut down')
})

test('a server that hangs is ended all the same', async () => {
  const { nodePid, databasePid } = await startElsewhere(world)
  await kill(nodePid)
  process.kill(databasePid, 'SIGSTOP')
  await stopPostmaster({ pid: databasePid, cluster: cluster() }, 'fast', { fastMs: 50, immediateMs: 50 })
  expect(isAlive(databasePid)).toBe(false)
  const server = await startHere(world)
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a backend that outlived server and Node does not hinder the next start', async () => {
  const { nodePid, databasePid } = await startElsewhere(world)
  const backend = await stopABackend(running())
  await kill(nodePid)
  await kill(databasePid)
  expect(findClusterProcesses(cluster())).toContain(backend)

  const server = await startHere(world)
  expect(isAlive(backend)).toBe(false)
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a process id that another program has by now is not taken for the server', async () => {
  const { nodePid, databasePid } = await startElsewhere(world)
  await kill(databasePid, nodePid)
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
  try {
    const file = join(cluster(), 'postmaster.pid')
    const [, ...rest] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [bystander.pid, ...rest].join('\n'))
    const server = await startHere(world)
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(bystander.exitCode).toBeNull()
  } finally {
    bystander.kill()
    await once(bystander, 'exit')
  }
})

test('ctrl-C in the terminal does not reach the server', async () => {
  const { nodePid, databasePid } = await startElsewhere(world)
  process.kill(-nodePid, 'SIGINT')
  expect(await endsWithin(() => isAlive(databasePid), 300)).toBe(false)
  expect(await query(running(), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

const cluster = () => join(world.dataDir(), 'cluster')

function running() {
  const server = findRunningServer(world.dataDir())
  if (!server) throw new Error('no server runs')
  return server
}

async function kill(...pids: number[]) {
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  for (const pid of pids) expect(await endsWithin(() => isAlive(pid), 5_000)).toBe(true)
}

/** Freezes the backend of an open session: it keeps the shared memory in use and heeds no signal but SIGKILL. */
async function stopABackend(server: ReturnType<typeof running>): Promise<number> {
  const sleeping = query(server, 'SELECT pg_sleep(60)')
  sleeping.catch(() => {})
  for (;;) {
    const [row] = await query(server, `SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`)
    if (row) {
      process.kill(Number(row['pid']), 'SIGSTOP')
      return Number(row['pid'])
    }
  }
}
