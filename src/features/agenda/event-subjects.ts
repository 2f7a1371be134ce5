import { formatDate } from '#src/domain/civil-format.ts'
import { formatMoment } from '#src/domain/moment.ts'
import { type PersonName, displayName } from '#src/domain/person-name.ts'
import { sql } from '#src/db/sql.ts'
import type { NameSubjects, Subjects } from '#src/platform/events/subjects.ts'
import { catalogue } from '#src/platform/text.ts'

const text = catalogue(
  {
    series: (who: string, first: string) => `${who}, série du ${first}`,
    several: (count: number) => (count === 1 ? '1 rendez-vous' : `${count} rendez-vous`),
  },
  {
    series: (who: string, first: string) => `${who}, series from ${first}`,
    several: (count: number) => (count === 1 ? '1 appointment' : `${count} appointments`),
  },
)

const nameAppointments: NameSubjects = async (work, ids, lang) => {
  const { rows } = await sql<{ id: string; startsAt: Temporal.Instant; people: PersonName[] }>`
    select a.id, a.starts_at, coalesce(who.people, '[]') as people
    from appointment a
    left join lateral (
      select jsonb_agg(jsonb_build_object('firstName', p.first_name, 'lastName', p.last_name) order by ap.position) as people
      from appointment_patient ap
      join patient p on p.practice_id = ap.practice_id and p.id = ap.patient_id
      where ap.practice_id = a.practice_id and ap.appointment_id = a.id) who on true
    where a.practice_id = ${work.practiceId} and a.id = any(${ids}::uuid[])`.execute(work.tx)
  return new Map(
    rows.map(({ id, startsAt, people }) => [
      id,
      {
        name: [
          ...people.map((one) => displayName(one)),
          formatMoment(startsAt, { zone: work.zone, today: work.today, lang }),
        ].join(', '),
        href: `/rendez-vous/${id}`,
      },
    ]),
  )
}

/** A series has no page of its own: its first appointment stands for it. */
const nameSeries: NameSubjects = async (work, ids, lang) => {
  const { rows } = await sql<{
    id: string
    startsOn: Temporal.PlainDate
    firstId: string
    people: PersonName[]
  }>`
    select s.id, s.starts_on, first.id as first_id, coalesce(who.people, '[]') as people
    from appointment_series s
    join lateral (
      select a.id from appointment a
      where a.practice_id = s.practice_id and a.series_id = s.id order by a.starts_at limit 1) first on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('firstName', p.first_name, 'lastName', p.last_name) order by ap.position) as people
      from appointment_patient ap
      join patient p on p.practice_id = ap.practice_id and p.id = ap.patient_id
      where ap.practice_id = s.practice_id and ap.appointment_id = first.id) who on true
    where s.practice_id = ${work.practiceId} and s.id = any(${ids}::uuid[])`.execute(work.tx)
  return new Map(
    rows.map(({ id, startsOn, firstId, people }) => [
      id,
      {
        name: text[lang].series(
          people.map((one) => displayName(one)).join(', '),
          formatDate(startsOn, 'long', lang),
        ),
        href: `/rendez-vous/${firstId}`,
      },
    ]),
  )
}

const nameChanges: NameSubjects = async (work, ids, lang) => {
  const rows = await work.tx
    .selectFrom('appointmentChange')
    .select(['id', 'touched'])
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, touched }) => [id, { name: text[lang].several(touched) }]))
}

export const agendaSubjects: Subjects = {
  appointment: nameAppointments,
  series: nameSeries,
  appointmentChange: nameChanges,
}
