import { formatDate } from '#src/domain/civil-format.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'

const namePeriods: NameSubjects = async (work, ids) => {
  const rows = await work.tx
    .selectFrom('openingPeriod')
    .select(['id', 'name', 'removedAt'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, name, removedAt }) => [
      id,
      { name, href: removedAt ? '/horaires' : `/horaires/periodes/${id}` },
    ]),
  )
}

const nameExceptions: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('openingException')
    .select(['id', 'date', 'removedAt'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, date, removedAt }) => [
      id,
      {
        name: formatDate(date, 'long', lang),
        href: removedAt ? '/horaires' : `/horaires/exceptions/${id}`,
      },
    ]),
  )
}

export const hoursSubjects: Subjects = { openingPeriod: namePeriods, openingException: nameExceptions }
