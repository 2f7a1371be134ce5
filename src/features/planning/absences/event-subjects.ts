import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'
import { nameOf, sayTimeOff } from './say-time-off.ts'

const nameTimeOff: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('timeOff')
    .select(['id', 'kind', 'label', 'startsAt', 'endsAt', 'startDate', 'endDate', 'rule', 'recursUntil'])
    .select('removedAt')
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  const reader = { lang, zone: work.zone }
  return new Map(
    rows.map(({ id, removedAt, ...off }) => [
      id,
      {
        name: `${nameOf(reader, off)}, ${sayTimeOff(reader, off)}`,
        href: removedAt ? '/absences' : `/absences/${id}`,
      },
    ]),
  )
}

export const absenceSubjects: Subjects = { timeOff: nameTimeOff }
