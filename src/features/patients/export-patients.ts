import type { Work } from '#src/platform/work.ts'
import type { ExportedPatient } from './csv/export-patients.ts'
import { unsealRemarks } from './patient-store.ts'

/** Keys lie in files of their own: this many are opened at once. */
const AT_ONCE = 32

/**
 * Every file in follow-up, archived ones too with `includeArchived`, in order of the name, remarks opened.
 * What was merged is left to its survivor. The reading of so much is one event of the audit trail.
 */
export async function findExportedPatients(
  work: Work,
  includeArchived: boolean,
): Promise<readonly (ExportedPatient & { id: string })[]> {
  let query = work.tx
    .selectFrom('patient')
    .select(['id', 'lastName', 'firstName', 'birthDate', 'phones', 'emails', 'referredBy', 'remarksSealed'])
    .select(['addressStreet', 'addressPostcode', 'addressCity'])
    .where('practiceId', '=', work.practiceId)
    .where('mergedIntoId', 'is', null)
    .where('retentionState', '=', 'active')
  if (!includeArchived) query = query.where('archivedAt', 'is', null)
  const rows = await query.orderBy('sortKey').orderBy('id').execute()
  const exported: (ExportedPatient & { id: string })[] = []
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const part = rows.slice(start, start + AT_ONCE).map(async (row) => ({
      id: row.id,
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
    }))
    exported.push(...(await Promise.all(part)))
  }
  work.audit('patient.export', { type: 'practice', id: work.practiceId }, { count: exported.length })
  return exported
}
