import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { setHeld } from '#src/features/agenda/index.ts'
import { fileOfSession } from './rules.ts'
import { sessionEvents } from './events.ts'

export interface HeldSession {
  sessionId: string
  appointmentId: string
  patientId: string
  /** False when it was held already: holding twice is one session. */
  isNew: boolean
}

type SetHeldRefused = Extract<Awaited<ReturnType<typeof setHeld>>, { refused: string }>
export type HoldRefused = SetHeldRefused | Refused<'no-patient'>

/**
 * Marks an appointment as held and makes its session, in the one file it belongs to, at the appointment's price
 * of now. Refuses a cancelled or missed appointment (to be restored first) and one of a day to come.
 * Throws NotFound.
 */
export async function holdSession(work: Work, appointmentId: string): Promise<HeldSession | HoldRefused> {
  const held = await setHeld(work, appointmentId)
  // The practitioner's lock is taken by now: what is read below is what the last change left.
  if (isRefused(held) && !isHeldAlready(held)) return held
  const present = await findHeldSession(work, appointmentId)
  if (present) return { ...present, appointmentId, isNew: false }
  const appointment = await readAppointment(work, appointmentId)
  const patientId = fileOfSession(appointment.patients)
  if (patientId === undefined) return { refused: 'no-patient' }
  const sessionId = await writeSession(work, appointment, patientId)
  work.record(sessionEvents.hold, sessionId, { appointmentId, patientId })
  return { sessionId, appointmentId, patientId, isNew: true }
}

function isHeldAlready(refused: SetHeldRefused): boolean {
  return refused.refused === 'wrong-status' && refused.status === 'held'
}

async function findHeldSession(
  work: Work,
  appointmentId: string,
): Promise<{ sessionId: string; patientId: string } | undefined> {
  return work.tx
    .selectFrom('session')
    .select(['id as sessionId', 'patientId'])
    .where('practiceId', '=', work.practiceId)
    .where('appointmentId', '=', appointmentId)
    .where('undoneAt', 'is', null)
    .executeTakeFirst()
}

interface AppointmentToHold {
  id: string
  date: Temporal.PlainDate
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  priceCents: number
  patients: { id: string; kind: string }[]
}

async function readAppointment(work: Work, id: string): Promise<AppointmentToHold> {
  const rows = await work.tx
    .selectFrom('appointment')
    .leftJoin('appointmentPatient', 'appointmentPatient.appointmentId', 'appointment.id')
    .leftJoin('patient', 'patient.id', 'appointmentPatient.patientId')
    .select([
      'appointment.id',
      'appointment.date',
      'appointment.startsAt',
      'appointment.endsAt',
      'appointment.priceCents',
      'patient.id as patientId',
      'patient.kind',
    ])
    .where('appointment.practiceId', '=', work.practiceId)
    .where('appointment.id', '=', id)
    .orderBy('appointmentPatient.position')
    .execute()
  const [first] = rows
  if (!first) throw new NotFound('appointment')
  const patients = rows.flatMap(({ patientId, kind }) => (patientId && kind ? [{ id: patientId, kind }] : []))
  return { ...first, patients }
}

/** A session undone before comes back with its notes, unless the appointment is another file's since. */
async function writeSession(work: Work, appointment: AppointmentToHold, patientId: string): Promise<string> {
  const { id: appointmentId, date, startsAt, endsAt, priceCents } = appointment
  const durationMinutes = Math.round(startsAt.until(endsAt).total('minutes'))
  const facts = { date, startsAt, durationMinutes, priceCents, undoneAt: null }
  const revived = await work.tx
    .updateTable('session')
    .set((set) => ({ ...facts, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('appointmentId', '=', appointmentId)
    .where('patientId', '=', patientId)
    .returning('id')
    .executeTakeFirst()
  if (revived) return revived.id
  const id = newId()
  await work.tx
    .insertInto('session')
    .values({ id, appointmentId, patientId, ...facts, createdAt: work.now })
    .execute()
  return id
}
