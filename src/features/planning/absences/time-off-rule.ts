import { isRefused } from '#src/domain/refusal.ts'
import {
  type Repeat,
  formatRule,
  lastWallTime,
  readStoredRule,
  ruleOfRepeat,
} from '#src/domain/recurrence-repeat.ts'
import { type RecurrenceRule, parseRule } from '#src/domain/recurrence-rule.ts'
import { expandRule, matchesRule } from '#src/domain/recurrence.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import { daysOfRule } from '#src/domain/recurrence-days.ts'

/** No time off is longer than a year; so a search for what overlaps a moment looks back this far and no further. */
export const LONGEST_TIME_OFF_DAYS = 367
export const LONGEST_TIME_OFF = Temporal.Duration.from({ hours: 24 * LONGEST_TIME_OFF_DAYS })

/** How a form says it; a client may send any RRULE that comes back daily or more rarely. */
export type TimeOffRepeat = 'none' | Repeat
export const TIME_OFF_REPEATS: readonly TimeOffRepeat[] = [
  'none',
  'weekly',
  'fortnightly',
  'monthly',
  'monthlyDate',
]

export type RuleProblem =
  | 'unreadableRule'
  | 'startOutside'
  | 'neverAgain'
  | 'endsBefore'
  | 'overlapsItself'
  | 'tooMany'

/** RFC 5545 without its end, which is the day of the last one (null: for ever). */
export interface StoredRule {
  rule: string | null
  recursUntil: Temporal.PlainDate | null
}

interface Repeated {
  repeat: TimeOffRepeat
  until: Temporal.PlainDate | undefined
  rule: string | undefined
  start: Temporal.PlainDateTime
  /** Civil days and part of one that it lasts. */
  end: Temporal.PlainDateTime
  zone: string
}

/** A client's COUNT beyond this is a slip of the keyboard. */
const MOST_TIMES = 1_000
const STEPS = 30_000
/** The second time of any rule that has one comes within four leap years and a weekday's turn. */
const SEARCH_YEARS = 29

/** Pure: the rule as it is stored, or why it cannot be. */
export function readRule(input: Repeated): StoredRule | { problem: RuleProblem } {
  const { repeat, start, zone } = input
  const date = start.toPlainDate()
  if (repeat === 'none' && input.rule === undefined) return { rule: null, recursUntil: null }
  const rule =
    input.rule === undefined
      ? ruleOfRepeat(repeat === 'none' ? 'weekly' : repeat, date)
      : parseRule(input.rule)
  if (isRefused(rule) || rule.byHour.length + rule.byMinute.length > 0) return { problem: 'unreadableRule' }
  const endless: RecurrenceRule = { ...rule, count: null, until: null }
  if (!matchesRule(rule, start)) return { problem: hasSecond(endless, start) ? 'startOutside' : 'neverAgain' }
  const second = secondOf(endless, start)
  if (!second) return { problem: 'neverAgain' }
  if (Temporal.PlainDateTime.compare(start.add(start.until(input.end)), second) > 0)
    return { problem: 'overlapsItself' }
  const last = lastDate(rule, start, zone)
  if (last === 'too-many') return { problem: 'tooMany' }
  const recursUntil = input.until ?? last ?? null
  if (recursUntil && Temporal.PlainDate.compare(recursUntil, date) < 0) return { problem: 'endsBefore' }
  return { rule: formatRule(endless), recursUntil }
}

function hasSecond(rule: RecurrenceRule, start: Temporal.PlainDateTime): boolean {
  return secondOf(rule, start) !== undefined
}

function secondOf(rule: RecurrenceRule, start: Temporal.PlainDateTime): Temporal.PlainDateTime | undefined {
  const expansion = { horizon: start.add({ years: SEARCH_YEARS }), budget: { steps: STEPS } }
  const [, second] = expandRule(rule, start, expansion).take(2)
  return second
}

function lastDate(
  rule: RecurrenceRule,
  start: Temporal.PlainDateTime,
  zone: string,
): Temporal.PlainDate | undefined | 'too-many' {
  if (rule.count === null) return lastWallTime(rule, zone)?.toPlainDate()
  if (rule.count > MOST_TIMES) return 'too-many'
  const expansion = { horizon: start.add({ years: 100 }), budget: { steps: STEPS * 10 } }
  return [...expandRule(rule, start, expansion)].at(-1)?.toPlainDate()
}

/** How the form shows a stored rule; undefined for one that only a client can say. */
export function repeatOf(rule: string | null, start: Temporal.PlainDate): TimeOffRepeat | undefined {
  if (rule === null) return 'none'
  return TIME_OFF_REPEATS.find(
    (repeat) => repeat !== 'none' && formatRule(ruleOfRepeat(repeat, start)) === rule,
  )
}

/** The days from `first` on which it begins, the ones taken out included; as many as asked. */
export function nextDays(
  off: { rule: string | null; recursUntil: Temporal.PlainDate | null },
  start: Temporal.PlainDate,
  first: Temporal.PlainDate,
  count: number,
): number[] {
  const rule = off.rule === null ? undefined : readStoredRule(off.rule)
  if (!rule) return []
  const firstDay = dayNumber(first)
  const furthest = firstDay + 366 * 2
  const lastDay = off.recursUntil ? Math.min(dayNumber(off.recursUntil), furthest) : furthest
  return daysOfRule(rule, dayNumber(start), { firstDay, lastDay }).slice(0, count)
}
