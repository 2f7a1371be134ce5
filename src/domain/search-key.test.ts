import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import { searchWords, toSearchKey } from './search-key.ts'

test.each([
  ['Élodie', 'elodie'],
  ['Ângela-Zoë', 'angela zoe'],
  ["O'Neil", 'oneil'],
  ['N’Diaye', 'ndiaye'],
  ['Łukasz Żółć', 'lukasz zolc'],
  ['Sørensen', 'sorensen'],
  ['Groß', 'gross'],
  ['GROẞ', 'gross'],
  ['Đorđević', 'dordevic'],
  ['Işık', 'isik'],
  ['İbrahim', 'ibrahim'],
  ['Cœur', 'coeur'],
  ['Lætitia', 'laetitia'],
  ['Þór', 'thor'],
  ['  Le   Goff ', 'le goff'],
  ['Jean—Pierre', 'jean pierre'],
  ['李', '李'],
  ['Ελένη', 'ελενη'],
  ['Γιώργος', 'γιωργοσ'],
  ['Йосиф', 'иосиф'],
  ['محمد', 'محمد'],
  ['ガンダム', 'ガンダム'],
  ['김민준', '김민준'],
  ['<b>', 'b'],
  ['=cmd()', 'cmd'],
  ['ﬁn', 'fin'],
  ['Ａｌｉｃｅ', 'alice'],
  ['Zo\u0065\u0308', 'zoe'],
  ['a\u200bb', 'ab'],
  ['Maya 🙂', 'maya 🙂'],
  ['-- !', ''],
])('%s → %s', (name, key) => expect(toSearchKey(name)).toBe(key))

test('a key is its own key, in any normal form and case', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
      const key = toSearchKey(name)
      expect(toSearchKey(key)).toBe(key)
      expect(toSearchKey(name.normalize('NFD'))).toBe(key)
      expect(toSearchKey(name.normalize('NFC'))).toBe(key)
    }),
    { seed, numRuns: 2000 },
  )
})

test('splits a query into words', () => {
  expect(searchWords(' le  GOFF, naïm')).toEqual(['le', 'goff', 'naim'])
  expect(searchWords(' - ')).toEqual([])
})
