import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

export type ClientBuild = {
  folder: string
  /** Folder-relative path of a built file, by the path of its source. */
  fileOf: (source: string) => string
  read: (file: string) => Buffer
  remove: () => Promise<void>
}

/** Builds what browsers fetch into a folder of its own, with the real configuration. */
export async function buildClient(): Promise<ClientBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'divan-client-'))
  await build({ logLevel: 'error', mode: 'production', build: { outDir: folder, emptyOutDir: true } })
  const read = (file: string) => readFileSync(join(folder, file))
  const manifest = JSON.parse(read('.vite/manifest.json').toString()) as Record<string, { file: string }>
  return {
    folder,
    read,
    fileOf: (source) => {
      const entry = manifest[source]
      if (!entry) throw new Error(`${source} is not in the manifest`)
      return entry.file
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
