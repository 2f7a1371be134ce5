import type { InstantRange } from '#src/domain/civil-time.ts'
import { contains, spanOf } from '#src/domain/interval.ts'
import { dayOfInstant } from '#src/domain/wall-clock.ts'
import { isInForce, windowSpans } from '#src/domain/weekly-windows.ts'
import type { SlotGround } from '#src/features/planning/index.ts'

/**
 * Whom a time does not suit: those who said when they can, and not then. Nothing said that is in force that day suits
 * always, however many days the ground was read for.
 */
export function unavailableAmong<Patient extends { id: string }>(
  patients: readonly Patient[],
  { windows, planning: { zone, clock } }: Pick<SlotGround, 'windows' | 'planning'>,
  wanted: InstantRange,
): Patient[] {
  const span = spanOf(wanted.startsAt, wanted.endsAt)
  const day = dayOfInstant(wanted.startsAt, zone)
  const inForce = windows.filter((window) => isInForce(window, day))
  return patients.filter(({ id }) => {
    const theirs = inForce.filter((window) => window.patientId === id)
    if (theirs.length === 0) return false
    return !windowSpans(theirs, { firstDay: day, lastDay: day }, clock).some((open) => contains(open, span))
  })
}
