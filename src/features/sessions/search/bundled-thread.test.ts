import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { findInThread } from './search-thread.ts'

const NOTE = { id: 'a', text: 'Rêve de la mère' }

test('the search runs in its thread under the tests', async () => {
  expect(await findInThread([NOTE], ['mere'])).toMatchObject([{ id: 'a' }])
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
    const script = `
      const { findInThread } = await import('./search-thread.js')
      console.log(JSON.stringify(await findInThread([${JSON.stringify(NOTE)}], ['mere'])))`
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
