import { type Span, mergeSpans } from './interval.ts'
import { type ClockSpan, type DayRange, type WallClock, weekdayOfDay } from './wall-clock.ts'

/** Hours of one weekday, at a place or (null) at every place. Days are counted since 1970-01-01. */
export interface WeeklyHours extends ClockSpan {
  readonly placeId: string | null
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  /** First and last day on which they hold; null without end. */
  readonly firstDay: number | null
  readonly lastDay: number | null
  /** The period they belong to; null in the usual week. */
  readonly periodId: string | null
}

/** Days with a week of their own: there the usual week does not hold. */
export interface OpeningPeriod extends DayRange {
  readonly id: string
}

/** One day's own hours, at a place or (null) at every place; none close it. */
export interface OpeningException {
  readonly day: number
  readonly placeId: string | null
  readonly hours: readonly ClockSpan[]
}

export interface OpeningPlan {
  readonly hours: readonly WeeklyHours[]
  readonly periods: readonly OpeningPeriod[]
  readonly exceptions: readonly OpeningException[]
  /** Public holidays on which the practice is closed. */
  readonly holidays: ReadonlySet<number>
  /** School holidays during which it is closed. */
  readonly schoolHolidays: readonly DayRange[]
}

export interface Opening extends ClockSpan {
  readonly placeId: string | null
}

/**
 * The hours of a civil day, in order, as far as they concern a place (left out: any). What was said of fewer days
 * counts before what was said of more: an exceptional day, then a public holiday, then a period, then the school
 * holidays, then the usual week. An exception at one place leaves the others as they are.
 */
export function openingsOn(plan: OpeningPlan, day: number, placeId?: string | null): Opening[] {
  const special = plan.exceptions.filter((one) => one.day === day)
  const everywhere = special.find((one) => one.placeId === null)
  const general = everywhere
    ? everywhere.hours.map((hours) => ({ start: hours.start, end: hours.end, placeId: null }))
    : weeklyOpenings(plan, day)
  const local = special.filter((one) => one.placeId !== null)
  const openings = local.length === 0 ? general : withLocal(general, local, placeId)
  return openings
    .filter((one) => !placeId || one.placeId === null || one.placeId === placeId)
    .sort((a, b) => a.start - b.start)
}

/** The moments at which the practice is open, in order; spans neither overlap nor touch. */
export function openingSpans(
  plan: OpeningPlan,
  { firstDay, lastDay }: DayRange,
  clock: WallClock,
  placeId?: string | null,
): Span[] {
  const spans: Span[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    for (const { start, end } of openingsOn(plan, day, placeId)) spans.push(...clock.spansOf(day, start, end))
  }
  return mergeSpans(spans)
}

function weeklyOpenings(plan: OpeningPlan, day: number): Opening[] {
  if (plan.holidays.has(day)) return []
  const period = plan.periods.find((one) => holds(one, day))
  if (!period && plan.schoolHolidays.some((one) => holds(one, day))) return []
  const periodId = period ? period.id : null
  const weekday = weekdayOfDay(day)
  return plan.hours.filter(
    (one) =>
      one.weekday === weekday &&
      one.periodId === periodId &&
      (one.firstDay === null || one.firstDay <= day) &&
      (one.lastDay === null || day <= one.lastDay),
  )
}

/** A place with an exception of its own takes no part in what holds for every place. */
function withLocal(
  general: readonly Opening[],
  local: readonly OpeningException[],
  placeId: string | null | undefined,
): Opening[] {
  const own = local.flatMap((one) =>
    one.hours.map((hours) => ({ start: hours.start, end: hours.end, placeId: one.placeId })),
  )
  const isLocal = (id: string | null | undefined): boolean => local.some((one) => one.placeId === id)
  const rest = placeId && isLocal(placeId) ? [] : general.filter((one) => !isLocal(one.placeId))
  return [...rest, ...own]
}

function holds({ firstDay, lastDay }: DayRange, day: number): boolean {
  return firstDay <= day && day <= lastDay
}
