import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

const namesOf =
  (table: 'appointmentType' | 'place', page: string): NameSubjects =>
  async (work, ids) => {
    const rows = await work.tx
      .selectFrom(table)
      .select(['id', 'name'])
      .where('practiceId', '=', work.practiceId)
      .where('id', 'in', ids)
      .execute()
    return new Map(rows.map(({ id, name }) => [id, { name, href: `${page}/${id}` }]))
  }

export const catalogueSubjects: Subjects = {
  appointmentType: namesOf('appointmentType', '/types-de-rendez-vous'),
  place: namesOf('place', '/lieux'),
}
