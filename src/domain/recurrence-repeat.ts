// Needs Temporal, so it belongs to the server.

import { toInstant, wallTimeOf } from './civil-time.ts'
import { expandRule, matchesRule } from './recurrence.ts'
import { type ByDay, type RecurrenceRule, parseRule } from './recurrence-rule.ts'
import { type Refused, isRefused } from './refusal.ts'

type PlainDate = Temporal.PlainDate
type PlainDateTime = Temporal.PlainDateTime

/**
 * How people repeat an appointment. `monthly` keeps the weekday and its place in the month (a fifth Monday
 * is the last one, so that every month has it); `monthlyDate` keeps the day of the month (the 29th to 31st
 * fall on the last day of a month that is too short).
 */
export type Repeat = 'weekly' | 'fortnightly' | 'monthly' | 'monthlyDate'
export const REPEATS: readonly Repeat[] = ['weekly', 'fortnightly', 'monthly', 'monthlyDate']

/** Five years of weekly sessions: longer is a slip of the keyboard, and nobody plans it. */
export const MOST_DATES = 262
const MOST_YEARS = 5
/** Looking so far finds any rule that matches at all, 29 February of a certain weekday included. */
const SEARCH_YEARS = 29
/** About a third of a second. */
const STEPS = 30_000

/** Every part left out. */
export const plainRule: RecurrenceRule = {
  frequency: 'WEEKLY',
  interval: 1,
  count: null,
  until: null,
  byMonth: [],
  byMonthDay: [],
  byYearDay: [],
  byWeekNo: [],
  byDay: [],
  byHour: [],
  byMinute: [],
  bySetPos: [],
  weekStart: 1,
}

export function ruleOfRepeat(repeat: Repeat, start: PlainDate): RecurrenceRule {
  switch (repeat) {
    case 'weekly':
      return { ...plainRule, byDay: [{ weekday: start.dayOfWeek, nth: 0 }] }
    case 'fortnightly':
      return { ...plainRule, interval: 2, byDay: [{ weekday: start.dayOfWeek, nth: 0 }] }
    case 'monthly':
      return { ...plainRule, frequency: 'MONTHLY', byDay: [placeInMonth(start)] }
    case 'monthlyDate':
      return { ...plainRule, frequency: 'MONTHLY', ...dayOfMonth(start.day) }
  }
}

export function placeInMonth(date: PlainDate): ByDay {
  const nth = Math.ceil(date.day / 7)
  return { weekday: date.dayOfWeek, nth: nth === 5 ? -1 : nth }
}

export function dayOfMonth(day: number): Pick<RecurrenceRule, 'byMonthDay' | 'bySetPos'> {
  if (day <= 28) return { byMonthDay: [day], bySetPos: [] }
  return { byMonthDay: Array.from({ length: day - 27 }, (_, index) => 28 + index), bySetPos: [-1] }
}

/** `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=…`, as RFC 5545 §3.3.10 writes it. */
export function formatRule(rule: RecurrenceRule): string {
  const days = rule.byDay.map(({ weekday, nth }) => `${nth === 0 ? '' : nth}${WEEKDAYS[weekday - 1] ?? ''}`)
  const parts: [name: string, value: string | number | null][] = [
    ['FREQ', rule.frequency],
    ['INTERVAL', rule.interval === 1 ? null : rule.interval],
    ['BYMONTH', rule.byMonth.join()],
    ['BYWEEKNO', rule.byWeekNo.join()],
    ['BYYEARDAY', rule.byYearDay.join()],
    ['BYMONTHDAY', rule.byMonthDay.join()],
    ['BYDAY', days.join()],
    ['BYHOUR', rule.byHour.join()],
    ['BYMINUTE', rule.byMinute.join()],
    ['BYSETPOS', rule.bySetPos.join()],
    ['WKST', rule.weekStart === 1 ? null : (WEEKDAYS[rule.weekStart - 1] ?? null)],
    ['COUNT', rule.count],
    ['UNTIL', rule.until],
  ]
  return parts
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(';')
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The rule with its last day, and no count. UNTIL is written in UTC, as §3.3.10 asks beside a zoned start. */
export function endOn(rule: RecurrenceRule, last: PlainDate, zone: string): RecurrenceRule {
  const end = toInstant(last.toPlainDateTime('23:59:59'), zone)
  return { ...rule, count: null, until: end.toString().replaceAll(/[-:]/g, '') }
}

/** The last wall time that UNTIL allows; undefined without UNTIL. */
export function lastWallTime(rule: RecurrenceRule, zone: string): PlainDateTime | undefined {
  const { until } = rule
  if (until === null) return undefined
  if (until.length === 8) return Temporal.PlainDate.from(until).toPlainDateTime('23:59:59')
  if (until.endsWith('Z')) return wallTimeOf(Temporal.Instant.from(until), zone)
  return Temporal.PlainDateTime.from(until)
}

/**
 * `endless-rule`: neither an end nor a count. `too-many-dates`, `series-too-long`: beyond 262 dates or five years.
 * `start-outside-rule`: the first date is not one of the rule's. `never-matches`: no date is.
 */
export type SeriesRefusal = Refused<
  | 'unsupported-rule'
  | 'unreadable-rule'
  | 'endless-rule'
  | 'ends-before-start'
  | 'too-many-dates'
  | 'series-too-long'
  | 'single-date'
  | 'start-outside-rule'
  | 'never-matches'
>

/** The dates of a series that begins at `start`, in order: two to 262, within five years. One time a day. */
export function listSeriesDates(
  rule: RecurrenceRule,
  start: PlainDateTime,
  zone: string,
): PlainDate[] | SeriesRefusal {
  if (rule.byHour.length + rule.byMinute.length > 0) return { refused: 'unsupported-rule' }
  const last = lastWallTime(rule, zone)
  if (rule.count === null && !last) return { refused: 'endless-rule' }
  if (last && isAfter(start, last)) return { refused: 'ends-before-start' }
  if (!matchesRule(rule, start)) {
    return { refused: everMatches(rule, start) ? 'start-outside-rule' : 'never-matches' }
  }
  if (rule.count !== null && rule.count > MOST_DATES) return { refused: 'too-many-dates' }
  const horizon = start.add({ years: MOST_YEARS }).with({ hour: 23, minute: 59 })
  if (last && isAfter(last.toPlainDate().toPlainDateTime(), horizon)) return { refused: 'series-too-long' }
  const expansion = { horizon, budget: { steps: STEPS }, ...(last ? { until: last } : {}) }
  const dates: PlainDate[] = []
  for (const wall of expandRule(rule, start, expansion)) {
    if (dates.length === MOST_DATES) return { refused: 'too-many-dates' }
    dates.push(wall.toPlainDate())
  }
  if (rule.count !== null && dates.length < rule.count && !last) return { refused: 'series-too-long' }
  return dates.length < 2 ? { refused: 'single-date' } : dates
}

function everMatches(rule: RecurrenceRule, start: PlainDateTime): boolean {
  const expansion = { horizon: start.add({ years: SEARCH_YEARS }), budget: { steps: STEPS } }
  const [, second] = expandRule({ ...rule, count: null, until: null }, start, expansion).take(2)
  return second !== undefined
}

/** The one rule of a stored series; undefined when it has none that is read (several lines, none, unknown parts). */
export function readStoredRule(text: string): RecurrenceRule | undefined {
  if (text === '' || text.includes('\n')) return undefined
  const rule = parseRule(text)
  return isRefused(rule) ? undefined : rule
}

function isAfter(a: PlainDateTime, b: PlainDateTime): boolean {
  return Temporal.PlainDateTime.compare(a, b) > 0
}
