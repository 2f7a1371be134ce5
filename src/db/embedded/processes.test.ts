import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeScratch, startHere } from '#test/crash/embedded-world.ts'
import { endProcess, findClusterProcesses, findWithPs, isAlive } from './processes.ts'

const world = makeScratch()
afterEach(world.clear)

const hasPs = spawnSync('ps', ['-o', 'pid=']).status === 0

test('finds the server and its backends by their cluster, and no other', async () => {
  const server = await startHere(world)
  const found = findClusterProcesses(join(world.dataDir(), 'cluster'))
  expect(found).toContain(server.pid)
  expect(found.length).toBeGreaterThan(1)
  expect(findClusterProcesses(join(world.folder(), 'cluster'))).toEqual([])
})

test.runIf(hasPs)('ps, which systems without /proc have, shows the same server', async () => {
  const server = await startHere(world)
  const found = findWithPs(join(world.dataDir(), 'cluster'))
  expect(found).toContain(server.pid)
  expect(found.length).toBeGreaterThan(1)
  expect(findWithPs(join(world.folder(), 'cluster'))).toEqual([])
})

test('goes on to the next signal when one is ignored', async () => {
  const stubborn = spawn(process.execPath, [
    '-e',
    `process.on('SIGTERM', () => {}); process.stdout.write('ready'); setInterval(() => {}, 1000)`,
  ])
  await once(stubborn.stdout, 'data')
  if (stubborn.pid === undefined) throw new Error('not started')
  expect(await endProcess(stubborn.pid, [['SIGTERM', 50]])).toBe(false)
  expect(isAlive(stubborn.pid)).toBe(true)
  const killed = await endProcess(stubborn.pid, [
    ['SIGTERM', 50],
    ['SIGKILL', 5_000],
  ])
  expect(killed).toBe(true)
  expect(isAlive(stubborn.pid)).toBe(false)
})
