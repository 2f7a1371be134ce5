import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { toInstant, wallTimeOf } from './civil-time.ts'
import {
  MOST_DATES,
  REPEATS,
  endOn,
  formatRule,
  lastWallTime,
  listSeriesDates,
  readStoredRule,
  ruleOfRepeat,
} from './recurrence-repeat.ts'
import { type RecurrenceRule, parseRule } from './recurrence-rule.ts'
import { monthDayOf, shiftDate, shiftRule } from './recurrence-shift.ts'
import { isRefused } from './refusal.ts'

const PARIS = 'Europe/Paris'
const wall = (text: string) => Temporal.PlainDateTime.from(text)
const date = (text: string) => Temporal.PlainDate.from(text)
const anyDate = fc
  .integer({ min: 0, max: 4_000 })
  .map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }))
const anyRepeat = fc.constantFrom(...REPEATS)

function read(text: string): RecurrenceRule {
  const rule = parseRule(text)
  if (isRefused(rule)) throw new Error(`${text}: ${rule.refused}`)
  return rule
}
function list(text: string, start: string): string[] | string {
  const dates = listSeriesDates(read(text), wall(start), PARIS)
  return 'refused' in dates ? dates.refused : dates.map(String)
}
function listed(rule: RecurrenceRule, start: Temporal.PlainDate): string[] {
  const dates = listSeriesDates(rule, start.toPlainDateTime('09:00'), PARIS)
  if ('refused' in dates) throw new Error(`${formatRule(rule)} from ${start.toString()}: ${dates.refused}`)
  return dates.map(String)
}

describe('the rule of a repetition', () => {
  test.each([
    ['weekly', '2026-11-23', 'FREQ=WEEKLY;BYDAY=MO'],
    ['fortnightly', '2026-11-24', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['monthly', '2026-11-24', 'FREQ=MONTHLY;BYDAY=4TU'],
    ['monthly', '2026-11-30', 'FREQ=MONTHLY;BYDAY=-1MO'],
    ['monthlyDate', '2026-11-24', 'FREQ=MONTHLY;BYMONTHDAY=24'],
    ['monthlyDate', '2026-12-31', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'],
  ] as const)('%s from %s is %s', (repeat, start, text) => {
    expect(formatRule(ruleOfRepeat(repeat, date(start)))).toBe(text)
  })

  test('is read back as it was written, begins with its first date, and has one date each month', () => {
    fc.assert(
      fc.property(anyRepeat, anyDate, fc.integer({ min: 2, max: 40 }), (repeat, start, count) => {
        const rule = { ...ruleOfRepeat(repeat, start), count }
        expect(readStoredRule(formatRule(rule))).toEqual(rule)
        const dates = listed(rule, start)
        expect(dates).toHaveLength(count)
        expect(dates[0]).toBe(start.toString())
        const periods = dates.map((day) => (repeat.startsWith('monthly') ? day.slice(0, 7) : day))
        expect(new Set(periods).size).toBe(count)
      }),
      { seed, numRuns: 500 },
    )
  })

  test('on the 31st falls on the last day of shorter months, 29 February included', () => {
    const rule = { ...ruleOfRepeat('monthlyDate', date('2027-12-31')), count: 4 }
    expect(listed(rule, date('2027-12-31'))).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'])
    expect(monthDayOf(rule)).toBe(31)
  })

  test('ends on a last day of the practice, in every zone', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.constantFrom(PARIS, 'Indian/Reunion', 'America/Cayenne', 'Pacific/Noumea', 'UTC'),
        (day, zone) => {
          const ended = endOn(ruleOfRepeat('weekly', day), day, zone)
          expect(readStoredRule(formatRule(ended))).toEqual(ended)
          expect(lastWallTime(ended, zone)?.toString()).toBe(`${day.toString()}T23:59:59`)
        },
      ),
      { seed, numRuns: 200 },
    )
  })
})

describe('the dates of a series', () => {
  test('keep their wall time over both clock changes', () => {
    const dates = listed({ ...ruleOfRepeat('weekly', date('2026-03-02')), count: 40 }, date('2026-03-02'))
    const instants = dates.map((day) => toInstant(date(day).toPlainDateTime('09:00'), PARIS))
    expect(new Set(instants.map((instant) => wallTimeOf(instant, PARIS).toPlainTime().toString()))).toEqual(
      new Set(['09:00:00']),
    )
    expect(new Set(instants.map((instant) => instant.toString().slice(11)))).toEqual(
      new Set(['08:00:00Z', '07:00:00Z']),
    )
  })

  test.each([
    ['FREQ=WEEKLY;BYDAY=MO', '2026-11-23T09:00', 'endless-rule'],
    ['FREQ=WEEKLY;COUNT=10000', '2026-11-23T09:00', 'too-many-dates'],
    ['FREQ=DAILY;UNTIL=20281231', '2026-11-23T09:00', 'too-many-dates'],
    ['FREQ=WEEKLY;UNTIL=20361231', '2026-11-23T09:00', 'series-too-long'],
    ['FREQ=YEARLY;COUNT=20', '2026-11-23T09:00', 'series-too-long'],
    ['FREQ=WEEKLY;UNTIL=20261122', '2026-11-23T09:00', 'ends-before-start'],
    ['FREQ=WEEKLY;COUNT=1', '2026-11-23T09:00', 'single-date'],
    ['FREQ=WEEKLY;UNTIL=20261124', '2026-11-23T09:00', 'single-date'],
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=4', '2026-11-23T09:00', 'start-outside-rule'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=4', '2026-11-23T09:00', 'never-matches'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4,6,9,11;COUNT=4', '2026-11-23T09:00', 'never-matches'],
    ['FREQ=WEEKLY;BYHOUR=9,11;COUNT=4', '2026-11-23T09:00', 'unsupported-rule'],
  ])('%s from %s: %s', (text, start, refused) => expect(list(text, start)).toBe(refused))

  test('of a rule with 29 February are those that exist', () => {
    expect(list('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2', '2028-02-29T09:00')).toEqual([
      '2028-02-29',
      '2032-02-29',
    ])
    expect(list('FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2026-12-31T09:00')).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-03-31',
    ])
  })

  test('are never more than five years of weeks', () => {
    expect(list('FREQ=WEEKLY;UNTIL=20311122', '2026-11-23T09:00')).toHaveLength(261)
    expect(list(`FREQ=DAILY;COUNT=${MOST_DATES}`, '2026-11-23T09:00')).toHaveLength(MOST_DATES)
  })
})

describe('moving a series', () => {
  test('moves each date to where the moved rule has it', () => {
    fc.assert(
      fc.property(anyRepeat, anyDate, fc.integer({ min: -6, max: 6 }), (repeat, from, days) => {
        const to = from.add({ days })
        // Across the end of a month, the place counted is another month's.
        fc.pre(!repeat.startsWith('monthly') || to.month === from.month)
        const rule = { ...ruleOfRepeat(repeat, from), count: 14 }
        const moved = shiftRule(rule, from, to)
        const shifted = listed(rule, from).map((day) => shiftDate(rule, date(day), from, to).toString())
        expect(moved && listed(moved, to)).toEqual(shifted)
      }),
      { seed, numRuns: 800 },
    )
  })

  test('keeps the place in the month: the first Tuesday after the first Monday', () => {
    const rule = ruleOfRepeat('monthly', date('2026-11-02'))
    const moved = ['2026-12-07', '2027-06-07'].map((day) =>
      shiftDate(rule, date(day), date('2026-11-02'), date('2026-11-03')).toString(),
    )
    expect(moved).toEqual(['2026-12-01', '2027-06-01'])
  })

  test('of several weekdays turns them, and gives up what no rule says simply', () => {
    const twice = read('FREQ=WEEKLY;BYDAY=MO,TH')
    expect(formatRule(shiftRule(twice, date('2026-11-23'), date('2026-11-24')) ?? twice)).toBe(
      'FREQ=WEEKLY;BYDAY=TU,FR',
    )
    const odd = read('FREQ=YEARLY;BYMONTH=1;BYDAY=1MO')
    expect(shiftRule(odd, date('2027-01-04'), date('2027-01-05'))).toBeUndefined()
    expect(shiftDate(odd, date('2028-01-03'), date('2027-01-04'), date('2027-01-05')).toString()).toBe(
      '2028-01-04',
    )
  })
})
