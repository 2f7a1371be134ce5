import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { diffWords } from './word-diff.ts'

const shown = (before: string, after: string): string =>
  diffWords(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}[${text}]`))
    .join('')

test.each([
  ['one word', 'un train bleu', 'un quai bleu', 'un -[train]+[quai] bleu'],
  [
    'neighbours as one',
    'et pour la première fois',
    'sans colère cette fois',
    '-[et pour la première ]+[sans colère cette ]fois',
  ],
  ['a new line', 'un', 'un\ndeux', 'un+[\ndeux]'],
  ['nothing', 'pareil', 'pareil', 'pareil'],
  ['from nothing', '', 'tout', '+[tout]'],
])('marks %s', (_name, before, after, expected) => expect(shown(before, after)).toBe(expected))

test('both texts can be read back from the marks, spaces and breaks included', () => {
  const word = fc.constantFrom('un', 'deux', 'é', '😀', 'مرحبا', '\n', '  ', 'l’été', ',')
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffWords(before, after)
      const side = (left: 'added' | 'removed') =>
        parts
          .filter(({ kind }) => kind !== left)
          .map((part) => part.text)
          .join('')
      expect(side('added')).toBe(before)
      expect(side('removed')).toBe(after)
    }),
    { seed },
  )
})

test('two long texts with nothing in common are shown whole, in a moment', () => {
  const before = Array.from({ length: 15_000 }, (_, n) => `a${n}`).join(' ')
  const after = Array.from({ length: 15_000 }, (_, n) => `b${n}`).join(' ')
  const started = performance.now()
  expect(diffWords(before, after)).toEqual([
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ])
  expect(performance.now() - started).toBeLessThan(5_000)
})
