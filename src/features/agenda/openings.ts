import { toInstant } from '#src/domain/civil-time.ts'
import { type Span, mergeSpans } from '#src/domain/interval.ts'

export interface WeeklyHours {
  placeId: string | null
  /** 1 Monday to 7 Sunday. */
  weekday: number
  opensAt: Temporal.PlainTime
  closesAt: Temporal.PlainTime
  validFrom: Temporal.PlainDate | null
  validTo: Temporal.PlainDate | null
}

/** The hours in force on a date, for a place: those of every place, and those of that one. */
export function hoursOn(
  hours: readonly WeeklyHours[],
  date: Temporal.PlainDate,
  placeId?: string | null,
): WeeklyHours[] {
  return hours.filter(
    (one) =>
      one.weekday === date.dayOfWeek &&
      (!placeId || one.placeId === null || one.placeId === placeId) &&
      (!one.validFrom || Temporal.PlainDate.compare(one.validFrom, date) <= 0) &&
      (!one.validTo || Temporal.PlainDate.compare(date, one.validTo) <= 0),
  )
}

/** The moments when the practice is open between two civil dates, both included. */
export function openingSpans(
  hours: readonly WeeklyHours[],
  range: { first: Temporal.PlainDate; last: Temporal.PlainDate; zone: string },
  placeId?: string | null,
): Span[] {
  const spans: Span[] = []
  let date = range.first
  while (Temporal.PlainDate.compare(date, range.last) <= 0) {
    for (const one of hoursOn(hours, date, placeId)) {
      spans.push({
        start: toInstant(date.toPlainDateTime(one.opensAt), range.zone).epochMilliseconds,
        end: toInstant(date.toPlainDateTime(one.closesAt), range.zone).epochMilliseconds,
      })
    }
    date = date.add({ days: 1 })
  }
  return mergeSpans(spans)
}
