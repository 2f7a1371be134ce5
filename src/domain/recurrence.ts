// Needs Temporal, so it belongs to the server. The library that reads calendar files has an expansion of
// its own, which does not return for a rule that never matches (kewisch/ical.js issue 1038).

import type { ByDay, RecurrenceRule } from './recurrence-rule.ts'

type PlainDate = Temporal.PlainDate
type PlainDateTime = Temporal.PlainDateTime

export type Expansion = {
  /** Occurrences after this wall time are not made. Endless rules end here. */
  readonly horizon: PlainDateTime
  /** The rule's UNTIL as a wall time in the series' own zone, itself included. */
  readonly until?: PlainDateTime
  /** Work that may still be done, about 100,000 steps a second; shared by several expansions. */
  readonly budget: { steps: number }
}

/**
 * The wall times of a recurring event in order, without repeats, `start` first (RFC 5545 counts it even
 * when the rule does not match it). Days that do not exist are skipped (§3.3.10): 29 February comes
 * every four years. Stops early when the budget is used up: look at `budget.steps`.
 */
export function* expandRule(
  rule: RecurrenceRule,
  start: PlainDateTime,
  expansion: Expansion,
): Generator<PlainDateTime, void> {
  const { horizon, until = horizon, budget } = expansion
  const last = isAfter(until, horizon) ? horizon : until
  if (isAfter(start, horizon)) return
  yield start
  let made = 1
  const lastDay = last.toPlainDate()
  // A period is at most a year, and its first week may lie in the year before: what begins so early is whole.
  const wholeUntil = lastDay.subtract({ years: 2 })
  const periods = startsOfPeriods(rule, start.toPlainDate())
  const parts = { start: start.toPlainDate(), times: timesOf(rule, start) }
  for (let index = 0; ; index++) {
    const first = periods(index)
    if (first === undefined) return
    const isWhole = Temporal.PlainDate.compare(first, wholeUntil) < 0
    if (!isWhole && Temporal.PlainDate.compare(first, lastDay) > 0) return
    budget.steps -= countSteps(rule)
    if (budget.steps < 0) return
    for (const wall of occurrencesOf(rule, first, parts)) {
      if (index < 2 && !isAfter(wall, start)) continue
      if ((!isWhole && isAfter(wall, last)) || (rule.count !== null && made >= rule.count)) return
      yield wall
      made++
    }
  }
}

/** Whether the rule itself gives `start`; `expandRule` counts it in any case. */
export function matchesRule(rule: RecurrenceRule, start: PlainDateTime): boolean {
  const first = startsOfPeriods(rule, start.toPlainDate())(0)
  if (first === undefined) return false
  const parts = { start: start.toPlainDate(), times: timesOf(rule, start) }
  return occurrencesOf(rule, first, parts).some((wall) => wall.equals(start))
}

/** What a period costs to look at; a step is about ten microseconds. */
function countSteps(rule: RecurrenceRule): number {
  switch (rule.frequency) {
    case 'DAILY':
      return 1
    case 'WEEKLY':
      return 1 + Math.max(1, rule.byDay.length)
    case 'MONTHLY':
      return 8
    case 'YEARLY':
      return 8 * (yearMonths(rule)?.length ?? 12)
  }
}

/** First day of each period, counted from 0; undefined beyond what Temporal can count. */
function startsOfPeriods(rule: RecurrenceRule, start: PlainDate): (index: number) => PlainDate | undefined {
  const { frequency, interval } = rule
  const origin = firstPeriod(rule, start)
  const unit = ({ DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const)[frequency]
  return (index) => {
    try {
      return origin.add({ [unit]: index * interval })
    } catch {
      return undefined
    }
  }
}

function firstPeriod({ frequency, weekStart }: RecurrenceRule, start: PlainDate): PlainDate {
  switch (frequency) {
    case 'DAILY':
      return start
    case 'WEEKLY':
      return start.subtract({ days: (start.dayOfWeek - weekStart + 7) % 7 })
    case 'MONTHLY':
      return start.with({ day: 1 })
    case 'YEARLY':
      return start.with({ month: 1, day: 1 })
  }
}

function timesOf(rule: RecurrenceRule, start: PlainDateTime): Temporal.PlainTime[] {
  const hours = rule.byHour.length > 0 ? rule.byHour : [start.hour]
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [start.minute]
  return hours.flatMap((hour) => minutes.map((minute) => start.toPlainTime().with({ hour, minute })))
}

function occurrencesOf(
  rule: RecurrenceRule,
  first: PlainDate,
  { start, times }: { start: PlainDate; times: readonly Temporal.PlainTime[] },
): PlainDateTime[] {
  const all = daysOf(rule, start, first).flatMap((day) => times.map((time) => day.toPlainDateTime(time)))
  const sorted =
    all.length < 2 ? all : distinct(all.sort((a, b) => (isAfter(a, b) ? 1 : isAfter(b, a) ? -1 : 0)))
  if (rule.bySetPos.length === 0) return sorted
  const places = rule.bySetPos.map((place) => (place > 0 ? place - 1 : sorted.length + place))
  return sorted.filter((_, index) => places.includes(index))
}

/** The days of one period: some parts of a rule make days, the others only keep or drop them. */
function daysOf(rule: RecurrenceRule, start: PlainDate, first: PlainDate): PlainDate[] {
  const made = makeDays(rule, start, first)
  return made.filter(
    (day) =>
      (rule.byMonth.length === 0 || rule.byMonth.includes(day.month)) &&
      (rule.byMonthDay.length === 0 || isIn(rule.byMonthDay, day.day, day.daysInMonth)) &&
      (rule.byYearDay.length === 0 || isIn(rule.byYearDay, day.dayOfYear, day.daysInYear)) &&
      (rule.byDay.length === 0 || rule.byDay.some((by) => matchesDay(rule, by, day))),
  )
}

function makeDays(rule: RecurrenceRule, start: PlainDate, first: PlainDate): PlainDate[] {
  const byDay = rule.byDay.length > 0
  switch (rule.frequency) {
    case 'DAILY':
      return [first]
    case 'WEEKLY': {
      const weekdays = byDay ? rule.byDay.map(({ weekday }) => weekday) : [start.dayOfWeek]
      return weekdays.map((weekday) => daysAfter(first, (weekday - rule.weekStart + 7) % 7))
    }
    case 'MONTHLY': {
      const month = daysFrom(first, first.daysInMonth)
      return byDay || rule.byMonthDay.length > 0 ? month : month.filter((day) => day.day === start.day)
    }
    case 'YEARLY':
      return makeDaysOfYear(rule, start, first)
  }
}

function makeDaysOfYear(rule: RecurrenceRule, start: PlainDate, first: PlainDate): PlainDate[] {
  if (rule.byWeekNo.length > 0) return makeDaysOfWeeks(rule, start, first.year)
  const months = yearMonths(rule) ?? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  if (rule.byDay.length > 0 || rule.byMonthDay.length > 0 || rule.byYearDay.length > 0) {
    return months.flatMap((month) => daysFrom(first.with({ month }), first.with({ month }).daysInMonth))
  }
  return (rule.byMonth.length > 0 ? months : [start.month])
    .map((month) => first.with({ month }))
    .filter((month) => start.day <= month.daysInMonth)
    .map((month) => month.with({ day: start.day }))
}

/** The months of a year that can hold a day of the rule, where it says so. */
function yearMonths(rule: RecurrenceRule): readonly number[] | undefined {
  if (rule.byWeekNo.length > 0) return undefined
  if (rule.byMonth.length > 0) return rule.byMonth
  return rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length === 0 ? [1] : undefined
}

/** BYWEEKNO: weeks start on WKST, and the first has at least four days in the year. */
function makeDaysOfWeeks(rule: RecurrenceRule, start: PlainDate, year: number): PlainDate[] {
  const firstOf = (of: number) => {
    const fourth = Temporal.PlainDate.from({ year: of, month: 1, day: 4 })
    return fourth.subtract({ days: (fourth.dayOfWeek - rule.weekStart + 7) % 7 })
  }
  const weekOne = firstOf(year)
  const count = weekOne.until(firstOf(year + 1), { largestUnit: 'days' }).days / 7
  return rule.byWeekNo
    .map((number) => (number > 0 ? number : count + 1 + number))
    .filter((number) => number >= 1 && number <= count)
    .flatMap((number) => daysFrom(weekOne.add({ weeks: number - 1 }), 7))
    .filter((day) => rule.byDay.length > 0 || day.dayOfWeek === start.dayOfWeek)
}

/** `2MO`, `-1FR` count within the month, or within the year for a yearly rule without BYMONTH. */
function matchesDay(rule: RecurrenceRule, by: ByDay, day: PlainDate): boolean {
  if (by.weekday !== day.dayOfWeek) return false
  if (by.nth === 0 || rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY') return true
  const inYear = rule.frequency === 'YEARLY' && rule.byMonth.length === 0
  const [place, size] = inYear ? [day.dayOfYear, day.daysInYear] : [day.day, day.daysInMonth]
  return by.nth > 0 ? Math.ceil(place / 7) === by.nth : Math.ceil((size - place + 1) / 7) === -by.nth
}

function daysAfter(date: PlainDate, days: number): PlainDate {
  return days === 0 ? date : date.add({ days })
}

function isIn(list: readonly number[], place: number, size: number): boolean {
  return list.includes(place) || list.includes(place - size - 1)
}

function daysFrom(first: PlainDate, count: number): PlainDate[] {
  return Array.from({ length: count }, (_, days) => first.add({ days }))
}

function distinct(sorted: readonly PlainDateTime[]): PlainDateTime[] {
  return sorted.filter(
    (wall, index) => index === 0 || !wall.equals(sorted[index - 1] ?? wall.add({ days: 1 })),
  )
}

function isAfter(a: PlainDateTime, b: PlainDateTime): boolean {
  return Temporal.PlainDateTime.compare(a, b) > 0
}
