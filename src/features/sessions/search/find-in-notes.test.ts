import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchWords, toSearchKey } from '#src/domain/search-key.ts'
import { seed } from '#test/seed.ts'
import { findInNotes } from './find-in-notes.ts'

const find = (text: string, query: string) => findInNotes([{ id: 'a', text }], searchWords(query))[0]
const shown = (text: string, query: string) =>
  find(text, query)
    ?.excerpt.map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('')

describe('finds', () => {
  test.each([
    ['sans accents', 'Rêve de la mère à Noël.', 'reve noel', '[Rêve] de la mère à [Noël].'],
    ['avec accents', 'reve de la mere', 'RÊVE MÈRE', '[reve] de la [mere]'],
    ['une ligature', 'Sa sœur aînée', 'soeur', 'Sa [sœur] aînée'],
    ['derrière une apostrophe', 'Peur de l’école.', 'ecole', 'Peur de [l’école].'],
    ['le début d’un mot', 'Dépersonnalisation', 'deperso', '[Dépersonnalisation]'],
    ['le chinois', '今天他谈到了母亲', '母亲', '[今天他谈到了母亲]'],
    ['l’arabe', 'قال مرحبا ثم سكت', 'مرحبا', 'قال [مرحبا] ثم سكت'],
    ['un émoji', 'Il va mieux 😀 dit-il', '😀', 'Il va mieux [😀] dit-il'],
  ])('%s', (_name, text, query, expected) => expect(shown(text, query)).toBe(expected))

  test('only notes with every word', () => {
    expect(find('le train du matin', 'train soir')).toBeUndefined()
    expect(find('le train du matin', '   ')).toBeUndefined()
  })
})

describe('the excerpt', () => {
  test('stands around the first word found, in a long note', () => {
    const match = find(`${'avant '.repeat(500)}ICI ${'après '.repeat(500)}`, 'ici')
    const text = match?.excerpt.map((part) => part.text).join('') ?? ''
    expect(text.length).toBeLessThan(400)
    expect(match).toMatchObject({ cutBefore: true, cutAfter: true })
    expect(text).toMatch(/^avant .*ICI après .*après$/)
  })

  test('cuts a text without spaces at the word itself', () => {
    const match = find(`${'前'.repeat(3_000)}母亲${'后'.repeat(3_000)}`, '母亲')
    expect(match?.excerpt.filter((part) => part.hit)).toEqual([{ text: '母亲', hit: true }])
    expect(match?.excerpt.map((part) => part.text).join('').length).toBeLessThan(400)
  })

  test('is always a piece of the note that holds a word found', () => {
    const words = fc.constantFrom(
      'Rêve',
      'mère',
      'sœur',
      '母亲',
      '😀',
      'l’école',
      'x'.repeat(60),
      '…',
      'مرحبا',
    )
    const property = fc.property(fc.array(words, { minLength: 1, maxLength: 60 }), fc.nat(), (list, pick) => {
      const text = list.join(' ')
      const query = list[pick % list.length] ?? ''
      const match = find(text, query)
      expect(match === undefined).toBe(toSearchKey(query) === '')
      if (!match) return
      expect(text).toContain(match.excerpt.map((part) => part.text).join(''))
      expect(match.excerpt.some((part) => part.hit)).toBe(true)
    })
    fc.assert(property, { seed })
  })
})
