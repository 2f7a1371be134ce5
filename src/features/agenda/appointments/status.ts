import type { Refused } from '#src/domain/refusal.ts'
import { type Status, STATUSES, statusesWhere } from '#src/domain/appointment-status.ts'

export type CancelledBy = 'patient' | 'practitioner'

const OPEN = statusesWhere('open')

export type Change =
  | 'confirm'
  | 'arrive'
  | 'miss'
  | 'hold'
  | 'cancel'
  | 'move'
  | 'edit'
  | 'restore'
  | 'unhold'

const FROM: Readonly<Record<Change, readonly Status[]>> = {
  confirm: ['requested'],
  arrive: ['requested', 'confirmed'],
  miss: OPEN,
  hold: OPEN,
  cancel: OPEN,
  move: OPEN,
  edit: STATUSES,
  restore: ['cancelled', 'noShow', 'arrived'],
  unhold: ['held'],
}

export function mayChange(status: Status, change: Change): boolean {
  return FROM[change].includes(status)
}

export type StatusRefused = Refused<'wrong-status', { status: Status; change: Change }>
export type FutureRefused = Refused<'in-future', { change: Change }>

/** Nobody comes to, misses or leaves a session of another day to come. */
export function refuseStatus(
  appointment: { status: Status; date: Temporal.PlainDate },
  change: Change,
  today: Temporal.PlainDate,
): StatusRefused | FutureRefused | undefined {
  const { status, date } = appointment
  if (!mayChange(status, change)) return { refused: 'wrong-status', status, change }
  const needsItsDay = change === 'arrive' || change === 'miss' || change === 'hold'
  if (needsItsDay && Temporal.PlainDate.compare(date, today) > 0) return { refused: 'in-future', change }
  return undefined
}

/**
 * Whether a patient cancels too late: closer to the session than the practice's notice. The practitioner
 * never does. It marks, it charges nothing.
 */
export function isLateCancellation(
  by: CancelledBy,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
  noticeHours: number,
): boolean {
  if (by !== 'patient') return false
  return Temporal.Instant.compare(now.add({ hours: noticeHours }), startsAt) > 0
}
