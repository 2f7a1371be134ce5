import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import {
  contains,
  intersection,
  intersectSpans,
  mergeSpans,
  overlaps,
  type Span,
  spanOf,
  subtractSpans,
  totalDuration,
  unionSpans,
} from './interval.ts'

const span = (start: number, end: number): Span => ({ start, end })
const spans = fc.array(
  fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 25 })).map(([start, length]) => span(start, start + length)),
  { maxLength: 8 },
)
const moments = (list: readonly Span[]) => {
  const set = new Set<number>()
  for (const { start, end } of list) for (let at = start; at < end; at++) set.add(at)
  return set
}
const isCanonical = (list: readonly Span[]) =>
  list.every(
    (item, index) => item.start < item.end && (index === 0 || (list[index - 1]?.end ?? 0) < item.start),
  )

test('two spans', () => {
  expect(overlaps(span(0, 10), span(10, 20))).toBe(false)
  expect(overlaps(span(0, 11), span(10, 20))).toBe(true)
  expect(contains(span(0, 10), span(0, 10))).toBe(true)
  expect(contains(span(0, 10), span(5, 11))).toBe(false)
  expect(intersection(span(0, 10), span(5, 20))).toEqual(span(5, 10))
  expect(intersection(span(0, 10), span(10, 20))).toBeUndefined()
})

test('from instants, never empty', () => {
  const at = Temporal.Instant.from('2026-03-29T00:00Z')
  expect(spanOf(at, at.add({ hours: 1 }))).toEqual(span(1774742400000, 1774746000000))
  expect(() => spanOf(at, at)).toThrow(RangeError)
})

test('subtracting leaves the pieces', () => {
  expect(subtractSpans([span(0, 100)], [span(10, 20), span(15, 30), span(90, 200)])).toEqual([
    span(0, 10),
    span(30, 90),
  ])
  expect(mergeSpans([span(5, 6), span(0, 3), span(3, 4), span(9, 9)])).toEqual([span(0, 4), span(5, 6)])
})

describe('every operation agrees with sets of moments', () => {
  test('union, intersection, difference, duration', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const inA = moments(a)
        const inB = moments(b)
        for (const [list, expected] of [
          [mergeSpans(a), inA],
          [unionSpans(a, b), inA.union(inB)],
          [intersectSpans(a, b), inA.intersection(inB)],
          [subtractSpans(a, b), inA.difference(inB)],
        ] as const) {
          expect(moments(list)).toEqual(expected)
          expect(isCanonical(list)).toBe(true)
        }
        expect(totalDuration(a)).toBe(inA.size)
      }),
      { seed, numRuns: 1000 },
    )
  })
})
