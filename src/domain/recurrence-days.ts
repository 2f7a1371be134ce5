import type { RecurrenceRule } from './recurrence-rule.ts'
import { expandRule } from './recurrence.ts'
import { type DayRange, dateOfDay, dayNumber } from './wall-clock.ts'

/** Looking at ten years of days costs a tenth of a second. */
const STEPS = 10_000

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
