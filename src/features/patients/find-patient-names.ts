import { type PersonName, displayName, listName } from '#src/domain/person-name.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'

/** `Prénom Nom`, as a patient is called on pages, invoices and in the agenda. */
export function patientName(patient: PersonName): string {
  return displayName(patient)
}

/** `Nom Prénom`, for lists in order of the alphabet. */
export function patientListName(patient: PersonName): string {
  return listName(patient)
}

/** How one file is called; a merged one keeps its own name here. Throws NotFound. */
export async function getPatientName(work: Work, id: string): Promise<string> {
  const name = (await findPatientNames(work, [id])).get(id)
  if (name === undefined) throw new NotFound('patient')
  return name
}

/** The names of several files in one statement; ids that are nobody's are absent. */
export async function findPatientNames(
  work: Work,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await work.tx
    .selectFrom('patient')
    .select(['id', 'lastName', 'firstName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', [...ids])
    .where('retentionState', '<>', 'erased')
    .execute()
  return new Map(rows.map((row) => [row.id, patientName(row)]))
}
