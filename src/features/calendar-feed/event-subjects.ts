import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

const nameFeeds: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('calendarFeed')
    .select(['id', 'name'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .where('name', '<>', '')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, { name, href: '/parametres/calendrier' }]))
}

export const calendarFeedSubjects: Subjects = { 'calendar-feed': nameFeeds }
