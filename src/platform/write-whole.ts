import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'

/**
 * Writes a file whole or not at all: a draft beside it (0600), on disk before `place` renames or links it to its
 * path. Whatever fails, no draft is left and no handle stays open: one that is collected open ends the process.
 */
export async function writeWhole(
  path: string,
  bytes: string | Buffer,
  place: (draft: string) => Promise<void>,
): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await place(draft)
  } finally {
    await rm(draft, { force: true })
  }
}
