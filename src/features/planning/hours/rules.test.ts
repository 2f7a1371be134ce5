import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SCHOOL_ZONES } from '#src/domain/school-zone.ts'
import { parseRule } from '#src/domain/recurrence-rule.ts'
import { expandRule } from '#src/domain/recurrence.ts'
import { dateOfDay, dayNumber, wallClock, weekdayOfDay } from '#src/domain/wall-clock.ts'
import { seed } from '#test/seed.ts'
import { type HoursGroup, groupsOf, mergeGroup } from './opening-hours.ts'
import { SCHOOL_CALENDAR } from './school-calendar.ts'
import { schoolCalendarRange, schoolHolidaysBetween } from './school-holidays.ts'
import { type StoredTimeOff, timeOffBetween } from '../absences/time-off-occurrences.ts'
import type { HoursJson } from './week-form.ts'
import { daysOfRule } from '#src/domain/recurrence-days.ts'

const dayOf = (date: string): number => dayNumber(Temporal.PlainDate.from(date))

describe('the days of a rule', () => {
  const rules = fc.constantFrom(
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR',
    'FREQ=WEEKLY;INTERVAL=3;WKST=SU;BYDAY=SU,TU',
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR',
    'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
    'FREQ=YEARLY',
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYDAY=1MO',
  )

  test('years after its start are those that counting from the start gives', () => {
    const cases = fc.record({
      text: rules,
      start: fc.integer({ min: 18_000, max: 20_000 }),
      after: fc.nat(3000),
    })
    fc.assert(
      fc.property(cases, ({ text, start, after }) => {
        const rule = parseRule(text)
        if ('refused' in rule) throw new Error(text)
        const range = { firstDay: start + after, lastDay: start + after + 60 }
        const horizon = dateOfDay(range.lastDay).toPlainDateTime('23:59')
        const all = [
          ...expandRule(rule, dateOfDay(start).toPlainDateTime(), { horizon, budget: { steps: 1e6 } }),
        ]
        // The first day counts for RFC 5545 even where the rule does not name it; such rules are refused when saved.
        const expected = all
          .map((wall) => dayNumber(wall))
          .filter((day) => day >= range.firstDay && day > start)
        expect(daysOfRule(rule, start, range).filter((day) => day > start)).toEqual(expected)
      }),
      { seed, numRuns: 600 },
    )
  })
})

describe('time off that repeats', () => {
  const zone = 'Europe/Paris'
  const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
  const off = (more: Partial<StoredTimeOff>): StoredTimeOff => ({
    id: 'off',
    kind: 'supervision',
    label: '',
    start: at('2026-10-19T12:00:00+02:00'),
    end: at('2026-10-19T13:30:00+02:00'),
    firstDay: null,
    lastDay: null,
    rule: 'FREQ=WEEKLY;BYDAY=MO',
    untilDay: null,
    excludedDays: [],
    ...more,
  })
  const between = (stored: StoredTimeOff, first: string, last: string): string[] => {
    const range = { firstDay: dayOf(first), lastDay: dayOf(last) }
    const clock = wallClock(zone, range)
    return timeOffBetween([stored], range, zone, clock).map(
      (one) => `${clock.isoOf(one.start)} ${(one.end - one.start) / 3_600_000}`,
    )
  }

  test('keeps the wall clock over its changes', () => {
    expect(between(off({}), '2026-10-19', '2026-11-02')).toEqual([
      '2026-10-19T12:00:00+02:00 1.5',
      '2026-10-26T12:00:00+01:00 1.5',
      '2026-11-02T12:00:00+01:00 1.5',
    ])
  })

  test('ends on its last day, and leaves out what was taken out', () => {
    const some = off({ untilDay: dayOf('2026-11-09'), excludedDays: [dayOf('2026-10-26')] })
    expect(between(some, '2026-10-20', '2026-12-31').map((one) => one.slice(0, 10))).toEqual([
      '2026-11-02',
      '2026-11-09',
    ])
  })

  test('whole days are whole on days of 23 and 25 hours; one that began before the range is in it', () => {
    const weekend = off({
      start: at('2026-10-03T00:00:00+02:00'),
      end: at('2026-10-05T00:00:00+02:00'),
      firstDay: dayOf('2026-10-03'),
      lastDay: dayOf('2026-10-04'),
      rule: 'FREQ=WEEKLY;BYDAY=SA',
    })
    expect(between(weekend, '2026-10-25', '2026-10-25')).toEqual(['2026-10-24T00:00:00+02:00 49'])
    expect(between(weekend, '2027-03-27', '2027-03-28')).toEqual(['2027-03-27T00:00:00+01:00 47'])
  })

  test('without a rule that can be read happens once', () => {
    expect(between(off({ rule: 'FREQ=SOMETIMES' }), '2026-10-01', '2026-12-31')).toHaveLength(1)
  })
})

describe('the school calendar', () => {
  test.each(SCHOOL_ZONES)('of zone %s lies within what is known, in order', (zone) => {
    const known = schoolCalendarRange(zone)
    const holidays = schoolHolidaysBetween(zone, { firstDay: 0, lastDay: 40_000 })
    expect(holidays).toHaveLength(SCHOOL_CALENDAR[zone].holidays.trim().split('\n').length)
    for (const [index, one] of holidays.entries()) {
      expect(one.firstDay).toBeLessThanOrEqual(one.lastDay)
      expect(one.firstDay).toBeGreaterThan(holidays[index - 1]?.lastDay ?? 0)
      expect(one.firstDay).toBeGreaterThanOrEqual(known.firstDay)
      expect(one.lastDay).toBeLessThanOrEqual(known.lastDay)
    }
  })

  test.each(['A', 'B', 'C'] as const)('of zone %s begins on Saturdays and ends on Sundays', (zone) => {
    const long = schoolHolidaysBetween(zone, { firstDay: 0, lastDay: 40_000 }).filter(
      (one) => one.key !== 'ascension' && one.key !== 'summer',
    )
    expect(long).toHaveLength(8)
    expect(long.map((one) => [weekdayOfDay(one.firstDay), weekdayOfDay(one.lastDay)])).toEqual(
      long.map(() => [6, 7]),
    )
    expect(long.map((one) => one.lastDay - one.firstDay + 1)).toEqual(long.map(() => 16))
  })
})

describe('hours that begin on a date', () => {
  const line = (weekday: number, from: string, to: string, more: Partial<HoursJson> = {}): HoursJson => ({
    placeId: null,
    weekday,
    from,
    to,
    validFrom: null,
    validTo: null,
    ...more,
  })
  const date = (text: string) => Temporal.PlainDate.from(text)
  const before = [line(1, '09:00', '12:00'), line(1, '14:00', '18:00', { placeId: 'video' })]

  test('end those before them, and give them back after their last day', () => {
    const merged = mergeGroup(before, {
      day1: '10h-11h',
      isNew: true,
      replaces: true,
      validFrom: date('2027-01-04'),
      validTo: date('2027-01-31'),
    })
    expect(merged).toEqual({
      hours: [
        line(1, '09:00', '12:00', { validTo: '2027-01-03' }),
        line(1, '09:00', '12:00', { validFrom: '2027-02-01' }),
        line(1, '14:00', '18:00', { placeId: 'video' }),
        line(1, '10:00', '11:00', { validFrom: '2027-01-04', validTo: '2027-01-31' }),
      ],
    })
    const groups: HoursGroup[] = 'hours' in merged ? groupsOf(merged.hours, null) : []
    expect(groups.map((one) => [one.validFrom, one.validTo])).toEqual([
      [null, null],
      [null, '2027-01-03'],
      ['2027-01-04', '2027-01-31'],
      ['2027-02-01', null],
    ])
  })

  test('need a date, and may not end before it', () => {
    const problem = (more: object) => mergeGroup(before, { day1: '10h-11h', isNew: true, ...more })
    expect(problem({})).toEqual({ refused: 'hours', problems: [{ field: 'validFrom', problem: 'required' }] })
    expect(problem({ validFrom: date('2027-01-04'), validTo: date('2027-01-03') })).toMatchObject({
      problems: [{ field: 'validTo', problem: 'reversed' }],
    })
  })
})
