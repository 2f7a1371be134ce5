import { Pool } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { makeScratch, startHere } from '#test/crash/embedded-world.ts'
import { query } from '#test/crash/scratch.ts'
import { isAlive } from './processes.ts'
import type { EmbeddedServer } from './server.ts'
import { type UnexpectedExit, supervise } from './supervisor.ts'

const world = makeScratch()
afterEach(world.clear)

test('a killed server is started again, and a pool goes on with what was committed', async () => {
  const server = await startHere(world)
  const pool = new Pool(server.connection('postgres', server.superuser))
  pool.on('error', () => {})
  try {
    await pool.query('CREATE TABLE kept AS SELECT 7 AS number')
    const killed = server.pid
    const exit = nextExit(server)
    process.kill(killed, 'SIGKILL')
    expect(await exit).toMatchObject({ code: null, signal: 'SIGKILL' })
    const outcome = await (await exit).restart
    expect(outcome).toMatchObject({ restarted: true, pid: server.pid })
    expect(server.pid).not.toBe(killed)
    expect((await pool.query('SELECT number FROM kept')).rows).toEqual([{ number: 7 }])
  } finally {
    await pool.end()
  }
})

test('a server killed over and over comes back each time', async () => {
  const server = await startHere(world)
  for (let kill = 0; kill < 4; kill++) {
    const exit = nextExit(server)
    process.kill(server.pid, 'SIGKILL')
    expect(await (await exit).restart).toMatchObject({ restarted: true })
    expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  }
})

test('stopping while it is being started again leaves nothing running', async () => {
  const server = await startHere(world)
  const exit = nextExit(server)
  process.kill(server.pid, 'SIGKILL')
  const { restart } = await exit
  await server.stop()
  await restart
  expect(isAlive(server.pid)).toBe(false)
  await startHere(world)
})

test('stopping twice is stopping once, and tells nobody', async () => {
  const server = await startHere(world)
  let told = 0
  server.onUnexpectedExit(() => (told += 1))
  await Promise.all([server.stop(), server.stop('immediate')])
  expect(isAlive(server.pid)).toBe(false)
  expect(told).toBe(0)
})

test('a server that ends at once every time is given up after ten restarts', async () => {
  const outcomes: Promise<unknown>[] = []
  let starts = 0
  const shortLived = () => {
    starts += 1
    return Promise.resolve({ pid: 0, cluster: '', exited: Promise.resolve({ code: 1, signal: null }) })
  }
  const supervisor = supervise(
    await shortLived(),
    shortLived,
    () => {},
    () => 0,
  )
  const lost = await new Promise((resolve) => {
    supervisor.onUnexpectedExit(async (exit) => {
      outcomes.push(exit.restart)
      const outcome = await exit.restart
      if (!outcome.restarted) resolve(outcome.reason)
    })
  })
  expect(lost).toMatch(/ended 10 times/)
  expect(starts).toBe(11)
  expect(outcomes).toHaveLength(11)
})

function nextExit(server: EmbeddedServer): Promise<UnexpectedExit> {
  return new Promise((resolve) => {
    const stopListening = server.onUnexpectedExit((exit) => {
      stopListening()
      resolve(exit)
    })
  })
}
