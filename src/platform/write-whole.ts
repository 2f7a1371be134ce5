import { open, rm } from 'node:fs/promises'

/** The content of a file, in pieces of any size. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/**
 * Writes a file whole or not at all: into a draft (0600), on disk before `place` renames or links it to its path.
 * Whatever fails, no draft is left and no handle stays open: one that is collected open ends the process.
 */
export async function writeWhole(
  draft: string,
  bytes: string | Pieces,
  place: () => Promise<void>,
): Promise<void> {
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await place()
  } finally {
    await rm(draft, { force: true })
  }
}

/** Has the names of a folder on disk, before anybody is told that a file is there. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
