import { daysRange } from '#src/domain/civil-time.ts'
import { isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from '../../appointments/appointment.ts'
import type { AskedTimeRefusal } from '../../booking/book-appointment.ts'
import { lockAppointment } from '../../appointments/appointment-store.ts'
import { type EditRefusal, moveLocked } from '../../appointments/edit-appointment.ts'
import { resolveAskedTime } from '#src/domain/start-time.ts'
import { type Warning, peopleOf, warningsOn } from '../../appointments/warnings.ts'
import { findGridRows } from '../week-query.ts'
import type { ShownColumns } from './columns.tsx'
import type { Drop } from './drop-form.ts'
import { readSlotGround } from '#src/features/planning/index.ts'

export type Dropped = { appointment: Appointment; warnings: Warning[]; columns: ShownColumns }

/**
 * Moves or resizes what was dropped and reads the days that look different now, in one transaction: what is drawn
 * is what was written. Outside opening hours or on time off it is moved all the same and the toast says so, since
 * undoing is one press.
 */
export async function dropAppointment(
  work: Work,
  id: string,
  drop: Drop,
): Promise<Dropped | EditRefusal | AskedTimeRefusal> {
  const start = resolveAskedTime(drop.startsAt, work.zone)
  if ('refused' in start) return { ...start, field: 'startsAt' }
  const { version, durationMinutes, dates } = drop
  const locked = await lockAppointment(work, id)
  const moving = moveLocked(work, locked, { version, durationMinutes, startsAt: start.instant })
  // Sent behind the write, in one wait; after a refusal nobody asks how they ended.
  const reading = Promise.all([
    findGridRows(work, ...dates.map((date) => daysRange(date, date, work.zone))),
    readSlotGround(work, { ...spanOf(dates), ...peopleOf(locked) }),
  ])
  reading.catch(() => undefined)
  const appointment = await moving
  if (isRefused(appointment)) return appointment
  const [rows, ground] = await reading
  return {
    appointment,
    warnings: warningsOn(ground, appointment),
    columns: { ...drop, rows, planning: ground.planning },
  }
}

function spanOf(dates: readonly Temporal.PlainDate[]): {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
} {
  const sorted = [...dates].sort((a, b) => Temporal.PlainDate.compare(a, b))
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) throw new RangeError('A drop names the days on show')
  return { from: first, to: last }
}
