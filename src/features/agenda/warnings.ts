import type { InstantRange } from '#src/domain/civil-time.ts'
import { contains, spanOf } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { findHours, findTimeOff } from './availability.ts'
import { openingSpans } from './openings.ts'

/** What the practitioner may do all the same, once told. */
export type Warning = 'outside-hours' | 'time-off'

export type NeedsConfirmation = Refused<'needs-confirmation', { warnings: Warning[] }>

/** Whether the appointment lies outside opening hours or on time off. A practice without hours has none. */
export async function findWarnings(
  work: Work,
  span: InstantRange & { placeId: string | null },
): Promise<Warning[]> {
  const warnings: Warning[] = []
  const [hours, timeOff] = await Promise.all([findHours(work), findTimeOff(work, span)])
  if (hours.length > 0) {
    const date = span.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
    const open = openingSpans(hours, { first: date, last: date, zone: work.zone }, span.placeId)
    const wanted = spanOf(span.startsAt, span.endsAt)
    if (!open.some((opening) => contains(opening, wanted))) warnings.push('outside-hours')
  }
  if (timeOff.length > 0) warnings.push('time-off')
  return warnings
}
