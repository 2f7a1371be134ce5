// Needs Temporal, so it belongs to the server.

import { dayOfMonth, formatRule, placeInMonth, plainRule } from './recurrence-repeat.ts'
import type { RecurrenceRule } from './recurrence-rule.ts'

type PlainDate = Temporal.PlainDate

/**
 * The rule of a series whose dates move as `from` moves to `to`; undefined when no rule says it simply.
 * The end is the caller's: UNTIL and COUNT stay as they were.
 */
export function shiftRule(rule: RecurrenceRule, from: PlainDate, to: PlainDate): RecurrenceRule | undefined {
  if (from.equals(to)) return rule
  const isPlainDaily =
    ruleKey(rule) === ruleKey({ ...plainRule, frequency: 'DAILY', interval: rule.interval })
  if (isPlainDaily) return rule
  if (
    rule.frequency === 'WEEKLY' &&
    ruleKey(rule) === ruleKey({ ...plainRule, interval: rule.interval, byDay: rule.byDay })
  ) {
    const [only, ...others] = rule.byDay
    if (others.length === 0) return { ...rule, byDay: only ? [{ weekday: to.dayOfWeek, nth: 0 }] : [] }
    const days = from.until(to).days
    if (days % 7 === 0 && rule.interval === 1) return rule
    return rule.interval === 1
      ? {
          ...rule,
          byDay: rule.byDay.map(({ weekday }) => ({ weekday: weekdayAfter(weekday, days), nth: 0 })),
        }
      : undefined
  }
  if (monthDayOf(rule) !== undefined) return { ...rule, ...dayOfMonth(to.day) }
  if (isPlaceInMonth(rule)) return { ...rule, byDay: [placeInMonth(to)] }
  return undefined
}

/**
 * Where one date of a series goes when `from` goes to `to`: as many days later, or, for a monthly rule, to
 * the same place of as many months later.
 */
export function shiftDate(
  rule: RecurrenceRule | undefined,
  date: PlainDate,
  from: PlainDate,
  to: PlainDate,
): PlainDate {
  const months = (to.year - from.year) * 12 + to.month - from.month
  const first = date.with({ day: 1 }).add({ months })
  if (rule && !from.equals(to) && monthDayOf(rule) !== undefined) {
    return first.with({ day: Math.min(to.day, first.daysInMonth) })
  }
  if (rule && !from.equals(to) && isPlaceInMonth(rule)) {
    const { weekday, nth } = placeInMonth(to)
    const inMonth = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 })
    return nth > 0 ? inMonth.add({ weeks: nth - 1 }) : lastWeekday(first, weekday)
  }
  return date.add(from.until(to))
}

/** The day of the month that a rule of `ruleOfRepeat('monthlyDate')` keeps; undefined for other rules. */
export function monthDayOf(rule: RecurrenceRule): number | undefined {
  const day = rule.byMonthDay.at(-1)
  if (rule.frequency !== 'MONTHLY' || day === undefined || day < 1) return undefined
  return ruleKey(rule) === ruleKey({ ...rule, ...dayOfMonth(day) }) ? day : undefined
}

/** `BYDAY=2TU`: the rule of `ruleOfRepeat('monthly')`, and what calendars write for it. */
export function isPlaceInMonth(rule: RecurrenceRule): boolean {
  return (
    rule.byDay.length === 1 &&
    rule.byDay[0]?.nth !== 0 &&
    ruleKey(rule) ===
      ruleKey({ ...plainRule, frequency: 'MONTHLY', interval: rule.interval, byDay: rule.byDay })
  )
}

function lastWeekday(first: PlainDate, weekday: number): PlainDate {
  const last = first.with({ day: first.daysInMonth })
  return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
}

function weekdayAfter(weekday: number, days: number): number {
  return ((((weekday - 1 + days) % 7) + 7) % 7) + 1
}

/** What a rule repeats, its end left out; weeks that start on Sunday differ only with an interval. */
function ruleKey(rule: RecurrenceRule): string {
  return formatRule({
    ...rule,
    count: null,
    until: null,
    weekStart: rule.interval === 1 ? 1 : rule.weekStart,
  })
}
