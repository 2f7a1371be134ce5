import type { Refused } from './refusal.ts'

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** `nth` counts within the month or year, from its end when negative; 0: every such day. */
export type ByDay = { readonly weekday: number; readonly nth: number }

/** RFC 5545 §3.3.10. Weekdays are ISO numbers, 1 Monday to 7 Sunday. Empty lists mean "not given". */
export type RecurrenceRule = {
  readonly frequency: Frequency
  readonly interval: number
  readonly count: number | null
  /** As written: `20261220`, `20261220T235959` or `20261220T225959Z`; who knows the zone converts it. */
  readonly until: string | null
  readonly byMonth: readonly number[]
  readonly byMonthDay: readonly number[]
  readonly byYearDay: readonly number[]
  readonly byWeekNo: readonly number[]
  readonly byDay: readonly ByDay[]
  readonly byHour: readonly number[]
  readonly byMinute: readonly number[]
  readonly bySetPos: readonly number[]
  readonly weekStart: number
}

/** `unsupported-rule`: hourly and finer, which no appointment is. `unreadable-rule`: against the RFC. */
export type RuleRefusal = Refused<'unsupported-rule' | 'unreadable-rule'>

const unreadable: RuleRefusal = { refused: 'unreadable-rule' }
const weekdays: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const known = new Set(
  'FREQ INTERVAL COUNT UNTIL BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS WKST'.split(
    ' ',
  ),
)

/** Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO`, with or without `RRULE:` in front. */
export function parseRule(text: string): RecurrenceRule | RuleRefusal {
  const parts = new Map<string, string>()
  for (const part of text
    .trim()
    .replace(/^RRULE:/i, '')
    .split(';')
    .filter((filled) => filled !== '')) {
    const [name = '', value] = part.split('=')
    const key = name.trim().toUpperCase()
    if (value === undefined || parts.has(key)) return unreadable
    if (!known.has(key) && !key.startsWith('X-')) return { refused: 'unsupported-rule' }
    parts.set(key, value.trim().toUpperCase())
  }
  const frequency = parts.get('FREQ') ?? ''
  if (/^(HOUR|MINUTE|SECOND)LY$/.test(frequency)) return { refused: 'unsupported-rule' }
  const numbers = (name: string, most: number, least = -most) => readNumbers(parts.get(name), least, most)
  const interval = readNumber(parts.get('INTERVAL') ?? '1', 1, 10_000)
  const count = parts.has('COUNT') ? readNumber(parts.get('COUNT') ?? '', 1, 1_000_000) : null
  const until = parts.get('UNTIL') ?? null
  const byMonth = numbers('BYMONTH', 12, 1)
  const byMonthDay = numbers('BYMONTHDAY', 31)
  const byYearDay = numbers('BYYEARDAY', 366)
  const byWeekNo = numbers('BYWEEKNO', 53)
  const byDay = readDays(parts.get('BYDAY'))
  const byHour = numbers('BYHOUR', 23, 0)
  const byMinute = numbers('BYMINUTE', 59, 0)
  const bySetPos = numbers('BYSETPOS', 366)
  const weekStart = weekdays.indexOf(parts.get('WKST') ?? 'MO') + 1
  if (!isFrequency(frequency) || !interval || count === undefined || weekStart === 0) return unreadable
  if (until !== null && !isTime(until)) return unreadable
  if (!byMonth || !byMonthDay || !byYearDay || !byWeekNo) return unreadable
  if (!byDay || !byHour || !byMinute || !bySetPos) return unreadable
  const by = { byMonth, byMonthDay, byYearDay, byWeekNo, byDay, byHour, byMinute, bySetPos }
  return { frequency, interval, count, until, ...by, weekStart }
}

function readDays(value: string | undefined): readonly ByDay[] | undefined {
  if (value === undefined) return []
  const days = value.split(',').map((day) => {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(day.trim())
    const nth = Number(match?.[1] ?? '0')
    const sound = match && Math.abs(nth) <= 53 && !(match[1] !== undefined && nth === 0)
    return sound ? { weekday: weekdays.indexOf(match[2] ?? '') + 1, nth } : undefined
  })
  return allDefined(days)
}

/** Zero is never a position, only an hour or a minute. */
function readNumbers(value: string | undefined, least: number, most: number): readonly number[] | undefined {
  if (value === undefined) return []
  return allDefined(
    value.split(',').map((text) => {
      const number = readNumber(text, least, most)
      return number === 0 && least < 0 ? undefined : number
    }),
  )
}

function readNumber(text: string, least: number, most: number): number | undefined {
  const number = /^[+-]?\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

function allDefined<Value>(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const found = values.filter((value) => value !== undefined)
  return found.length === values.length ? found : undefined
}

function isFrequency(text: string): text is Frequency {
  return ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(text)
}

function isTime(text: string): boolean {
  if (!/^\d{8}(T\d{6}Z?)?$/.test(text)) return false
  try {
    Temporal.PlainDateTime.from(text.replace('Z', ''))
    return true
  } catch {
    return false
  }
}
