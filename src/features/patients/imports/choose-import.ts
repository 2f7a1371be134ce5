import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { type StoredChoices, getBatch } from './import-store.ts'
import { type UnreadableFile, readFile } from './read-file.ts'

export type ChoiceRefused = UnreadableFile | Refused<'already-done'>

/**
 * Keeps how the file is to be read. Another encoding or delimiter makes other columns: what was chosen for
 * the old ones is dropped then.
 */
export async function chooseImport(
  work: Work,
  id: string,
  chosen: StoredChoices,
): Promise<{ id: string } | ChoiceRefused> {
  const batch = await getBatch(work, id, true)
  if (batch.status === 'done') return { refused: 'already-done' }
  const choices = await keepFitting(work, batch.bytes, chosen)
  if (isRefused(choices)) return choices
  await work.tx
    .updateTable('importBatch')
    .set({ choices: JSON.stringify(choices), version: batch.version + 1 })
    .where('id', '=', id)
    .execute()
  return { id }
}

async function keepFitting(
  work: Work,
  bytes: Buffer,
  chosen: StoredChoices,
): Promise<StoredChoices | UnreadableFile> {
  const { mapping, ...rest } = chosen
  const detected = readFile(bytes, { today: work.today, ...rest })
  if (isRefused(detected)) return detected
  const columns = detected.table?.mapping.length
  return mapping && mapping.length === columns ? chosen : rest
}
