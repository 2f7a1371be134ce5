import { displayName } from '#src/domain/person-name.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

const namePatients: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('patient')
    .select(['id', 'firstName', 'lastName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .where('retentionState', '<>', 'erased')
    .execute()
  return new Map(rows.map((row) => [row.id, { name: displayName(row), href: `/patients/${row.id}` }]))
}

const nameImports: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('importBatch')
    .select(['id', 'fileName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .where('kind', '=', 'patients')
    .execute()
  return new Map(rows.map(({ id, fileName }) => [id, { name: fileName, href: `/patients/import/${id}` }]))
}

export const patientSubjects: Subjects = { patient: namePatients, import: nameImports }
