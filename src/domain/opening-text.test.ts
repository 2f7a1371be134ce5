import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { formatHours, parseHours, typedHours } from './opening-text.ts'

const read = (text: string) => {
  const parsed = parseHours(text)
  return 'refused' in parsed ? parsed.problem : typedHours(parsed.hours)
}

test.each([
  ['9h-12h30, 14h-19h', '9h-12h30, 14h-19h'],
  ['14h-19h 9h-12h30'.replace(' ', ', '), '9h-12h30, 14h-19h'],
  ['9:00 – 12:30 / 14:00 – 19:00', '9h-12h30, 14h-19h'],
  ['De 9 h à 12 h et de 14 h à 19 h', '9h-12h, 14h-19h'],
  ['9 h – 12 h 30', '9h-12h30'],
  ['9-12', '9h-12h'],
  ['09:00 to 12:30 and 14:00 to 19:00', '9h-12h30, 14h-19h'],
  ['9h-12h, 12h-14h', '9h-12h, 12h-14h'],
  ['', ''],
  ['Fermé', ''],
  ['closed', ''],
  ['matin', 'unreadable'],
  ['9h', 'unreadable'],
  ['9h-12h-14h', 'unreadable'],
  ['9h-25h', 'unreadable'],
  ['12h-9h', 'reversed'],
  ['9h-9h', 'reversed'],
  ['18h-0h', 'over-midnight'],
  ['20h-2h', 'over-midnight'],
  ['9h-12h, 11h-13h', 'overlap'],
])('%s is %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test('what is written is read again', () => {
  const day = fc
    .uniqueArray(fc.nat(1439), { minLength: 2, maxLength: 8 })
    .map((list) => [...list].sort((a, b) => a - b))
    .map((ends) =>
      ends.flatMap((start, index) => {
        const end = ends[index + 1]
        return index % 2 === 0 && end !== undefined ? [{ start, end }] : []
      }),
    )
  fc.assert(
    fc.property(day, (hours) => {
      expect(parseHours(typedHours(hours))).toEqual({ hours })
      expect(parseHours(typedHours(hours, 'en'))).toEqual({ hours })
      expect(parseHours(formatHours(hours))).toEqual({ hours })
      expect(parseHours(formatHours(hours, 'en'))).toEqual({ hours })
    }),
    { seed },
  )
})
