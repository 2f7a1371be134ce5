import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeScratch } from '#test/crash/embedded-world.ts'
import { chooseSocketFolder, prepareSocketFolder, removeSocketFolder } from './socket-folder.ts'

const world = makeScratch()
afterEach(world.clear)
const asOurselves = { prefix: [] }

test('the longest path that fits stays in the data directory; one byte more moves to the temporary folder', () => {
  // "/socket/.s.PGSQL.5432" is 21 bytes, a socket path at most 103.
  const longest = `/${'é'.repeat(40)}x`
  expect(Buffer.byteLength(longest)).toBe(82)
  expect(chooseSocketFolder(longest, `${longest}/cluster`, '/tmp')).toBe(`${longest}/socket`)
  expect(chooseSocketFolder(`${longest}y`, `${longest}y/cluster`, '/tmp')).toMatch(
    /^\/tmp\/divan-[0-9a-f]{12}$/,
  )
})

test('a temporary folder that is itself too long is passed over', () => {
  const long = `/${'t'.repeat(100)}`
  expect(chooseSocketFolder(long, `${long}/cluster`, long)).toMatch(/^\/tmp\/divan-[0-9a-f]{12}$/)
})

test('two clusters never share a short folder', () => {
  const long = `/${'d'.repeat(100)}`
  expect(chooseSocketFolder(long, `${long}/a`)).not.toBe(chooseSocketFolder(long, `${long}/b`))
})

test('an open folder is closed', () => {
  const folder = join(world.folder(), 'socket')
  mkdirSync(folder)
  chmodSync(folder, 0o777)
  prepareSocketFolder(folder, asOurselves)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

test('a link in the place of the folder is refused', () => {
  const folder = join(world.folder(), 'socket')
  symlinkSync(world.folder(), folder)
  expect(() => prepareSocketFolder(folder, asOurselves)).toThrow(/is not ours/)
})

test("another user's folder is refused", () => {
  const folder = join(world.folder(), 'socket')
  mkdirSync(folder)
  const { uid } = statSync(folder)
  // Seen with the eyes of the next user, since the test may not give a folder away.
  expect(() => prepareSocketFolder(folder, { prefix: [], user: { uid: uid + 1, gid: uid + 1 } })).toThrow(
    /is not ours/,
  )
})

test('removing takes the socket and its lock, and leaves what it does not know', () => {
  const folder = join(world.folder(), 'socket')
  prepareSocketFolder(folder, asOurselves)
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock', 'unknown']) writeFileSync(join(folder, name), '')
  removeSocketFolder(folder)
  expect(existsSync(join(folder, '.s.PGSQL.5432.lock'))).toBe(false)
  expect(existsSync(join(folder, 'unknown'))).toBe(true)
})
