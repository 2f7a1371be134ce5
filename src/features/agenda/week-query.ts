import { sql } from 'kysely'
import type { InstantRange } from '#src/domain/civil-time.ts'
import type { DayRange } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import { type Planning, readPlanning } from './planning/planning.ts'
import { type PlanningRow, planningColumns } from './planning/planning-sql.ts'
import type { Status } from './status.ts'

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

/** Appointments that start in the range, in order, in one statement. */
export async function findGridRows(work: Work, range: InstantRange): Promise<GridRow[]> {
  const { practiceId } = work
  const { rows } = await sql<GridRow>`
    select a.id, a.date::text as date, a.wall_time::text as time, a.zone,
      extract(epoch from a.starts_at)::bigint as starts_at_seconds,
      (extract(epoch from a.ends_at - a.starts_at) / 60)::int as duration_minutes,
      a.status, a.late, a.overlapping, a.series_id is not null as repeats, a.version,
      a.type_id, t.name as type_name, t.colour, a.place_id, l.name as place_name, l.kind = 'video' as video,
      people.names, people.patient_ids,
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
      select string_agg((
          select trim(p.first_name || ' ' || p.last_name) from patient p
          where p.practice_id = ${practiceId} and p.id = ap.patient_id), ', ' order by ap.position) as names,
        string_agg(ap.patient_id::text, ',' order by ap.position) as patient_ids
      from appointment_patient ap
      where ap.practice_id = ${practiceId} and ap.appointment_id = a.id) people on true
    where a.practice_id = ${practiceId} and a.starts_at >= ${range.startsAt} and a.starts_at < ${range.endsAt}
    order by a.starts_at, a.id`.execute(work.tx)
  return rows
}

/** What stands around the appointments of a grid. */
export interface GridSurroundings {
  planning: Planning
  /** Sessions planned or held per civil date (`YYYY-MM-DD`); days without any are absent. */
  sessionsByDate: ReadonlyMap<string, number>
}

/**
 * The planning of the days shown, and the sessions per day of `charted`, in one statement: each statement of its
 * own costs the server a tenth of a millisecond.
 */
export async function findSurroundings(
  work: Work,
  shown: DayRange,
  charted: InstantRange,
): Promise<GridSurroundings> {
  const { practiceId } = work
  const { rows } = await sql<PlanningRow & { sessions: Record<string, number> }>`
    select ${planningColumns(work, shown)},
      (select coalesce(jsonb_object_agg(day.date, day.sessions), '{}')
       from (select date, count(*) as sessions from appointment
             where practice_id = ${practiceId} and starts_at >= ${charted.startsAt} and starts_at < ${charted.endsAt}
               and status not in ('cancelled', 'noShow')
             group by date) day) as sessions`.execute(work.tx)
  const [row] = rows
  if (!row) throw new Error('a select without from answered nothing')
  return {
    planning: readPlanning(row, shown, work.zone),
    sessionsByDate: new Map(Object.entries(row.sessions)),
  }
}
