import { describe, expect, test } from 'vitest'

import {
  ageOn,
  civilDateOf,
  dayRange,
  daysRange,
  isTimeZone,
  resolveWallTime,
  startOfWeek,
  toInstant,
  wallTimeOf,
  weekNumber,
  weekOf,
} from './civil-time.ts'

const paris = 'Europe/Paris'
const date = (text: string) => Temporal.PlainDate.from(text)
const wall = (text: string) => Temporal.PlainDateTime.from(text)
const hoursOf = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }) =>
  startsAt.until(endsAt).total('hours')

describe('a wall time', () => {
  test('ordinarily has one instant', () => {
    expect(resolveWallTime(wall('2026-03-30T09:00'), paris)).toEqual({
      kind: 'exact',
      instant: Temporal.Instant.from('2026-03-30T07:00Z'),
    })
  })

  test('does not exist when the clocks jump forward', () => {
    const answer = resolveWallTime(wall('2026-03-29T02:30'), paris)
    expect(answer.kind).toBe('gap')
    if (answer.kind !== 'gap') return
    expect(answer.shifted.toString()).toBe('2026-03-29T01:30:00Z')
    expect(answer.gapEndsAt.toString()).toBe('2026-03-29T01:00:00Z')
    expect(wallTimeOf(answer.shifted, paris).toString()).toBe('2026-03-29T03:30:00')
    expect(toInstant(wall('2026-03-29T02:30'), paris).equals(answer.shifted)).toBe(true)
  })

  test('exists twice when they go back', () => {
    const answer = resolveWallTime(wall('2026-10-25T02:30'), paris)
    expect(answer.kind).toBe('twice')
    if (answer.kind !== 'twice') return
    expect(answer.first.toString()).toBe('2026-10-25T00:30:00Z')
    expect(answer.second.toString()).toBe('2026-10-25T01:30:00Z')
    expect(toInstant(wall('2026-10-25T02:30'), paris).equals(answer.first)).toBe(true)
  })

  test('the edges of both changes', () => {
    const kinds = [
      '2026-03-29T01:59',
      '2026-03-29T02:00',
      '2026-03-29T03:00',
      '2026-10-25T02:00',
      '2026-10-25T03:00',
    ]
    expect(kinds.map((text) => resolveWallTime(wall(text), paris).kind)).toEqual([
      'exact',
      'gap',
      'exact',
      'twice',
      'exact',
    ])
  })
})

test('days of 23, 24 and 25 hours', () => {
  expect(hoursOf(dayRange(date('2026-03-29'), paris))).toBe(23)
  expect(hoursOf(dayRange(date('2026-03-30'), paris))).toBe(24)
  expect(hoursOf(dayRange(date('2026-10-25'), paris))).toBe(25)
  expect(hoursOf(daysRange(date('2026-03-23'), date('2026-03-29'), paris))).toBe(7 * 24 - 1)
})

test('a day whose midnight does not exist starts at one', () => {
  const { startsAt } = dayRange(date('2026-03-08'), 'America/Havana')
  expect(wallTimeOf(startsAt, 'America/Havana').toString()).toBe('2026-03-08T01:00:00')
})

test('the civil date depends on the zone', () => {
  const instant = Temporal.Instant.from('2026-07-01T22:30Z')
  expect(civilDateOf(instant, paris).toString()).toBe('2026-07-02')
  expect(civilDateOf(instant, 'America/Guadeloupe').toString()).toBe('2026-07-01')
})

test('weeks', () => {
  expect(startOfWeek(date('2025-11-23')).toString()).toBe('2025-11-17')
  expect(startOfWeek(date('2025-11-17')).toString()).toBe('2025-11-17')
  expect(weekNumber(date('2025-11-17'))).toBe(47)
  expect(weekOf(date('2027-01-01'))).toEqual({ year: 2026, week: 53 })
})

test('ages', () => {
  expect(ageOn(date('1990-11-23'), date('2026-11-22'))).toBe(35)
  expect(ageOn(date('1990-11-22'), date('2026-11-22'))).toBe(36)
  expect(ageOn(date('2008-02-29'), date('2026-02-28'))).toBe(17)
  expect(ageOn(date('2008-02-29'), date('2026-03-01'))).toBe(18)
})

test('knows which zones exist', () => {
  expect(['Europe/Paris', 'UTC', 'Indian/Reunion', 'Romance Standard Time', ''].map(isTimeZone)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})
