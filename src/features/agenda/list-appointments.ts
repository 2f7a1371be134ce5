import { sql } from 'kysely'
import type { InstantRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import type { Status } from './status.ts'
import { patientsOfAppointment } from './patients-sql.ts'

export interface ListedAppointment extends Appointment {
  typeName: string
  typeColour: string
  placeName: string | null
  placeKind: string | null
  sessionId: string | null
}

export interface AppointmentFilter extends InstantRange {
  patientId?: string | undefined
  typeId?: string | undefined
  status?: Status | undefined
  /** The `next` of the page before. */
  cursor?: string | undefined
  limit: number
}

/** One page of the appointments that start in a range, in order of time, in one statement. */
export async function listAppointments(
  work: Work,
  filter: AppointmentFilter,
): Promise<{ items: ListedAppointment[]; next: string | null }> {
  const { practiceId } = work
  const after = readCursor(filter.cursor)
  const from = after
    ? sql`(a.starts_at, a.id) > (${after.startsAt}::timestamptz, ${after.id}::uuid)`
    : sql`true`
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
    where a.practice_id = ${practiceId} and a.starts_at >= ${filter.startsAt} and a.starts_at < ${filter.endsAt}
      and ${from}
      and (${filter.typeId ?? null}::uuid is null or a.type_id = ${filter.typeId ?? null}::uuid)
      and (${filter.status ?? null}::text is null or a.status = ${filter.status ?? null}::text)
      and (${filter.patientId ?? null}::uuid is null or exists (
        select from appointment_patient ap where ap.practice_id = ${practiceId} and ap.appointment_id = a.id
          and ap.patient_id = ${filter.patientId ?? null}::uuid))
    order by a.starts_at, a.id
    limit ${filter.limit + 1}`.execute(work.tx)
  const items = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? items.at(-1) : undefined
  return { items, next: last ? `${last.startsAt.toString()}_${last.id}` : null }
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
