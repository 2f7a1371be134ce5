import { sql } from '#src/db/sql.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import { patientsOfAppointment } from './patients-sql.ts'

/** An appointment with all its page shows. */
export interface AppointmentDetail extends Appointment {
  typeName: string
  typeColour: string
  placeName: string | null
  placeKind: string | null
  note: string
  reason: string
  cancelledAt: Temporal.Instant | null
  /** True when what the last change replaced can be given back. */
  canUndo: boolean
  sessionId: string | null
  /** The invoice of its session that stands: a draft or an issued one. */
  invoice: { id: string; number: string | null; status: string; dueCents: number } | null
}

interface Row extends Omit<AppointmentDetail, 'note' | 'reason'> {
  noteSealed: Buffer | null
  reasonSealed: Buffer | null
}

/** Reads one appointment in one statement and opens its note and reason. Throws NotFound. */
export async function getAppointment(work: Work, id: string): Promise<AppointmentDetail> {
  const { practiceId } = work
  const { rows } = await sql<Row>`
    select a.id, a.practitioner_id, a.type_id, a.place_id, a.starts_at, a.ends_at, a.date, a.wall_time, a.status,
      a.cancelled_by, a.cancelled_at, a.late, a.price_cents, a.series_id, a.overlapping, a.version, a.note_sealed,
      a.reason_sealed, a.previous is not null as can_undo,
      (extract(epoch from a.ends_at - a.starts_at) / 60)::int as duration_minutes,
      t.name as type_name, t.colour as type_colour, l.name as place_name, l.kind as place_kind,
      s.id as session_id,
      (select jsonb_build_object('id', i.id, 'number', i.number, 'status', i.status, 'dueCents', i.due_cents)
       from invoice_line n join invoice i on i.practice_id = ${practiceId} and i.id = n.invoice_id
       where n.practice_id = ${practiceId} and n.session_id = s.id and i.kind = 'invoice' and i.status <> 'discarded'
         and not exists (select from invoice c where c.practice_id = ${practiceId}
           and c.credited_invoice_id = i.id and c.status = 'issued')
       order by i.created_at desc limit 1) as invoice,
      ${patientsOfAppointment(work)} as patients
    from appointment a
    join appointment_type t on t.practice_id = ${practiceId} and t.id = a.type_id
    left join place l on l.practice_id = ${practiceId} and l.id = a.place_id
    left join session s on s.practice_id = ${practiceId} and s.appointment_id = a.id and s.undone_at is null
    where a.practice_id = ${practiceId} and a.id = ${id}`.execute(work.tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { noteSealed, reasonSealed, ...rest } = row
  const owner = `patient-${row.patients[0]?.id ?? ''}` as const
  return {
    ...rest,
    note: noteSealed ? await work.unseal(owner, `appointment.note_sealed:${id}`, noteSealed) : '',
    reason: reasonSealed ? await work.unseal(owner, `appointment.reason_sealed:${id}`, reasonSealed) : '',
  }
}
