import { expect, test } from 'vitest'

import { hasLostLetters, toLostLetterKey, toLostLetterPattern } from './lost-letters.ts'
import { toSearchKey } from './search-key.ts'

test.each([
  ['?ukaszewski', true],
  ['Nguy?n', true],
  ['Łukaszewski', false],
  ['Dupont ?', false],
  ['?', false],
  ['', false],
])('%s has lost letters: %s', (name, lost) => expect(hasLostLetters(name)).toBe(lost))

test.each([
  ['?ukaszewski', 'Łukaszewski', true],
  ['Nguy?n', 'Nguyễn', true],
  ['S?ur', 'Sœur', true],
  ['Nguy?n', 'Nguyen-Van', false],
  ['?ukasz (x', 'Łukasz (x', true],
])('%s may have been %s: %s', (name, whole, may) => {
  expect(toLostLetterPattern(toLostLetterKey(name))?.test(toSearchKey(whole))).toBe(may)
})

test('a whole name has its plain key and no pattern', () => {
  expect(toLostLetterKey('Łukasz')).toBe('lukasz')
  expect(toLostLetterPattern('lukasz')).toBeUndefined()
})
