import { expect, test } from 'vitest'
import { nest } from './body.ts'

const typed = (entries: Record<string, string[]>) => new Map(Object.entries(entries))

test('dotted names nest, numbered ones make lists, repeated ones make lists', () => {
  expect(
    nest(
      typed({
        'lines.1.label': ['b'],
        'lines.0.label': ['a'],
        'address.city': ['Lyon'],
        phones: ['1', '2'],
        'tags[]': ['one'],
        name: ['x'],
      }),
    ),
  ).toEqual({
    lines: [{ label: 'a' }, { label: 'b' }],
    address: { city: 'Lyon' },
    phones: ['1', '2'],
    tags: ['one'],
    name: 'x',
  })
})

test('prototypes, depths and indexes stay out of reach', () => {
  const result = nest(
    typed({ '__proto__.polluted': ['1'], 'a.constructor.b': ['1'], 'x.9999.y': ['1'], 'a.b.c.d.e': ['1'] }),
  )
  expect(result).toEqual({})
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
})

test('a name used both as a value and as a group keeps the group', () => {
  expect(nest(typed({ a: ['1'], 'a.b': ['2'] }))).toEqual({ a: { b: '2' } })
})
