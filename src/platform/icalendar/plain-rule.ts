import { expandRule, matchesRule } from '#src/domain/recurrence.ts'
import type { RecurrenceRule } from '#src/domain/recurrence-rule.ts'

const DAY = 86_400_000
/** Three years of days: a longer series is told date by date. */
const MOST_DATES = 1_100

/** What every calendar program understands alike: every n days, weeks on some weekdays, or months on one day. */
export function isPlainRule(rule: RecurrenceRule): boolean {
  const { frequency, byDay, byMonthDay } = rule
  const others = [rule.byMonth, rule.byYearDay, rule.byWeekNo, rule.byHour, rule.byMinute, rule.bySetPos]
  if (others.some((part) => part.length > 0)) return false
  switch (frequency) {
    case 'DAILY':
      return byDay.length + byMonthDay.length === 0
    case 'WEEKLY':
      return byMonthDay.length === 0 && byDay.every(({ nth }) => nth === 0)
    case 'MONTHLY':
      return byDay.length + byMonthDay.length <= 1 && byDay.every(({ nth }) => nth !== 0)
    case 'YEARLY':
      return false
  }
}

/**
 * The civil dates (`20261123`) a plain rule makes from one of them to another, both included. Undefined when the
 * first is none of them, or when they are too many.
 */
export function datesOfRule(rule: RecurrenceRule, first: string, last: string): string[] | undefined {
  if (first === '') return undefined
  const start = Temporal.PlainDate.from(first).toPlainDateTime()
  if (!matchesRule(rule, start)) return undefined
  if (rule.frequency !== 'MONTHLY' && rule.byDay.length <= 1) {
    return everyFewDays(first, last, rule.interval * (rule.frequency === 'WEEKLY' ? 7 : 1))
  }
  const budget = { steps: MOST_DATES * 10 }
  const horizon = Temporal.PlainDate.from(last).toPlainDateTime()
  const endless = { ...rule, count: null, until: null }
  const dates = [...expandRule(endless, start, { horizon, budget })].map((wall) =>
    wall.toPlainDate().toString().replaceAll('-', ''),
  )
  return budget.steps < 0 || dates.length > MOST_DATES ? undefined : dates
}

/** Weeks are counted in whole days: thirty series of two years cost a Temporal date each otherwise. */
function everyFewDays(first: string, last: string, days: number): string[] | undefined {
  const [start, end] = [toTime(first), toTime(last)]
  if ((end - start) / DAY / days > MOST_DATES) return undefined
  const dates: string[] = []
  for (let at = start; at <= end; at += days * DAY) {
    dates.push(new Date(at).toISOString().slice(0, 10).replaceAll('-', ''))
  }
  return dates
}

function toTime(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)))
}
