import type { InstantRange } from '#src/domain/civil-time.ts'
import { contains, overlaps, spanOf } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { type Planning, closingsOf, findPlanning, openSpans } from './planning/planning.ts'

/** What the practitioner may do all the same, once told. */
export type Warning = 'outside-hours' | 'time-off' | 'public-holiday' | 'school-holidays'

export type NeedsConfirmation = Refused<'needs-confirmation', { warnings: Warning[] }>

/**
 * Whether the appointment lies outside opening hours, on time off or on a holiday that closes the practice. A
 * practice without hours has none.
 */
export async function findWarnings(
  work: Work,
  span: InstantRange & { placeId: string | null },
): Promise<Warning[]> {
  const date = span.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  return warningsOn(await findPlanning(work, { first: date, last: date }), span)
}

/** The same on a planning that was read already. */
export function warningsOn(planning: Planning, span: InstantRange & { placeId: string | null }): Warning[] {
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
  return isOpen || isHoliday ? [...closed] : ['outside-hours', ...closed]
}
