import { expect, test } from 'vitest'

import { formatDate, formatTime } from './civil-format.ts'
import { parseDate, parseTime } from './civil-parse.ts'

const readDate = (text: string) => {
  const answer = parseDate(text)
  return 'refused' in answer ? answer.refused : answer.date.toString()
}
const readTime = (text: string) => {
  const answer = parseTime(text)
  return 'refused' in answer ? answer.refused : answer.time.toString({ smallestUnit: 'minute' })
}

test.each([
  ['13/11/1971', '1971-11-13'],
  ['13-11-1971', '1971-11-13'],
  ['13.11.1971', '1971-11-13'],
  ['13 11 1971', '1971-11-13'],
  [' 7/7/1943 ', '1943-07-07'],
  ['1995-10-07', '1995-10-07'],
  ['1995-10-07 00:00:00', '1995-10-07'],
  ['1995-10-07T00:00:00.000Z', '1995-10-07'],
  ['1er mars 1980', '1980-03-01'],
  ['lundi 17 novembre 2025', '2025-11-17'],
  ['13 nov. 1971', '1971-11-13'],
  ['2 Août 2001', '2001-08-02'],
  ['2 févr. 2001', '2001-02-02'],
  ['29/02/2000', '2000-02-29'],
  ['29/02/1900', 'impossible-date'],
  ['31/04/1990', 'impossible-date'],
  ['12/25/1990', 'impossible-date'],
  ['00/01/1990', 'impossible-date'],
  ['13-11-71', 'two-digit-year'],
  ['13/11/171', 'not-a-date'],
  ['13/11', 'not-a-date'],
  ['1990', 'not-a-date'],
  ['hier', 'not-a-date'],
  ['3 brumaire 1990', 'not-a-date'],
  ['', 'empty'],
])('the date %s', (text, expected) => expect(readDate(text)).toBe(expected))

test.each([
  ['9h30', '09:30'],
  ['9 h 30', '09:30'],
  ['9\u00a0h\u00a030', '09:30'],
  ['9H30', '09:30'],
  ['09:30', '09:30'],
  ['09:30:00', '09:30'],
  ['9.30', '09:30'],
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9h', '09:00'],
  ['9', '09:00'],
  ['18 heures', '18:00'],
  ['0', '00:00'],
  ['23:59', '23:59'],
  ['24:00', 'impossible-time'],
  ['9h60', 'impossible-time'],
  ['9h5', 'not-a-time'],
  ['93000', 'not-a-time'],
  ['midi', 'not-a-time'],
  ['', 'empty'],
])('the time %s', (text, expected) => expect(readTime(text)).toBe(expected))

test('reads back what civil-format writes', () => {
  for (let day = Temporal.PlainDate.from('2026-01-01'); day.year === 2026; day = day.add({ days: 1 })) {
    for (const style of ['full', 'long', 'numeric'] as const) {
      expect(readDate(formatDate(day, style))).toBe(day.toString())
    }
  }
  for (let minutes = 0; minutes < 1440; minutes++) {
    const time = Temporal.PlainTime.from('00:00').add({ minutes })
    expect(readTime(formatTime(time))).toBe(time.toString({ smallestUnit: 'minute' }))
  }
})
