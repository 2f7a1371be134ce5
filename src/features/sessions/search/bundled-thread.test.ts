import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { seal } from '#src/platform/crypto/seal.ts'
import { findInThread } from './search-thread.ts'

const KEY_ID = newId()
const PLACE = 'note_version.body_sealed:a'

/** A key as the keyring lends it, and a note sealed with it. */
function sealNote(secret: Buffer = randomBytes(32)) {
  const key = { id: KEY_ID, secret: Buffer.from(Uint8Array.from(secret).buffer) }
  return { key, note: { id: 'a', place: PLACE, sealed: seal(key, PLACE, 'Rêve de la mère') } }
}

test('the search runs in its thread under the tests', async () => {
  const { key, note } = sealNote()
  expect(await findInThread([note], [key], ['mere'])).toMatchObject([{ id: 'a' }])
})

test('the lent key is gone from here at once', async () => {
  const { key, note } = sealNote()
  const searching = findInThread([note], [key], ['mere'])
  expect(key.secret.byteLength).toBe(0)
  await searching
})

test('a note that does not open fails its own search, and the next one goes on', async () => {
  const { key, note } = sealNote()
  await expect(findInThread([{ ...note, place: 'elsewhere' }], [key], ['mere'])).rejects.toThrow(
    /authenticate/,
  )
  await expect(findInThread([note], [], ['mere'])).rejects.toThrow(/was not lent/)
  const other = sealNote()
  expect(await findInThread([other.note], [other.key], ['mere'])).toMatchObject([{ id: 'a' }])
})

test('a key that shares its memory is not given away', async () => {
  const { note } = sealNote()
  const pooled = { id: KEY_ID, secret: Buffer.from('0123456789abcdef0123456789abcdef') }
  await expect(findInThread([note], [pooled], ['mere'])).rejects.toThrow(TypeError)
})

test('the search runs in its thread inside the server’s bundle, away from the sources', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'divan-bundle-'))
  try {
    await build({
      logLevel: 'error',
      build: {
        ssr: 'src/features/sessions/search/search-thread.ts',
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: { input: 'src/features/sessions/search/search-thread.ts' },
      },
    })
    const { key, note } = sealNote()
    const bytes = (data: Buffer): string =>
      `Buffer.from(Uint8Array.from(${JSON.stringify([...data])}).buffer)`
    const script = `
      const { findInThread } = await import('./search-thread.js')
      const note = { id: 'a', place: '${PLACE}', sealed: ${bytes(note.sealed)} }
      const key = { id: '${KEY_ID}', secret: ${bytes(key.secret)} }
      console.log(JSON.stringify(await findInThread([note], [key], ['mere'])))`
    const run = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
    })
    expect(JSON.parse(run.stdout)).toMatchObject([{ id: 'a', cutBefore: false }])
    // The thread that rests keeps nobody waiting, and nothing is said on the error stream.
    expect(run.stderr).toBe('')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
