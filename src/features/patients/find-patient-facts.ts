import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'
import { fileIdArray } from './file-ids.ts'
import { statusesWhere } from '#src/domain/appointment-status.ts'

export interface AppointmentFact {
  id: string
  startsAt: Temporal.Instant
  status: string
  typeName: string
}

/** What the other rooms know of a file: its nearest appointments and what is owed. */
export interface PatientFacts {
  nextAppointment: AppointmentFact | null
  lastAppointment: AppointmentFact | null
  sessionCount: number
  /** Integer cents over its issued invoices. */
  dueCents: number
}

/** One statement, over the file and everything merged into it. */
export async function findPatientFacts(work: Work, id: string): Promise<PatientFacts> {
  const appointment = sql`json_build_object('id', a.id, 'startsAt', a.starts_at, 'status', a.status, 'typeName', t.name)`
  const ofFile = sql`from appointment_patient ap join appointment a on a.id = ap.appointment_id
      join appointment_type t on t.id = a.type_id where ap.patient_id = any((select ids from file)::uuid[])`
  const { rows } = await sql<{
    next: RawFact | null
    last: RawFact | null
    sessions: number
    due: number
  }>`
    with file as materialized (select ${fileIdArray(id)} as ids)
    select
      (select ${appointment} ${ofFile} and a.starts_at >= ${work.now} and a.status = any(${statusesWhere('open')}::text[])
        order by a.starts_at limit 1) as next,
      (select ${appointment} ${ofFile} and a.starts_at < ${work.now} and a.status = any(${statusesWhere('takesTime')}::text[])
        order by a.starts_at desc limit 1) as last,
      (select count(*)::int from session s where s.patient_id = any((select ids from file)::uuid[]) and s.undone_at is null) as sessions,
      (select coalesce(sum(i.due_cents), 0)::int from invoice i
        where i.patient_id = any((select ids from file)::uuid[]) and i.status = 'issued' and i.kind = 'invoice') as due`.execute(
    work.tx,
  )
  const [row] = rows
  if (!row) throw new Error('aggregates always make a row')
  return {
    nextAppointment: toFact(row.next),
    lastAppointment: toFact(row.last),
    sessionCount: row.sessions,
    dueCents: row.due,
  }
}

type RawFact = Omit<AppointmentFact, 'startsAt'> & { startsAt: string }

function toFact(raw: RawFact | null): AppointmentFact | null {
  return raw && { ...raw, startsAt: Temporal.Instant.from(raw.startsAt) }
}
