import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { wrapText } from './wrap.ts'

const wrap = (text: string, width: number) => wrapText(text, width, (line) => Array.from(line).length)

test('keeps words whole and line breaks where they are', () => {
  expect(wrap('un deux trois', 8)).toEqual(['un deux', 'trois'])
  expect(wrap('a\nb c', 8)).toEqual(['a', 'b c'])
  expect(wrap('', 8)).toEqual([''])
})

test('breaks a word that is too wide alone, never inside a character', () => {
  expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij'])
  expect(wrapText('👩‍👧👩‍👧', 1, (line) => [...new Intl.Segmenter().segment(line)].length)).toEqual(['👩‍👧', '👩‍👧'])
})

test('loses nothing and is never too wide', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 12 }).filter((word) => !/\s/.test(word))),
      fc.integer({ min: 20, max: 60 }),
      (words, width) => {
        const lines = wrap(words.join(' '), width)
        expect(lines.join(' ')).toBe(words.join(' '))
        for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(width)
      },
    ),
    { seed },
  )
})
