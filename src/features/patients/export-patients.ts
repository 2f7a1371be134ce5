import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'
import type { ExportedPatient } from './csv/export-patients.ts'
import { unsealRemarks } from './patient-store.ts'
import { type PatientKind, inferKind } from './rules.ts'
import { patientEvents } from './events.ts'

/** Keys lie in files of their own: this many are opened at once. */
const AT_ONCE = 32

/**
 * Every file in follow-up, archived ones too with `includeArchived`, in order of the name, remarks opened.
 * What was merged is left to its survivor. The reading of so much is one event of the audit trail.
 */
export async function findExportedPatients(
  work: Work,
  includeArchived: boolean,
): Promise<readonly ExportedPatient[]> {
  let query = work.tx
    .selectFrom('patient')
    .select([
      'id',
      'kind',
      'lastName',
      'firstName',
      'birthDate',
      'phones',
      'emails',
      'referredBy',
      'remarksSealed',
      'archivedAt',
    ])
    .select(['addressStreet', 'addressPostcode', 'addressCity'])
    .where('practiceId', '=', work.practiceId)
    .where('mergedIntoId', 'is', null)
    .where('retentionState', '=', 'active')
  if (!includeArchived) query = query.where('archivedAt', 'is', null)
  const rows = await query.orderBy('sortKey').orderBy('id').execute()
  const members = await findMembers(work)
  const exported: ExportedPatient[] = []
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const part = rows.slice(start, start + AT_ONCE).map(async (row) => ({
      id: row.id,
      kind: inferKind(row.kind as PatientKind, row.birthDate, work.today),
      lastName: row.lastName,
      firstName: row.firstName,
      birthDate: row.birthDate?.toString() ?? null,
      phones: row.phones,
      emails: row.emails,
      street: row.addressStreet,
      postcode: row.addressPostcode,
      city: row.addressCity,
      referredBy: row.referredBy,
      remarks: await unsealRemarks(work, row.id, row.remarksSealed),
      memberIds: members.get(row.id) ?? [],
      archivedOn: row.archivedAt?.toZonedDateTimeISO(work.zone).toPlainDate().toString() ?? null,
    }))
    exported.push(...(await Promise.all(part)))
  }
  work.record(patientEvents.export, work.practiceId, { count: exported.length })
  return exported
}

/** Who belongs to each couple and family, in order; one who was merged counts as who is left. */
async function findMembers(work: Work): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ groupId: string; memberIds: string[] }>`
    with recursive up as (
      select id, id as survivor_id, merged_into_id from patient where practice_id = ${work.practiceId}
      union all
      select up.id, next.id, next.merged_into_id
      from up join patient next on next.practice_id = ${work.practiceId} and next.id = up.merged_into_id
    )
    select group_id, array_agg(survivor_id order by position) as member_ids
    from patient_member m join up on up.id = m.member_id and up.merged_into_id is null
    where m.practice_id = ${work.practiceId}
    group by group_id`.execute(work.tx)
  return new Map(rows.map(({ groupId, memberIds }) => [groupId, [...new Set(memberIds)]]))
}
