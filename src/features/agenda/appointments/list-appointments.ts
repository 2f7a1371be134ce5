import { type Sql, sql } from '#src/db/sql.ts'
import { fileIdArray } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import { patientsOfAppointment } from './patients-sql.ts'
import type { Status } from '#src/domain/appointment-status.ts'

export interface ListedAppointment extends Appointment {
  typeName: string
  typeColour: string
  placeName: string | null
  placeKind: string | null
  sessionId: string | null
}

export interface AppointmentFilter {
  /** Appointments that start in this range; open on either side when left out. */
  startsAt?: Temporal.Instant | undefined
  endsAt?: Temporal.Instant | undefined
  /** Of this file and of those that were merged into it. */
  patientId?: string | undefined
  typeId?: string | undefined
  placeId?: string | undefined
  status?: Status | undefined
  /** Held, and not invoiced or not paid to the last cent. */
  unpaid?: boolean | undefined
  /** Whether anything was written about the session. */
  noted?: boolean | undefined
  /** All that is typed must be found in the name of a patient, or one of these types or places must be it. */
  text?: { patterns: readonly string[]; typeIds: readonly string[]; placeIds: readonly string[] } | undefined
  /** The latest first. */
  latestFirst?: boolean | undefined
  /** The `next` of the page before. */
  cursor?: string | undefined
  limit: number
}

/** One page of appointments in order of time, in one statement. */
export async function listAppointments(
  work: Work,
  filter: AppointmentFilter,
): Promise<{ items: ListedAppointment[]; next: string | null }> {
  const { practiceId } = work
  const direction = filter.latestFirst ? sql`desc` : sql`asc`
  const { rows } = await sql<ListedAppointment>`
    select a.id, a.practitioner_id, a.type_id, a.place_id, a.starts_at, a.ends_at, a.date, a.wall_time, a.status,
      a.cancelled_by, a.late, a.price_cents, a.series_id, a.overlapping, a.version,
      (extract(epoch from a.ends_at - a.starts_at) / 60)::int as duration_minutes,
      t.name as type_name, t.colour as type_colour, l.name as place_name, l.kind as place_kind, s.id as session_id,
      ${patientsOfAppointment(work)} as patients
    from appointment a
    join appointment_type t on t.practice_id = ${practiceId} and t.id = a.type_id
    left join place l on l.practice_id = ${practiceId} and l.id = a.place_id
    left join session s on s.practice_id = ${practiceId} and s.appointment_id = a.id and s.undone_at is null
    where a.practice_id = ${practiceId} ${conditionsOf(work, filter)}
    order by a.starts_at ${direction}, a.id ${direction}
    limit ${filter.limit + 1}`.execute(work.tx)
  const items = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? items.at(-1) : undefined
  return { items, next: last ? `${last.startsAt.toString()}_${last.id}` : null }
}

/** Only what is asked for is written, so that each question gets the plan it needs. */
function conditionsOf(work: Work, filter: AppointmentFilter): Sql<unknown> {
  const { startsAt, endsAt, patientId, typeId, placeId, status, unpaid, noted, text } = filter
  const after = readCursor(filter.cursor)
  const conditions = [
    // Always some bound: the index by time serves questions about time alone (decision 0010).
    sql` and a.starts_at >= ${startsAt ?? '-infinity'}`,
    endsAt && sql` and a.starts_at < ${endsAt}`,
    after && cursorCondition(after, filter.latestFirst === true),
    typeId && sql` and a.type_id = ${typeId}`,
    placeId && sql` and a.place_id = ${placeId}`,
    status && sql` and a.status = ${status}`,
    patientId &&
      sql` and a.id in (select ap.appointment_id from appointment_patient ap
      where ap.practice_id = ${work.practiceId} and ap.patient_id = any(${fileIdArray(patientId)}))`,
    unpaid && unpaidCondition(work),
    noted === undefined ? undefined : sql` and (coalesce(s.note_version, 0) > 0) = ${noted}`,
    text && textCondition(work, text),
  ].filter((condition) => typeof condition === 'object')
  return conditions.reduce((all, one) => sql`${all}${one}`)
}

function cursorCondition(after: { startsAt: Temporal.Instant; id: string }, latestFirst: boolean) {
  const place = sql`(${after.startsAt}::timestamptz, ${after.id}::uuid)`
  return latestFirst ? sql` and (a.starts_at, a.id) < ${place}` : sql` and (a.starts_at, a.id) > ${place}`
}

function textCondition(work: Work, { patterns, typeIds, placeIds }: NonNullable<AppointmentFilter['text']>) {
  const { practiceId } = work
  return sql` and (a.type_id = any(${typeIds}::uuid[]) or a.place_id = any(${placeIds}::uuid[]) or a.id in (
      select ap.appointment_id from appointment_patient ap
      where ap.practice_id = ${practiceId} and ap.patient_id in (
        select p.id from patient p where p.practice_id = ${practiceId} and p.search_key like all(${patterns}))))`
}

/** As the grid of the agenda says it: held, and to invoice or to pay. */
function unpaidCondition({ practiceId }: Work) {
  return sql` and a.status = 'held' and (
      select (count(i.id) = 0 and a.price_cents > 0) or coalesce(sum(i.due_cents), 0) > 0
      from session held
      left join invoice_line n on n.practice_id = ${practiceId} and n.session_id = held.id
      left join invoice i on i.practice_id = ${practiceId} and i.id = n.invoice_id
        and i.kind = 'invoice' and i.status <> 'discarded'
      where held.practice_id = ${practiceId} and held.appointment_id = a.id and held.undone_at is null)`
}

function readCursor(text: string | undefined): { startsAt: Temporal.Instant; id: string } | undefined {
  const [instant = '', id = ''] = (text ?? '').split('_')
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
  try {
    return { startsAt: Temporal.Instant.from(instant), id }
  } catch {
    return undefined
  }
}
