import type { Span } from '#src/domain/interval.ts'
import { readStoredRule } from '#src/domain/recurrence-repeat.ts'
import type { RecurrenceRule } from '#src/domain/recurrence-rule.ts'
import { expandRule } from '#src/domain/recurrence.ts'
import { type DayRange, type WallClock, dateOfDay, dayNumber } from '#src/domain/wall-clock.ts'

/** Time off as it is stored, in numbers: moments in milliseconds, dates in days since 1970-01-01. */
export interface StoredTimeOff {
  id: string
  kind: string
  label: string
  start: number
  end: number
  /** First and last whole day; null for a part of a day. */
  firstDay: number | null
  lastDay: number | null
  /** RFC 5545; null for what happens once. */
  rule: string | null
  /** The last day on which it may begin. */
  untilDay: number | null
  /** Days on which it would begin and does not. */
  excludedDays: readonly number[]
}

export interface TimeOffOccurrence extends Span {
  id: string
  kind: string
  label: string
  /** The civil day on which it begins: which one of those that repeat it is. */
  day: number
}

/** Looking at ten years of days costs a tenth of a second. */
const STEPS = 10_000

/** What shares a moment with the days of the range, in order of time. */
export function timeOffBetween(
  stored: readonly StoredTimeOff[],
  range: DayRange,
  zone: string,
  clock: WallClock,
): TimeOffOccurrence[] {
  const from = clock.instantOf(range.firstDay, 0)
  const until = clock.instantOf(range.lastDay + 1, 0)
  return stored
    .flatMap((off) => occurrencesOf(off, range, zone, clock))
    .filter((one) => one.start < until && one.end > from)
    .sort((a, b) => a.start - b.start)
}

function occurrencesOf(
  off: StoredTimeOff,
  range: DayRange,
  zone: string,
  clock: WallClock,
): TimeOffOccurrence[] {
  const { id, kind, label } = off
  const first = wallOf(off.start, zone)
  const rule = off.rule === null ? undefined : readStoredRule(off.rule)
  if (!rule) return [{ id, kind, label, day: first.day, start: off.start, end: off.end }]
  const last =
    off.firstDay === null ? wallOf(off.end, zone) : { day: (off.lastDay ?? first.day) + 1, minute: 0 }
  const length = last.day - first.day
  const lastBegin = Math.min(range.lastDay, off.untilDay ?? Infinity)
  return daysOfRule(rule, first.day, { firstDay: range.firstDay - length, lastDay: lastBegin })
    .filter((day) => !off.excludedDays.includes(day))
    .map((day) => ({
      id,
      kind,
      label,
      day,
      start: clock.instantOf(day, first.minute),
      end: clock.instantOf(day + length, last.minute),
    }))
    .filter((one) => one.start < one.end)
}

/** The days of a rule that begins on `start`, from the first to the last, in order. COUNT and UNTIL do not count. */
export function daysOfRule(rule: RecurrenceRule, start: number, { firstDay, lastDay }: DayRange): number[] {
  if (lastDay < start) return []
  const begin = dateOfDay(start)
  const near = firstDay > start ? startBefore(rule, begin, dateOfDay(firstDay)) : begin
  const whole = { ...completeRule(rule, begin), count: null, until: null }
  const horizon = dateOfDay(lastDay).toPlainDateTime('23:59:59')
  const days: number[] = []
  for (const wall of expandRule(whole, near.toPlainDateTime(), { horizon, budget: { steps: STEPS } })) {
    const day = dayNumber(wall)
    if (day >= firstDay) days.push(day)
  }
  return days
}

/** With the weekday, day of the month or date that a rule takes from its first day when it names none. */
function completeRule(rule: RecurrenceRule, start: Temporal.PlainDate): RecurrenceRule {
  const isSilent = [rule.byDay, rule.byMonthDay, rule.byYearDay, rule.byWeekNo].every(
    (list) => list.length === 0,
  )
  const byDay = [{ weekday: start.dayOfWeek, nth: 0 }]
  switch (rule.frequency) {
    case 'DAILY':
      return rule
    case 'WEEKLY':
      return rule.byDay.length === 0 ? { ...rule, byDay } : rule
    case 'MONTHLY':
      return isSilent ? { ...rule, byMonthDay: [start.day] } : rule
    case 'YEARLY': {
      if (rule.byWeekNo.length > 0 && rule.byDay.length === 0) return { ...rule, byDay }
      if (!isSilent) return rule
      const byMonth = rule.byMonth.length > 0 ? rule.byMonth : [start.month]
      return { ...rule, byMonth, byMonthDay: [start.day] }
    }
  }
}

/**
 * A day before `first` from which a complete rule gives the same later days as from its own start, which may lie
 * years back.
 */
function startBefore(
  { frequency, interval }: RecurrenceRule,
  start: Temporal.PlainDate,
  first: Temporal.PlainDate,
): Temporal.PlainDate {
  const turnsOf = (units: number): number => Math.max(0, Math.floor(units / interval) - 1) * interval
  const days = start.until(first).days
  const months = (first.year - start.year) * 12 + first.month - start.month
  switch (frequency) {
    case 'DAILY':
      return start.add({ days: turnsOf(days) })
    case 'WEEKLY':
      return start.add({ weeks: turnsOf(Math.floor(days / 7)) })
    case 'MONTHLY':
      return turnsOf(months) === 0 ? start : start.with({ day: 1 }).add({ months: turnsOf(months) })
    case 'YEARLY': {
      const years = turnsOf(first.year - start.year)
      return years === 0 ? start : start.with({ month: 1, day: 1 }).add({ years })
    }
  }
}

function wallOf(milliseconds: number, zone: string): { day: number; minute: number } {
  const wall = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone)
  return { day: dayNumber(wall), minute: wall.hour * 60 + wall.minute }
}
