import { expect, expectTypeOf, test } from 'vitest'

import { isRefused, type Refused } from './refusal.ts'

type Booked = { id: string } | Refused<'slot-taken', { nearest: number[] }> | Refused<'past'>

test('tells a refusal from a result and narrows both', () => {
  const outcomes: Booked[] = [{ id: 'a' }, { refused: 'slot-taken', nearest: [1] }, { refused: 'past' }]
  expect(outcomes.map(isRefused)).toEqual([false, true, true])
  for (const outcome of outcomes) {
    if (isRefused(outcome)) expectTypeOf(outcome.refused).toEqualTypeOf<'slot-taken' | 'past'>()
    else expectTypeOf(outcome).toEqualTypeOf<{ id: string }>()
  }
})

test('nothing else is a refusal', () => {
  for (const value of [undefined, null, 'refused', 3, [], { refused: true }])
    expect(isRefused(value)).toBe(false)
})
