import { createHash } from 'node:crypto'
import { cleanLine } from '#src/domain/clean-text.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { storeBatch } from './import-store.ts'
import { type UnreadableFile, readFile } from './read-file.ts'
import { importEvents } from '../events.ts'

export type UploadRefused = UnreadableFile | Refused<'no-file' | 'file-too-large'>

/** A list of every patient of a lifetime is one megabyte; what is larger is another kind of file. */
export const maxFileBytes = 10_000_000

/** Takes a file in for review; nothing is written to any patient. Refuses what cannot be read at all. */
export async function startImport(
  work: Work,
  userId: string,
  file: { name: string; bytes: Uint8Array } | undefined,
): Promise<{ id: string } | UploadRefused> {
  if (!file) return { refused: 'no-file' }
  if (file.bytes.length > maxFileBytes) return { refused: 'file-too-large' }
  const reading = readFile(file.bytes, { today: work.today })
  if (isRefused(reading)) return reading
  const hash = createHash('sha256').update(file.bytes).digest()
  const id = await storeBatch(work, userId, { ...file, name: cleanLine(file.name).slice(0, 300), hash })
  work.record(importEvents.start, id, { lines: reading.lineCount, bytes: file.bytes.length })
  return { id }
}
