import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { syncFolder, writeWhole } from '../write-whole.ts'
import type { Storage } from './storage.ts'

/** Pieces read at once, in bytes. */
const READ = 131_072

/** Files in a folder of this machine; a file appears whole or not at all. */
export function localStorage(folder: string): Storage {
  const root = resolve(folder)
  const drafts = join(root, '.drafts')
  const pathOf = (key: string): string => {
    const path = resolve(root, key)
    if (!path.startsWith(root + sep)) throw new Error('a storage key must stay inside the storage')
    return path
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(drafts, { recursive: true, mode: 0o700 })
      const draft = join(drafts, randomUUID())
      await writeWhole(draft, bytes, async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(draft, path)
      })
      await syncFolder(dirname(path))
    },
    async open(key) {
      const file = await open(pathOf(key), 'r').catch(unlessMissing)
      return file?.createReadStream({ highWaterMark: READ })
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async sweep(before) {
      let swept = 0
      for (const name of (await readdir(drafts).catch(unlessMissing)) ?? []) {
        const draft = join(drafts, name)
        const found = await stat(draft).catch(unlessMissing)
        if (!found || found.mtimeMs >= before.epochMilliseconds) continue
        await rm(draft, { force: true })
        swept++
      }
      return swept
    },
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
