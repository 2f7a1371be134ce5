import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import { freeSlots, type FreeSlotSearch, nearestFreeSlots } from './free-time.ts'
import type { Span } from './interval.ts'

const minute = 60_000
const at = (clock: string) => {
  const { hour, minute: minutes } = Temporal.PlainTime.from(clock)
  return (hour * 60 + minutes) * minute
}
const span = (from: string, to: string): Span => ({ start: at(from), end: at(to) })
const clocks = (slots: readonly Span[]) =>
  slots.map(({ start }) =>
    Temporal.PlainTime.from('00:00').add({ milliseconds: start }).toString().slice(0, 5),
  )
const morning: FreeSlotSearch = {
  openings: [span('09:00', '12:00')],
  busy: [],
  duration: 45 * minute,
  step: 15 * minute,
}

describe('free slots', () => {
  test('of an empty morning, on the step', () => {
    expect(clocks(freeSlots({ ...morning, step: 60 * minute }))).toEqual(['09:00', '10:00', '11:00'])
  })

  test('around what is busy; touching is free', () => {
    const busy = [span('09:45', '10:30')]
    expect(clocks(freeSlots({ ...morning, busy }))).toEqual(['09:00', '10:30', '10:45', '11:00', '11:15'])
  })

  test('buffers keep a distance, but may stick out of the opening', () => {
    const search = {
      ...morning,
      busy: [span('10:00', '10:45')],
      bufferBefore: 10 * minute,
      bufferAfter: 15 * minute,
    }
    expect(clocks(freeSlots(search))).toEqual(['09:00', '11:00', '11:15'])
  })

  test('steps are counted from the opening, not from the hour', () => {
    const search = { ...morning, openings: [span('09:10', '11:00')], step: 30 * minute }
    expect(clocks(freeSlots(search))).toEqual(['09:10', '09:40', '10:10'])
  })

  test('notice and horizon', () => {
    const search = { ...morning, startFrom: at('10:05'), startBefore: at('11:00') }
    expect(clocks(freeSlots(search))).toEqual(['10:15', '10:30', '10:45'])
  })

  test('nonsense throws', () => {
    expect(() => freeSlots({ ...morning, step: 0 })).toThrow(RangeError)
    expect(() => freeSlots({ ...morning, duration: -1 })).toThrow(RangeError)
  })
})

test('the nearest come first', () => {
  const search = { ...morning, busy: [span('09:45', '10:30')] }
  expect(clocks(nearestFreeSlots(search, at('10:00'), 3))).toEqual(['10:30', '10:45', '09:00'])
})

test('agrees with trying every minute', () => {
  const searches = fc.record({
    openings: spans(3),
    busy: spans(6),
    duration: fc.integer({ min: 1, max: 60 }).map((minutes) => minutes * minute),
    step: fc.constantFrom(1, 5, 7, 15, 30).map((minutes) => minutes * minute),
    bufferBefore: fc.nat(20).map((minutes) => minutes * minute),
    bufferAfter: fc.nat(20).map((minutes) => minutes * minute),
    startFrom: fc.integer({ min: -10, max: 300 }).map((minutes) => minutes * minute),
    startBefore: fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * minute),
  })
  fc.assert(
    fc.property(searches, fc.nat(500), (search, wanted) => {
      const slots = freeSlots(search)
      expect(slots).toEqual(slotsByTrying(search))
      const nearest = nearestFreeSlots(search, wanted * minute, 3)
      const farthest = Math.max(...nearest.map((slot) => Math.abs(slot.start - wanted * minute)))
      const closer = slots.filter((slot) => Math.abs(slot.start - wanted * minute) < farthest)
      expect(nearest).toHaveLength(Math.min(3, slots.length))
      expect(closer.length).toBeLessThanOrEqual(2)
    }),
    { seed, numRuns: 1000 },
  )
})

function spans(most: number) {
  return fc.array(
    fc
      .tuple(fc.nat(400), fc.integer({ min: 1, max: 120 }))
      .map(([start, length]) => ({ start: start * minute, end: (start + length) * minute })),
    { maxLength: most },
  )
}

/** The slow oracle: every minute of every opening, every minute of the slot with its buffers. */
function slotsByTrying(search: Required<FreeSlotSearch>): Span[] {
  const busyMinutes = new Set<number>()
  for (const { start, end } of search.busy) for (let t = start; t < end; t += minute) busyMinutes.add(t)
  const found = new Map<number, Span>()
  for (const opening of search.openings) {
    for (let start = opening.start; start + search.duration <= opening.end; start += minute) {
      if ((start - opening.start) % search.step !== 0) continue
      if (start < search.startFrom || start >= search.startBefore) continue
      let free = true
      for (
        let t = start - search.bufferBefore;
        t < start + search.duration + search.bufferAfter;
        t += minute
      ) {
        if (busyMinutes.has(t)) free = false
      }
      if (free) found.set(start, { start, end: start + search.duration })
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start)
}
