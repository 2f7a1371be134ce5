import type { InstantRange } from '#src/domain/civil-time.ts'
import { contains, spanOf } from '#src/domain/interval.ts'
import { windowSpans } from '#src/domain/weekly-windows.ts'
import type { SlotGround } from './planning/find-free-slots.ts'

/** Whom a time does not suit: those who said when they can, and not then. Nothing said suits always. */
export function unavailableAmong<Patient extends { id: string }>(
  patients: readonly Patient[],
  { windows, planning: { range, clock } }: Pick<SlotGround, 'windows' | 'planning'>,
  wanted: InstantRange,
): Patient[] {
  const span = spanOf(wanted.startsAt, wanted.endsAt)
  return patients.filter(({ id }) => {
    const theirs = windows.filter((window) => window.patientId === id)
    return theirs.length > 0 && !windowSpans(theirs, range, clock).some((open) => contains(open, span))
  })
}
