import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { seed } from '#test/seed.ts'

import { type FreeSlotSearch, freeSlots, nearestSlots, touchingSlots } from './free-time.ts'
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

describe('of many slots', () => {
  const search = { ...morning, openings: [span('09:00', '19:00')], busy: [span('10:00', '11:00')] }
  const slots = freeSlots(search)
  const touching = touchingSlots(slots, search)

  test('those that touch an appointment leave no room for another slot between', () => {
    const touched = slots.filter((_, index) => touching[index])
    expect(clocks(touched)).toEqual(['09:15', '11:00'])
    const buffered = { ...search, bufferBefore: 10 * minute }
    const later = freeSlots(buffered)
    expect(clocks(later.filter((_, index) => touchingSlots(later, buffered)[index]))).toEqual([
      '09:15',
      '11:15',
    ])
    expect(touchingSlots(slots, { ...search, busy: [], closed: search.busy })).not.toContain(true)
  })

  test('the nearest are apart, and in order of time', () => {
    expect(clocks(nearestSlots(slots, at('14:10'), 3))).toEqual(['13:30', '14:15', '15:00'])
    expect(clocks(nearestSlots(slots, at('10:00'), 2))).toEqual(['09:15', '11:00'])
  })

  test('one that touches an appointment goes before one that is less than an hour closer', () => {
    expect(clocks(nearestSlots(slots, at('12:00'), 1))).toEqual(['12:00'])
    expect(clocks(nearestSlots(slots, at('11:45'), 1, touching))).toEqual(['11:00'])
    expect(clocks(nearestSlots(slots, at('12:15'), 1, touching))).toEqual(['12:15'])
  })
})

test('agrees with trying every minute', () => {
  const searches = fc.record({
    openings: spans(3),
    busy: spans(6),
    closed: spans(2),
    duration: fc.integer({ min: 1, max: 60 }).map((minutes) => minutes * minute),
    step: fc.constantFrom(1, 5, 7, 15, 30).map((minutes) => minutes * minute),
    bufferBefore: fc.nat(20).map((minutes) => minutes * minute),
    bufferAfter: fc.nat(20).map((minutes) => minutes * minute),
    startFrom: fc.integer({ min: -10, max: 300 }).map((minutes) => minutes * minute),
    startBefore: fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * minute),
  })
  fc.assert(
    fc.property(searches, (search) => {
      expect(freeSlots(search)).toEqual(slotsByTrying(search))
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
  for (const { start, end } of [...search.busy, ...search.closed])
    for (let t = start; t < end; t += minute) busyMinutes.add(t)
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
