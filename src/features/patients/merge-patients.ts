import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { isGroup } from './rules.ts'
import { patientEvents } from './events.ts'

export type MergeRefused = Refused<
  'merge-into-itself' | 'already-merged' | 'target-merged' | 'merge-unlike' | 'target-archived'
>

/**
 * Makes `id` a part of `intoId` by a pointer: no row of either file is rewritten, and `unmergePatient` undoes
 * it. Refuses a file merged into itself, one already merged, and a merged survivor, so that no circle can
 * form; a person and a couple are never one.
 */
export async function mergePatients(
  work: Work,
  id: string,
  intoId: string,
): Promise<{ id: string; intoId: string } | MergeRefused> {
  if (id === intoId) return { refused: 'merge-into-itself' }
  // Both rows, always in the same order: two merges of one pair in opposite directions wait for each other.
  const rows = await work.tx
    .selectFrom('patient')
    .select(['id', 'kind', 'mergedIntoId', 'archivedAt'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', [id, intoId])
    .where('retentionState', '<>', 'erased')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const merged = rows.find((row) => row.id === id)
  const survivor = rows.find((row) => row.id === intoId)
  if (!merged || !survivor) throw new NotFound('patient')
  if (merged.mergedIntoId !== null) return { refused: 'already-merged' }
  if (survivor.mergedIntoId !== null) return { refused: 'target-merged' }
  if (isGroup(merged.kind) !== isGroup(survivor.kind)) return { refused: 'merge-unlike' }
  if (survivor.archivedAt !== null && merged.archivedAt === null) return { refused: 'target-archived' }
  await work.tx
    .updateTable('patient')
    .set({ mergedIntoId: intoId, mergedAt: work.now })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(patientEvents.merge, id, { mergedIntoId: intoId })
  return { id, intoId }
}

/** Clears the pointer: both files are again what they were. A file that is not merged stays so. */
export async function unmergePatient(work: Work, id: string): Promise<{ id: string; fromId: string | null }> {
  const row = await work.tx
    .selectFrom('patient')
    .select(['id', 'mergedIntoId'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('retentionState', '<>', 'erased')
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('patient')
  if (row.mergedIntoId === null) return { id, fromId: null }
  await work.tx
    .updateTable('patient')
    .set({ mergedIntoId: null, mergedAt: null })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(patientEvents.unmerge, id, { mergedIntoId: row.mergedIntoId })
  return { id, fromId: row.mergedIntoId }
}
