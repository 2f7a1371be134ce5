import { type Sql, sql } from '#src/db/sql.ts'
import type { InstantRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'
import { type Status, statusesWhere } from '#src/domain/appointment-status.ts'

/**
 * An appointment as the grid and its JSON need it, and nothing more: sixty of these are read for each week
 * shown, so dates stay text and instants numbers.
 */
export interface GridRow {
  id: string
  /** `YYYY-MM-DD`, the civil date agreed. */
  date: string
  /** `HH:MM:SS`, the wall time agreed. */
  time: string
  zone: string
  /** Seconds since the epoch. */
  startsAtSeconds: number
  durationMinutes: number
  status: Status
  late: boolean
  overlapping: boolean
  repeats: boolean
  typeId: string
  typeName: string
  colour: string
  placeId: string | null
  placeName: string | null
  video: boolean | null
  /** Separated by ", ". */
  names: string | null
  /** Separated by ",". */
  patientIds: string | null
  /** What a held session waits for. */
  money: 'toInvoice' | 'toPay' | null
  version: number
}

/**
 * Appointments that start in one of the ranges, in order, in one statement. Whoever comes is looked for by key, one after
 * the other (`offset 0`): written as a join, a database without statistics yet reads every patient for each.
 */
export async function findGridRows(work: Work, ...ranges: readonly InstantRange[]): Promise<GridRow[]> {
  const { practiceId } = work
  const { rows } = await sql<GridRow>`
    select a.id, a.date::text as date, a.wall_time::text as time, a.zone,
      extract(epoch from a.starts_at)::bigint as starts_at_seconds,
      (extract(epoch from a.ends_at - a.starts_at) / 60)::int as duration_minutes,
      a.status, a.late, a.overlapping, a.series_id is not null as repeats, a.version,
      a.type_id, t.name as type_name, t.colour, a.place_id, l.name as place_name, l.kind = 'video' as video,
      trim(p.first_name || ' ' || p.last_name) as names, ap.patient_id as patient_ids,
      case when a.status = 'held' then (
        select case when count(i.id) = 0 and a.price_cents > 0 then 'toInvoice'
                    when sum(i.due_cents) > 0 then 'toPay' end
        from session s
        left join invoice_line n on n.practice_id = ${practiceId} and n.session_id = s.id
        left join invoice i on i.practice_id = ${practiceId} and i.id = n.invoice_id
          and i.kind = 'invoice' and i.status <> 'discarded'
        where s.practice_id = ${practiceId} and s.appointment_id = a.id and s.undone_at is null) end as money
    from appointment a
    join appointment_type t on t.practice_id = ${practiceId} and t.id = a.type_id
    left join place l on l.practice_id = ${practiceId} and l.id = a.place_id
    left join lateral (
      select patient_id, position from appointment_patient
      where practice_id = ${practiceId} and appointment_id = a.id offset 0) ap on true
    left join lateral (
      select first_name, last_name from patient
      where practice_id = ${practiceId} and id = ap.patient_id offset 0) p on true
    where a.practice_id = ${practiceId} and (${startsWithin(ranges)})
    order by a.starts_at, a.id, ap.position`.execute(work.tx)
  return gatherPeople(rows)
}

function startsWithin(ranges: readonly InstantRange[]): Sql<unknown> {
  const conditions = ranges.map(
    ({ startsAt, endsAt }) => sql`a.starts_at >= ${startsAt} and a.starts_at < ${endsAt}`,
  )
  return conditions.reduce((all, one) => sql`${all} or ${one}`)
}

/** One row for each of the people of an appointment becomes one for the appointment. */
function gatherPeople(rows: readonly GridRow[]): GridRow[] {
  const gathered: GridRow[] = []
  for (const row of rows) {
    const last = gathered.at(-1)
    if (last?.id === row.id) {
      last.names += `, ${row.names}`
      last.patientIds += `,${row.patientIds}`
    } else gathered.push(row)
  }
  return gathered
}

/** Sessions planned or held per civil date (`YYYY-MM-DD`); days without any are absent. */
export async function countSessionsByDate(
  work: Work,
  range: InstantRange,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ date: string; sessions: number }>`
    select date::text as date, count(*)::int as sessions from appointment
    where practice_id = ${work.practiceId} and starts_at >= ${range.startsAt} and starts_at < ${range.endsAt}
      and status = any(${statusesWhere('counted')})
    group by appointment.date`.execute(work.tx)
  return new Map(rows.map((row) => [row.date, row.sessions]))
}
