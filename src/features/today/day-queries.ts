import { sql } from '#src/db/sql.ts'
import { dayRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'
import { type Status, statusesWhere } from '#src/domain/appointment-status.ts'

export interface Person {
  id: string
  firstName: string
  lastName: string
  kind: string
}

/** One appointment of the day, with all that its line leads to. */
export interface DayAppointment {
  id: string
  status: Status
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  typeName: string
  typeColour: string
  placeName: string | null
  placeKind: string | null
  patients: readonly Person[]
  session: { id: string; noteVersion: number } | null
  /** The session's invoice in force, or its draft. */
  invoice: { id: string; status: 'draft' | 'issued'; dueCents: number } | null
}

const patients = sql`(
  select coalesce(json_agg(json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name, 'kind', p.kind)
    order by ap.position), '[]')
  from appointment_patient ap join patient p on p.practice_id = ap.practice_id and p.id = ap.patient_id
  where ap.practice_id = a.practice_id and ap.appointment_id = a.id)`

/** Who comes on a civil day, in order; what was cancelled is not there. One statement. */
export async function listDay(work: Work, date: Temporal.PlainDate): Promise<DayAppointment[]> {
  const { startsAt, endsAt } = dayRange(date, work.zone)
  const { rows } = await sql<DayAppointment>`
    select a.id, a.status, a.starts_at, a.ends_at, t.name as type_name, t.colour as type_colour,
      place.name as place_name, place.kind as place_kind, ${patients} as patients,
      case when s.id is not null then json_build_object('id', s.id, 'noteVersion', s.note_version) end as session,
      (select json_build_object('id', i.id, 'status', i.status, 'dueCents', i.due_cents)
       from invoice_line l join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id
       where l.practice_id = s.practice_id and l.session_id = s.id and i.kind = 'invoice' and i.status <> 'discarded'
         and not exists (select from invoice c where c.practice_id = i.practice_id
           and c.credited_invoice_id = i.id and c.status = 'issued')
       order by i.created_at desc limit 1) as invoice
    from appointment a
    join appointment_type t on t.practice_id = a.practice_id and t.id = a.type_id
    left join place on place.practice_id = a.practice_id and place.id = a.place_id
    left join session s on s.practice_id = a.practice_id and s.appointment_id = a.id and s.undone_at is null
    where a.practice_id = ${work.practiceId} and a.starts_at >= ${startsAt} and a.starts_at < ${endsAt}
      and a.status = any(${statusesWhere('takesTime')})
    order by a.starts_at, a.id`.execute(work.tx)
  return rows
}

export interface ComingAppointment {
  id: string
  status: Status
  startsAt: Temporal.Instant
  typeName: string
  patients: readonly Person[]
}

export interface Coming {
  /** The first one after today. */
  next: ComingAppointment | undefined
  /** Asked for after today and not yet answered, soonest first. */
  requested: readonly ComingAppointment[]
}

const REQUESTS_SHOWN = 5

/** What lies beyond today: the next appointment, and the requests to answer. One statement. */
export async function listComing(work: Work): Promise<Coming> {
  const tomorrow = dayRange(work.today.add({ days: 1 }), work.zone).startsAt
  const { rows } = await sql<ComingAppointment & { list: 'next' | 'requested' }>`
    with coming as (
      (select 'next' as list, a.* from appointment a
       where a.practice_id = ${work.practiceId} and a.starts_at >= ${tomorrow}
         and a.status in ('requested', 'confirmed')
       order by a.starts_at limit 1)
      union all
      (select 'requested', a.* from appointment a
       where a.practice_id = ${work.practiceId} and a.starts_at >= ${tomorrow} and a.status = 'requested'
       order by a.starts_at limit ${REQUESTS_SHOWN}))
    select a.list, a.id, a.status, a.starts_at, t.name as type_name, ${patients} as patients
    from coming a join appointment_type t on t.practice_id = a.practice_id and t.id = a.type_id
    order by a.starts_at, a.id`.execute(work.tx)
  const listOf = (name: 'next' | 'requested'): ComingAppointment[] =>
    rows.filter((row) => row.list === name).map(({ list: _list, ...appointment }) => appointment)
  return { next: listOf('next')[0], requested: listOf('requested') }
}
