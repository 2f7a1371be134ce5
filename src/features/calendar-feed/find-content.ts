import { type Sql, sql } from '#src/db/sql.ts'
import type { Tx } from '#src/db/database.ts'
import type { Lang } from '#src/platform/text.ts'
import { type Titles, titleOfAppointment, titleOfTimeOff } from './discreet-title.ts'
import type { FeedEvent, FeedSeries, RepeatedEvent } from '#src/platform/icalendar/feed-event.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { patientsOfAppointment } from '#src/features/agenda/index.ts'
import { type Status, STATUS_FACTS } from '#src/domain/appointment-status.ts'

/** Whose agenda a feed tells, and how much of it. */
export interface FeedSubject {
  tx: Tx
  practiceId: string
  practitionerId: string
  titles: Titles
  lang: Lang
  /** What ended before it is left out: the first moment of `firstDay`. */
  since: Temporal.Instant
  firstDay: Temporal.PlainDate
  /** Stands for when time off was written down. */
  createdAt: Temporal.Instant
}

export interface AgendaContent {
  events: FeedEvent[]
  series: FeedSeries[]
  repeated: RepeatedEvent[]
}

/** What the agenda holds from `since` on, without an end, in three statements. */
export async function findAgendaContent(subject: FeedSubject): Promise<AgendaContent> {
  const [appointments, series, timeOff] = await Promise.all([
    findAppointments(subject),
    findSeries(subject),
    findTimeOff(subject),
  ])
  return {
    events: [...appointments, ...timeOff.filter((off) => !('rule' in off))],
    series,
    repeated: timeOff.filter((off) => 'rule' in off),
  }
}

interface AppointmentRow {
  id: string
  startSeconds: number
  endSeconds: number
  changedSeconds: number
  status: Status
  version: number
  seriesId: string | null
  occurrenceDate: string | null
  patients: NamedPatient[]
}

/** A row is read for each of five hundred appointments: instants stay numbers, dates text. */
async function findAppointments(subject: FeedSubject): Promise<FeedEvent[]> {
  const { practiceId, practitionerId, titles, lang } = subject
  const people: Sql<NamedPatient[]> = titles === 'busy' ? sql`'[]'::jsonb` : patientsOfAppointment(subject)
  const { rows } = await sql<AppointmentRow>`
    select a.id, extract(epoch from a.starts_at)::bigint as start_seconds,
      extract(epoch from a.ends_at)::bigint as end_seconds,
      extract(epoch from date_trunc('second', a.updated_at))::bigint as changed_seconds,
      a.status, a.version, a.series_id, a.occurrence_date::text as occurrence_date, ${people} as patients
    from appointment a
    where a.practice_id = ${practiceId} and a.starts_at >= ${subject.since} and a.practitioner_id = ${practitionerId}
    order by a.starts_at, a.id`.execute(subject.tx)
  return rows.map((row) => ({
    id: row.id,
    startSeconds: row.startSeconds,
    endSeconds: row.endSeconds,
    changedSeconds: row.changedSeconds,
    summary: titleOfAppointment(row.patients, titles, lang),
    status: STATUS_FACTS[row.status].ical,
    sequence: row.version - 1,
    path: `/rendez-vous/${row.id}`,
    seriesId: row.seriesId,
    occurrenceDate: row.occurrenceDate,
  }))
}

/** Any change of one of its appointments is a change of the series: programs take nothing older than they know. */
async function findSeries({ tx, practiceId, practitionerId, since }: FeedSubject): Promise<FeedSeries[]> {
  const { rows } = await sql<Omit<FeedSeries, 'path'>>`
    select s.id, s.rule, (s.version - 1 + (
      select coalesce(sum(a.version - 1), 0) from appointment a
      where a.practice_id = ${practiceId} and a.series_id = s.id))::int as sequence
    from appointment_series s
    where s.practice_id = ${practiceId} and exists (
      select from appointment a where a.practice_id = ${practiceId} and a.series_id = s.id
        and a.starts_at >= ${since} and a.practitioner_id = ${practitionerId})
    order by s.id`.execute(tx)
  return rows.map((row) => ({ ...row, path: '/agenda' }))
}

interface TimeOffRow {
  id: string
  label: string
  startSeconds: number
  endSeconds: number
  firstDay: string | null
  lastDay: string | null
  version: number
  rule: string | null
  recursUntil: string | null
  excludedDates: string[]
}

async function findTimeOff(subject: FeedSubject): Promise<(FeedEvent | RepeatedEvent)[]> {
  const { practiceId, practitionerId, since, firstDay } = subject
  const { rows } = await sql<TimeOffRow>`
    select id, label, extract(epoch from starts_at)::bigint as start_seconds,
      extract(epoch from ends_at)::bigint as end_seconds, start_date::text as first_day, end_date::text as last_day,
      version, rule, recurs_until::text as recurs_until, excluded_dates::text[] as excluded_dates
    from time_off
    where practice_id = ${practiceId} and practitioner_id = ${practitionerId} and removed_at is null
      and (ends_at > ${since} or rule is not null and (recurs_until is null or recurs_until >= ${firstDay}::date))
    order by starts_at, id`.execute(subject.tx)
  const changedSeconds = Math.floor(subject.createdAt.epochMilliseconds / 1000)
  return rows.map((row) => {
    const { id, startSeconds, endSeconds, firstDay: first, lastDay: last, rule } = row
    const event: FeedEvent = {
      id,
      startSeconds,
      endSeconds,
      days: first !== null && last !== null ? { first, last } : undefined,
      summary: titleOfTimeOff(row.label, subject.titles, subject.lang),
      status: 'CONFIRMED',
      sequence: row.version - 1,
      changedSeconds,
      path: `/absences/${id}`,
    }
    return rule === null
      ? event
      : { ...event, rule, lastDate: row.recursUntil, excludedDates: row.excludedDates }
  })
}
