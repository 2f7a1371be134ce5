import { expect, test } from 'vitest'

import {
  formatDate,
  formatDateRange,
  formatDuration,
  formatIsoDate,
  formatTime,
  formatWeekRange,
  weekdayName,
  weekdayOf,
} from './civil-format.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const plain = (text: string) => text.replace(/\u00a0/g, ' ')

test('times, with no-break spaces', () => {
  expect(formatTime({ hour: 9, minute: 0 })).toBe('9\u00a0h')
  expect(formatTime(Temporal.PlainTime.from('09:30'))).toBe('9\u00a0h\u00a030')
  expect(plain(formatTime({ hour: 0, minute: 5 }))).toBe('0 h 05')
  expect(formatTime({ hour: 9, minute: 5 }, 'en')).toBe('09:05')
})

test('durations', () => {
  expect([5, 45, 60, 90, 125].map((minutes) => plain(formatDuration(minutes)))).toEqual([
    '5 min',
    '45 min',
    '1 h',
    '1 h 30',
    '2 h 05',
  ])
  expect(plain(formatDuration(90, 'en'))).toBe('1 h 30 min')
})

test('dates in every style', () => {
  const day = date('2025-11-17')
  expect(formatDate(day)).toBe('lundi 17 novembre 2025')
  expect(formatDate(day, 'long')).toBe('17 novembre 2025')
  expect(formatDate(day, 'weekday')).toBe('lundi 17 novembre')
  expect(formatDate(day, 'short')).toBe('17 nov.')
  expect(formatDate(day, 'compact')).toBe('lun. 17 nov.')
  expect(formatDate(day, 'numeric')).toBe('17/11/2025')
  expect(formatIsoDate(day)).toBe('2025-11-17')
  expect(formatDate(day, 'full', 'en')).toBe('Monday 17 November 2025')
  expect(formatDate(date('2026-08-01'), 'full')).toBe('samedi 1er août 2026')
  expect(formatDate(date('2026-08-01'), 'full', 'en')).toBe('Saturday 1 August 2026')
})

test('agrees with Intl for every day of four years', () => {
  const french = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' })
  const english = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  for (let day = date('2024-01-01'); day.year < 2028; day = day.add({ days: 1 })) {
    const instant = new Date(`${day.toString()}T12:00Z`)
    expect(formatDate(day).replace('1er ', '1 ')).toBe(french.format(instant))
    expect(weekdayOf(day)).toBe(day.dayOfWeek)
    expect(english.format(instant)).toContain(formatDate(day, 'long', 'en').replace(/ \d{4}$/, ''))
  }
})

test('ranges', () => {
  expect(formatWeekRange(date('2025-11-17'), 6)).toBe('17 – 22 novembre 2025')
  expect(formatWeekRange(date('2025-12-01'))).toBe('1er – 7 décembre 2025')
  expect(formatWeekRange(date('2026-06-29'))).toBe('29 juin – 5 juillet 2026')
  expect(formatWeekRange(date('2025-12-29'))).toBe('29 décembre 2025 – 4 janvier 2026')
  expect(formatWeekRange(date('2025-11-17'), 6, 'en')).toBe('17 – 22 November 2025')
  expect(formatDateRange(date('2026-05-01'), date('2026-05-01'))).toBe('1er mai 2026')
})

test('names outside the range throw', () => {
  expect(weekdayName(7)).toBe('dimanche')
  expect(() => weekdayName(0)).toThrow(RangeError)
})
