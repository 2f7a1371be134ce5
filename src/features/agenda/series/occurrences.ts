import { type Sql, sql } from '#src/db/sql.ts'
import type { Span } from '#src/domain/interval.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from '../appointments/appointment.ts'
import { patientsOfAppointment } from '../appointments/patients-sql.ts'
import type { Status } from '#src/domain/appointment-status.ts'

/** Which appointments of a series a change is about; of those, only what is to come is ever touched. */
export const SCOPES = ['this', 'following', 'all'] as const
export type Scope = (typeof SCOPES)[number]
export type SeriesScope = Exclude<Scope, 'this'>

/** An appointment of a series, with all that a change of it keeps for its undo. */
export interface Occurrence extends Appointment {
  /** The date that the series gives it; its own may be another. */
  occurrenceDate: Temporal.PlainDate
  previousStatus: Status | null
  cancelledAt: Temporal.Instant | null
  noteSealed: Buffer | null
  reasonSealed: Buffer | null
  busyFrom: Temporal.Instant | null
  busyTo: Temporal.Instant | null
  changeId: string | null
}

export interface Series {
  id: string
  rule: string
  zone: string
  startsOn: Temporal.PlainDate
  /** Null for a series of a calendar file. */
  wallTime: Temporal.PlainTime | null
}

export interface SeriesPart {
  series: Series
  /** Those in the scope that are to come, in order of time; cancelled ones too. */
  coming: Occurrence[]
  /** The last date of those that stay as they are; null when there are none. */
  lastBefore: Temporal.PlainDate | null
}

/** Reads the appointments that a change may touch. Throws NotFound; true only under the practitioner's lock. */
export async function readSeriesPart(
  work: Work,
  of: { seriesId: string; from: Temporal.PlainDate | undefined },
): Promise<SeriesPart> {
  const { practiceId, tx, now } = work
  const series = await tx
    .selectFrom('appointmentSeries')
    .select(['id', 'rule', 'zone', 'startsOn', 'wallTime'])
    .where('practiceId', '=', practiceId)
    .where('id', '=', of.seriesId)
    .executeTakeFirst()
  if (!series) throw new NotFound('series')
  const inScope = sql<boolean>`a.starts_at > ${now}
    and (${of.from ?? null}::date is null or coalesce(a.occurrence_date, a.date) >= ${of.from ?? null}::date)`
  const coming = await selectOccurrences(work, sql`a.series_id = ${of.seriesId} and ${inScope}`)
  const { rows } = await sql<{ lastBefore: Temporal.PlainDate | null }>`
    select max(coalesce(a.occurrence_date, a.date)) as last_before from appointment a
    where a.practice_id = ${practiceId} and a.series_id = ${of.seriesId} and not (${inScope})`.execute(tx)
  return { series, coming, lastBefore: rows[0]?.lastBefore ?? null }
}

/** Appointments as they are now, in order of time. */
export function readOccurrences(work: Work, ids: readonly string[]): Promise<Occurrence[]> {
  return selectOccurrences(work, sql`a.id = any(${ids}::uuid[])`)
}

async function selectOccurrences(work: Work, where: Sql<unknown>): Promise<Occurrence[]> {
  const { practiceId, tx } = work
  const { rows } = await sql<Occurrence>`
    select a.id, a.practitioner_id, a.type_id, a.place_id, a.starts_at, a.ends_at, a.date, a.wall_time, a.status,
      a.previous_status, a.cancelled_by, a.cancelled_at, a.late, a.price_cents, a.series_id, a.overlapping, a.version,
      a.note_sealed, a.reason_sealed, a.change_id, coalesce(a.occurrence_date, a.date) as occurrence_date,
      (extract(epoch from a.ends_at - a.starts_at) / 60)::int as duration_minutes,
      o.starts_at as busy_from, o.ends_at as busy_to, ${patientsOfAppointment(work)} as patients
    from appointment a
    left join occupancy o on o.practice_id = ${practiceId} and o.appointment_id = a.id
    where a.practice_id = ${practiceId} and ${where}
    order by a.starts_at, a.id`.execute(tx)
  return rows
}

export function occupiedBy(occurrence: Occurrence): Span | undefined {
  const { busyFrom, busyTo } = occurrence
  return busyFrom && busyTo ? { start: busyFrom.epochMilliseconds, end: busyTo.epochMilliseconds } : undefined
}
