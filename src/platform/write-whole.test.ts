import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { localStorage } from './files/local.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'divan-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Runs a program in a Node that may write no byte into any file, as on a full disk, and collects what it left behind:
 * a handle that is collected open ends the process.
 */
function runOnFullDisk(program: string): { status: number | null; stdout: string; stderr: string } {
  const source = `${program}
    globalThis.gc()
    await new Promise((later) => setTimeout(later, 50))
    console.log('alive')`
  return spawnSync(
    'sh',
    [
      '-c',
      'ulimit -f 0; exec "$@"',
      'sh',
      process.execPath,
      '--expose-gc',
      '--input-type=module-typescript',
      '-e',
      source,
    ],
    { encoding: 'utf8' },
  )
}

const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)

test.each([
  [
    'a file of the storage',
    (at: string) => `
      import { localStorage } from ${module('files/local.ts')}
      await localStorage(${at}).put('practice/invoice.pdf', [Buffer.from('bytes')]).catch((error) => console.log(error.code))`,
    '.drafts',
  ],
  [
    'a key',
    (at: string) => `
      import { openKeyring } from ${module('crypto/keyring.ts')}
      import { masterKeyFromText } from ${module('crypto/master-key.ts')}
      const keyring = openKeyring(${at}, masterKeyFromText('${Buffer.alloc(32).toString('base64')}'))
      await keyring.seal('practice', 'practice', 'place', 'text').catch((error) => console.log(error.code))`,
    'practice',
  ],
  [
    'the master key',
    (at: string) => `
      import { loadMasterKey } from ${module('crypto/master-key.ts')}
      try { loadMasterKey(undefined, ${at} + '/practice/master.key') } catch (error) { console.log(error.code) }`,
    'practice',
  ],
])(
  '%s that cannot be written fails, leaves nothing behind, and the process lives',
  (_name, program, where) => {
    const { status, stdout, stderr } = runOnFullDisk(program(JSON.stringify(folder)))
    expect([stdout, stderr, status]).toEqual(['EFBIG\nalive\n', '', 0])
    expect(readdirSync(join(folder, where))).toEqual([])
  },
)

test('a file that cannot be put in its place leaves no draft', async () => {
  mkdirSync(join(folder, 'practice', 'invoice.pdf', 'inside'), { recursive: true })
  await expect(localStorage(folder).put('practice/invoice.pdf', [Buffer.from('bytes')])).rejects.toThrow(
    /EISDIR|ENOTEMPTY|EEXIST/,
  )
  expect(readdirSync(join(folder, 'practice'))).toEqual(['invoice.pdf'])
  expect(readdirSync(join(folder, '.drafts'))).toEqual([])
})
