import { type Sql, sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Work } from '#src/platform/work.ts'
import type { CancelledBy } from '../appointments/status.ts'
import type { Occurrence } from './occurrences.ts'
import type { Status } from '#src/domain/appointment-status.ts'

/** One appointment as a change leaves it. */
export interface Line {
  id: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  date: Temporal.PlainDate
  wallTime: Temporal.PlainTime
  typeId: string
  placeId: string | null
  priceCents: number
  noteSealed: Buffer | null
  status: Status
  previousStatus: Status | null
  cancelledBy: CancelledBy | null
  cancelledAt: Temporal.Instant | null
  late: boolean
  reasonSealed: Buffer | null
  overlapping: boolean
  seriesId: string | null
  occurrenceDate: Temporal.PlainDate | null
  /** What it occupies, buffers included; null for nothing. */
  busyFrom: Temporal.Instant | null
  busyTo: Temporal.Instant | null
  /** In order; undefined: who comes stays as it is. */
  patientIds?: readonly string[] | undefined
}

/** An appointment that stays as it is, for a change to replace parts of. */
export function lineOf(occurrence: Occurrence): Line {
  return { ...occurrence }
}

/** Writes new appointments with their patients and occupancy in one statement. */
export async function insertLines(
  work: Work,
  lines: readonly Line[],
  { practitionerId, changeId }: { practitionerId: string; changeId: string },
): Promise<void> {
  const { practiceId, now, zone } = work
  await sql`
    with ${recordsOf(work, lines, practitionerId)},
    written as (
      insert into appointment (practice_id, id, practitioner_id, type_id, place_id, starts_at, ends_at, date, wall_time,
        zone, status, note_sealed, price_cents, series_id, occurrence_date, change_id, created_at, updated_at)
      select ${practiceId}::uuid, id, ${practitionerId}::uuid, type_id, place_id, starts_at, ends_at, date, wall_time,
        ${zone}, status, decode(note, 'hex'), price_cents, series_id, occurrence_date, ${changeId}::uuid,
        ${now}::timestamptz, ${now}::timestamptz
      from line
      returning id)
    select 1`.execute(work.tx)
}

/**
 * Rewrites appointments in one statement: every time is freed and taken together, or none. With a `changeId` each
 * keeps what it was for the undo; without one (the undo itself) nothing is kept.
 */
export async function updateLines(
  work: Work,
  lines: readonly Line[],
  { practitionerId, changeId }: { practitionerId: string; changeId: string | null },
): Promise<void> {
  if (lines.length === 0) return
  const { practiceId, now, zone } = work
  await sql`
    with ${recordsOf(work, lines, practitionerId)},
    written as (
      update appointment a set starts_at = line.starts_at, ends_at = line.ends_at, date = line.date,
        wall_time = line.wall_time, zone = ${zone}, type_id = line.type_id, place_id = line.place_id,
        price_cents = line.price_cents, note_sealed = decode(line.note, 'hex'), status = line.status,
        previous_status = line.previous_status, cancelled_by = line.cancelled_by, cancelled_at = line.cancelled_at,
        late = line.late, reason_sealed = decode(line.reason, 'hex'), overlapping = line.overlapping,
        series_id = line.series_id, occurrence_date = line.occurrence_date, change_id = ${changeId}::uuid,
        previous = case when ${changeId}::uuid is null then null else ${presentState(work)} end,
        previous_note_sealed = case when ${changeId}::uuid is null then null else a.note_sealed end,
        version = a.version + 1, updated_at = ${now}::timestamptz
      from line where a.practice_id = ${practiceId} and a.id = line.id
      returning a.id),
    gone as (
      delete from appointment_patient ap using line
      where ap.practice_id = ${practiceId} and ap.appointment_id = line.id and line.people is not null
        and not exists (select from person where person.appointment_id = line.id and person.patient_id = ap.patient_id)),
    freed as (
      delete from occupancy o using line
      where o.practice_id = ${practiceId} and o.appointment_id = line.id and line.busy_from is null)
    select 1`.execute(work.tx)
}

/** What an appointment is before it is rewritten, as `previous` keeps it. */
export interface FormerState {
  startsAt: string
  endsAt: string
  date: string
  wallTime: string
  typeId: string
  placeId: string | null
  priceCents: number
  patientIds: string[]
  status: Status
  previousStatus: Status | null
  cancelledBy: CancelledBy | null
  cancelledAt: string | null
  late: boolean
  reason: string | null
  overlapping: boolean
  seriesId: string | null
  occurrenceDate: string | null
  busyFrom: string | null
  busyTo: string | null
}

function presentState({ practiceId }: Work): Sql<unknown> {
  return sql`(
    select jsonb_build_object('startsAt', a.starts_at, 'endsAt', a.ends_at, 'date', a.date, 'wallTime', a.wall_time,
      'typeId', a.type_id, 'placeId', a.place_id, 'priceCents', a.price_cents, 'status', a.status,
      'previousStatus', a.previous_status, 'cancelledBy', a.cancelled_by, 'cancelledAt', a.cancelled_at, 'late', a.late,
      'reason', encode(a.reason_sealed, 'hex'), 'overlapping', a.overlapping, 'seriesId', a.series_id,
      'occurrenceDate', a.occurrence_date, 'busyFrom', min(o.starts_at), 'busyTo', min(o.ends_at),
      'patientIds', (select coalesce(jsonb_agg(ap.patient_id order by ap.position), '[]') from appointment_patient ap
        where ap.practice_id = ${practiceId} and ap.appointment_id = a.id))
    from (select) as one
    left join occupancy o on o.practice_id = ${practiceId} and o.appointment_id = a.id)`
}

/** `line`, `person` and, once the appointments are `written`, their patients and occupancy. */
function recordsOf({ practiceId }: Work, lines: readonly Line[], practitionerId: string): Sql<unknown> {
  const records = JSON.stringify(lines.map((line) => recordOf(line)))
  return sql`line as (
      select * from jsonb_to_recordset(${records}::jsonb) as line(id uuid, spot uuid, starts_at timestamptz,
        ends_at timestamptz, date date, wall_time time, type_id uuid, place_id uuid, price_cents int, note text,
        status text, previous_status text, cancelled_by text, cancelled_at timestamptz, late boolean, reason text,
        overlapping boolean, series_id uuid, occurrence_date date, busy_from timestamptz, busy_to timestamptz,
        people jsonb)),
    person as (
      select line.id as appointment_id, (p.one->>'link')::uuid as link, (p.one->>'patient')::uuid as patient_id,
        p.n - 1 as position
      from line, jsonb_array_elements(line.people) with ordinality as p(one, n)
      where jsonb_typeof(line.people) = 'array'),
    people as (
      insert into appointment_patient (practice_id, id, appointment_id, patient_id, position)
      select ${practiceId}::uuid, person.link, person.appointment_id, person.patient_id, person.position from person
      on conflict (practice_id, appointment_id, patient_id) do update set position = excluded.position),
    placed as (
      insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
      select ${practiceId}::uuid, line.spot, ${practitionerId}::uuid, line.id, line.busy_from, line.busy_to
      from line where line.busy_from is not null
      on conflict (practice_id, appointment_id)
        do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at)`
}

function recordOf(line: Line): object {
  return {
    id: line.id,
    spot: newId(),
    starts_at: line.startsAt,
    ends_at: line.endsAt,
    date: line.date,
    wall_time: line.wallTime,
    type_id: line.typeId,
    place_id: line.placeId,
    price_cents: line.priceCents,
    note: line.noteSealed?.toString('hex'),
    status: line.status,
    previous_status: line.previousStatus,
    cancelled_by: line.cancelledBy,
    cancelled_at: line.cancelledAt,
    late: line.late,
    reason: line.reasonSealed?.toString('hex'),
    overlapping: line.overlapping,
    series_id: line.seriesId,
    occurrence_date: line.occurrenceDate,
    busy_from: line.busyFrom,
    busy_to: line.busyTo,
    people: line.patientIds?.map((patient) => ({ link: newId(), patient })),
  }
}
