import { afterEach, expect, test } from 'vitest'
import { mkdirSync } from 'node:fs'
import { makeScratch, startElsewhere, startHere } from '#test/crash/embedded-world.ts'
import { query } from '#test/crash/scratch.ts'
import { claimDataDir, isClaimed } from './owner-lock.ts'
import { findRunningServer } from './running-server.ts'

const world = makeScratch()
afterEach(world.clear)

test('a second Divan is refused, told which process is the first, and leaves its server alone', async () => {
  const { nodePid, databasePid } = await startElsewhere(world)
  await expect(startHere(world)).rejects.toThrow(`Another Divan (process ${nodePid}) is running on`)
  expect(findRunningServer(world.dataDir())?.pid).toBe(databasePid)
})

test('the same process is refused a second server on one directory, until the first has stopped', async () => {
  const server = await startHere(world)
  await expect(startHere(world)).rejects.toThrow(`Another Divan (process ${process.pid})`)
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await server.stop()
  await startHere(world)
})

test('asking who owns a directory neither takes nor loosens the claim', () => {
  const dataDir = world.dataDir()
  expect(isClaimed(dataDir)).toBe(false)
  mkdirSync(dataDir, { recursive: true })
  expect(isClaimed(dataDir)).toBe(false)
  const claim = claimDataDir(dataDir)
  expect(isClaimed(dataDir)).toBe(true)
  expect(isClaimed(dataDir)).toBe(true)
  expect(() => claimDataDir(dataDir)).toThrow(/Another Divan/)
  claim.release()
  expect(isClaimed(dataDir)).toBe(false)
  claimDataDir(dataDir).release()
})

test('a running server is found by its directory, and not after it stopped', async () => {
  expect(findRunningServer(world.dataDir())).toBeUndefined()
  const server = await startHere(world)
  const found = findRunningServer(world.dataDir())
  if (!found) throw new Error('no server runs')
  expect(found).toMatchObject({ pid: server.pid, socketDir: server.socketDir, port: server.port })
  expect(await query(found, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(findRunningServer(world.dataDir())).toBeUndefined()
})
