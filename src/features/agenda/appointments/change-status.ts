import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import {
  type LockedAppointment,
  keyOwnerOf,
  lockAppointment,
  writeRestored,
  writeStatus,
} from './appointment-store.ts'
import type { SlotTaken } from './nearest-slots.ts'
import {
  type CancelledBy,
  type Change,
  type FutureRefused,
  isLateCancellation,
  refuseStatus,
  type StatusRefused,
} from './status.ts'
import { appointmentEvents } from '../events.ts'
import type { Status } from '#src/domain/appointment-status.ts'

export type StatusOutcome = Appointment | StatusRefused | FutureRefused

/** Confirms a request. */
export function confirmAppointment(work: Work, id: string): Promise<StatusOutcome> {
  return mark(work, id, 'confirm', 'confirmed')
}

/** The patient is here. */
export function markArrived(work: Work, id: string): Promise<StatusOutcome> {
  return mark(work, id, 'arrive', 'arrived')
}

/** The patient did not come (lapin). The time stays taken: it was. */
export function markMissed(work: Work, id: string): Promise<StatusOutcome> {
  return mark(work, id, 'miss', 'noShow')
}

/** The session took place. For the sessions feature, which writes the session in the same transaction. */
export function setHeld(work: Work, id: string): Promise<StatusOutcome> {
  return mark(work, id, 'hold', 'held')
}

/** Takes `setHeld` back: the status before it. The sessions feature withdraws the session. */
export async function unsetHeld(work: Work, id: string): Promise<StatusOutcome> {
  const appointment = await lockAppointment(work, id)
  const refused = refuseStatus(appointment, 'unhold', work.today)
  if (refused) return refused
  const status = appointment.previousStatus ?? 'confirmed'
  work.record(appointmentEvents.unhold, id)
  return writeStatus(work, appointment, { status, previousStatus: null })
}

/**
 * Cancels and frees the time. `late` marks a patient's cancellation inside the practice's notice. The
 * reason is sealed with the first patient's key.
 */
export async function cancelAppointment(
  work: Work,
  id: string,
  cancellation: { by: CancelledBy; reason?: string | undefined },
): Promise<StatusOutcome> {
  const appointment = await lockAppointment(work, id)
  const refused = refuseStatus(appointment, 'cancel', work.today)
  if (refused) return refused
  const { by, reason = '' } = cancellation
  const late = isLateCancellation(by, appointment.startsAt, work.now, await readNoticeHours(work))
  const place = `appointment.reason_sealed:${id}`
  const reasonSealed = reason === '' ? null : await work.seal(keyOwnerOf(appointment), place, reason)
  work.record(appointmentEvents.cancel, id, { by, late })
  const previousStatus = appointment.status
  return writeStatus(work, appointment, {
    status: 'cancelled',
    previousStatus,
    cancelledBy: by,
    late,
    reasonSealed,
  })
}

/** Takes back a cancellation (the time is taken again, or refused), a missed session, an arrival, a confirmation. */
export async function restoreAppointment(work: Work, id: string): Promise<StatusOutcome | SlotTaken> {
  const appointment = await lockAppointment(work, id)
  // A request that was confirmed can be one again; any other confirmed appointment is as it was made.
  const wasRequest = appointment.status === 'confirmed' && appointment.previousStatus === 'requested'
  const refused = wasRequest ? undefined : refuseStatus(appointment, 'restore', work.today)
  if (refused) return refused
  const status = appointment.previousStatus ?? 'confirmed'
  work.record(appointmentEvents.restore, id, { from: appointment.status })
  if (appointment.status === 'cancelled') return writeRestored(work, appointment, status)
  return writeStatus(work, appointment, { status, previousStatus: null })
}

/** Takes back the entry of an appointment to which nothing has happened since: it is gone, its events stay. */
export async function withdrawAppointment(work: Work, id: string): Promise<Appointment | Refused<'touched'>> {
  const appointment = await lockAppointment(work, id)
  if (appointment.version !== 1 || appointment.seriesId !== null) return { refused: 'touched' }
  work.record(appointmentEvents.withdraw, id)
  const { practiceId, tx } = work
  await tx
    .deleteFrom('occupancy')
    .where('practiceId', '=', practiceId)
    .where('appointmentId', '=', id)
    .execute()
  await tx
    .deleteFrom('appointmentPatient')
    .where('practiceId', '=', practiceId)
    .where('appointmentId', '=', id)
    .execute()
  await tx.deleteFrom('appointment').where('practiceId', '=', practiceId).where('id', '=', id).execute()
  return appointment
}

async function mark(
  work: Work,
  id: string,
  change: Extract<Change, keyof typeof appointmentEvents>,
  status: Status,
): Promise<StatusOutcome> {
  const appointment: LockedAppointment = await lockAppointment(work, id)
  const refused = refuseStatus(appointment, change, work.today)
  if (refused) return refused
  work.record(appointmentEvents[change], id)
  return writeStatus(work, appointment, { status, previousStatus: appointment.status })
}

export async function readNoticeHours(work: Work): Promise<number> {
  const row = await work.tx
    .selectFrom('practice')
    .select('lateCancelHours')
    .where('practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  return row.lateCancelHours
}
