import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import { findOverlaps } from './overlaps.ts'

const at = (minutes: number) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000)
const item = (name: string, start: number, end: number) => ({ name, startsAt: at(start), endsAt: at(end) })
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name).join('')
const now = at(100)

test('sorts into clear, history and conflicts', () => {
  const items = [
    item('a', 0, 45),
    item('b', 30, 75),
    item('c', 75, 90),
    item('d', 95, 120),
    item('e', 96, 99),
    item('f', 200, 245),
    item('g', 240, 285),
    item('h', 280, 300),
    item('i', 300, 330),
    item('j', 400, 430),
    item('k', 500, 530),
  ]
  const taken = [{ start: at(420).epochMilliseconds, end: at(440).epochMilliseconds }]
  const { clear, history, conflicts } = findOverlaps(items, taken, now)
  expect(names(clear)).toBe('cik')
  expect(names(history)).toBe('ab')
  expect(conflicts.map((group) => [names(group.items), group.taken])).toEqual([
    ['de', false],
    ['fgh', false],
    ['j', true],
  ])
})

test('loses nothing, and what is clear overlaps nothing', () => {
  const spans = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 40 })), { maxLength: 15 })
  fc.assert(
    fc.property(spans, spans, (wanted, blocked) => {
      const items = wanted.map(([start, length], index) => item(`${index} `, start, start + length))
      const taken = blocked.map(([start, length]) => ({
        start: start * 60_000,
        end: (start + length) * 60_000,
      }))
      const { clear, history, conflicts } = findOverlaps(items, taken, now)
      const all = [...clear, ...history, ...conflicts.flatMap((group) => group.items)]
      expect(names(all.toSorted((a, b) => Number(a.name) - Number(b.name)))).toBe(names(items))
      for (const one of all) {
        const meets = (start: number, end: number) =>
          start < one.endsAt.epochMilliseconds && one.startsAt.epochMilliseconds < end
        const alone =
          !taken.some(({ start, end }) => meets(start, end)) &&
          !items.some(
            (other) =>
              other !== one && meets(other.startsAt.epochMilliseconds, other.endsAt.epochMilliseconds),
          )
        expect(clear.includes(one)).toBe(alone)
      }
      for (const one of history) expect(Temporal.Instant.compare(one.endsAt, now)).toBeLessThanOrEqual(0)
    }),
    { seed },
  )
})
