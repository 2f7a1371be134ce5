import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

const nameCalendarImports: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('importBatch')
    .select(['id', 'fileName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .where('kind', '=', 'calendar')
    .execute()
  return new Map(rows.map(({ id, fileName }) => [id, { name: fileName, href: `/agenda/import/${id}` }]))
}

export const calendarImportSubjects: Subjects = { calendarImport: nameCalendarImports }
