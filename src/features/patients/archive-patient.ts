import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { getPatientForUpdate } from './patient-store.ts'
import { patientEvents } from './events.ts'

/** Puts a file away: out of lists and searches, never lost. Doing it again changes nothing. */
export async function archivePatient(work: Work, id: string): Promise<{ id: string } | Refused<'merged'>> {
  return setArchived(work, id, work.now)
}

/** Takes a file back out of the archive. */
export async function unarchivePatient(work: Work, id: string): Promise<{ id: string } | Refused<'merged'>> {
  return setArchived(work, id, null)
}

async function setArchived(
  work: Work,
  id: string,
  archivedAt: Temporal.Instant | null,
): Promise<{ id: string } | Refused<'merged'>> {
  const current = await getPatientForUpdate(work, id)
  if (current.mergedIntoId !== null) return { refused: 'merged' }
  if ((current.archivedAt === null) === (archivedAt === null)) return { id }
  await work.tx
    .updateTable('patient')
    .set({ archivedAt, updatedAt: work.now, version: current.version + 1 })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(archivedAt ? patientEvents.archive : patientEvents.unarchive, id)
  return { id }
}
