import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { escapeText, textLine } from './text-lines.ts'

/** As any program reads a line back: unfolded, then unescaped. */
function readBack(line: string): string {
  const component = ICAL.parse(`BEGIN:VCALENDAR\r\n${line}\r\nEND:VCALENDAR`) as [
    string,
    [string, object, string, string][],
  ]
  return component[1][0]?.[3] ?? ''
}

describe('a line of text', () => {
  test.each([
    "Gaël O'Neil",
    'Ângela-Zoë',
    '李',
    '<b>',
    '=cmd()',
    'a, b; c\\n d\\',
    'deux\nlignes',
    'مريم الفاسي',
    '👩‍👩‍👧‍👦'.repeat(40),
    'é'.repeat(300),
  ])('comes back as it was: %s', (text) => {
    expect(readBack(textLine('SUMMARY', text))).toBe(text)
  })

  test('never is longer than 75 octets, nor cut within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const lines = textLine('SUMMARY', text).split('\r\n')
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line.isWellFormed()).toBe(true)
        }
        for (const line of lines.slice(1)) expect(line.startsWith(' ')).toBe(true)
        const whole = lines.map((line, index) => (index === 0 ? line : line.slice(1))).join('')
        expect(whole).toBe(`SUMMARY:${escapeText(text)}`)
      }),
      { seed, numRuns: 2_000 },
    )
  })

  test('folds an emoji at the limit whole', () => {
    // "SUMMARY:" and 64 letters are 72 octets: the four of the emoji no longer fit.
    const lines = textLine('SUMMARY', `${'a'.repeat(64)}😀b`).split('\r\n')
    expect(lines).toEqual([`SUMMARY:${'a'.repeat(64)}`, ' 😀b'])
  })

  test('keeps line breaks as such and drops what no text may hold', () => {
    expect(escapeText('a\r\nb\rc\u2028d\u0000e\u0007')).toBe('a\\nb\\nc\\nd e ')
  })
})
