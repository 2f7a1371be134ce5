import type { InstantRange } from '#src/domain/civil-time.ts'
import { contains, overlaps, spanOf } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { NamedPatient } from './appointment.ts'
import { findUnavailable } from './patients-available.ts'
import { type Planning, closingsOf, findPlanning, openSpans } from './planning/planning.ts'

/** What the practitioner may do all the same, once told. */
export type Warning = PlanningWarning | 'outside-availability'
export type PlanningWarning = 'outside-hours' | 'time-off' | 'public-holiday' | 'school-holidays'

/** `patients` are those who are to come. */
export type NeedsConfirmation = Refused<
  'needs-confirmation',
  { warnings: Warning[]; patients: readonly NamedPatient[] }
>

/**
 * Whether the appointment lies outside opening hours, on time off, on a holiday that closes the practice, or outside
 * the hours at which its patients can. A practice without hours has none.
 */
export async function findWarnings(
  work: Work,
  span: InstantRange & { placeId: string | null; patients: readonly NamedPatient[] },
): Promise<Warning[]> {
  const date = span.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  const [planning, unavailable] = await Promise.all([
    findPlanning(work, { first: date, last: date }),
    findUnavailable(work, span.patients, span),
  ])
  return warningsOn(planning, span, unavailable)
}

/** The same on a planning that was read already, and on who cannot come then. */
export function warningsOn(
  planning: Planning,
  span: InstantRange & { placeId: string | null },
  unavailable: readonly NamedPatient[],
): Warning[] {
  const wanted = spanOf(span.startsAt, span.endsAt)
  const closed = new Set(
    closingsOf(planning)
      .filter((closing) => overlaps(closing, wanted))
      .map((closing) => closing.problem),
  )
  const isHoliday = closed.has('public-holiday') || closed.has('school-holidays')
  const isOpen =
    !planning.hasHours || openSpans(planning, span.placeId).some((opening) => contains(opening, wanted))
  // On a holiday the practice is closed all day: one reason says it.
  return [
    ...(isOpen || isHoliday ? [] : ['outside-hours' as const]),
    ...closed,
    ...(unavailable.length > 0 ? ['outside-availability' as const] : []),
  ]
}
