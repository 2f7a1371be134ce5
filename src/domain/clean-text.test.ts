import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import { cleanLine, cleanText, lengthOf, maxNameLength } from './clean-text.ts'

test.each([
  "O'Neil",
  'Ângela-Zoë',
  '李',
  '<b>',
  '=cmd()',
  'محمد\u200c',
  'a  b',
  '👩‍👧',
  'x'.repeat(maxNameLength),
])('keeps %s as typed', (name) => expect(cleanLine(name)).toBe(name))

test('normalises, trims and drops controls', () => {
  expect(cleanLine('  Zoe\u0308 ')).toBe('Zoë')
  expect(cleanLine('a\u0000b\u0007c\u009fd\u202ee')).toBe('abcde')
  expect(cleanLine('ligne 1\r\nligne 2\tfin')).toBe('ligne 1 ligne 2 fin')
  expect(cleanText(' ligne 1\r\nligne 2\u2028fin\t! ')).toBe('ligne 1\nligne 2\nfin\t!')
})

test('whatever comes in, what is kept is well formed and stable', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }), (units) => {
      const text = String.fromCharCode(...units)
      for (const clean of [cleanLine, cleanText]) {
        const kept = clean(text)
        expect(kept.isWellFormed()).toBe(true)
        expect(clean(kept)).toBe(kept)
        expect(kept).not.toMatch(/\u0000/) // eslint-disable-line no-control-regex
      }
    }),
    { seed, numRuns: 3000 },
  )
})

test('counts characters, not units', () => expect(lengthOf('a🙂é')).toBe(3))
