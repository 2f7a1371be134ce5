import type { InstantRange } from '#src/domain/civil-time.ts'
import { type Span, contains, spanOf } from '#src/domain/interval.ts'
import { windowSpans } from '#src/domain/weekly-windows.ts'
import type { SlotGround } from './planning/find-free-slots.ts'

/** Whom a time does not suit: those who said when they can, and not then. Nothing said suits always. */
export function unavailableAmong<Patient extends { id: string }>(
  patients: readonly Patient[],
  ground: Pick<SlotGround, 'windows' | 'planning'>,
  wanted: InstantRange,
): Patient[] {
  const span = spanOf(wanted.startsAt, wanted.endsAt)
  return patients.filter((patient) => {
    const spans = availableSpans(patient, ground)
    return spans !== undefined && !spans.some((open) => contains(open, span))
  })
}

/** When a patient can, in the days of the planning; undefined for one who said nothing. */
export function availableSpans(
  { id }: { id: string },
  { windows, planning: { range, clock } }: Pick<SlotGround, 'windows' | 'planning'>,
): Span[] | undefined {
  const theirs = windows.filter((window) => window.patientId === id)
  return theirs.length === 0 ? undefined : windowSpans(theirs, range, clock)
}
