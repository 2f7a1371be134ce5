import { mergeSpans, type Span } from './interval.ts'

/** All in milliseconds. `busy` spans already carry the buffers of what occupies them. */
export type FreeSlotSearch = {
  readonly openings: readonly Span[]
  readonly busy: readonly Span[]
  readonly duration: number
  /** Slots start at multiples of this, counted from the start of each opening. */
  readonly step: number
  readonly bufferBefore?: number
  readonly bufferAfter?: number
  /** No slot starts before this (the notice), nor at or after `startBefore` (the horizon). */
  readonly startFrom?: number
  readonly startBefore?: number
}

/**
 * Free slots in order of time. A slot lies within one opening; its buffers may stick out of the opening
 * but not into a busy span. Two openings that overlap do not yield the same slot twice.
 */
export function freeSlots(search: FreeSlotSearch): Span[] {
  const { duration, step, bufferBefore = 0, bufferAfter = 0 } = search
  if (!(duration > 0) || !(step > 0) || bufferBefore < 0 || bufferAfter < 0) {
    throw new RangeError('A slot search needs a positive duration and step, and no negative buffer')
  }
  const busy = mergeSpans(search.busy)
  const starts = new Set<number>()
  for (const opening of search.openings) {
    const last = Math.min(opening.end - duration, (search.startBefore ?? Infinity) - 1)
    let start = opening.start
    if (search.startFrom !== undefined) start = stepUpTo(opening.start, step, search.startFrom)
    let index = firstEndingAfter(busy, start - bufferBefore)
    while (start <= last) {
      while (index < busy.length && (busy[index]?.end ?? Infinity) <= start - bufferBefore) index++
      const next = busy[index]
      if (next === undefined || next.start >= start + duration + bufferAfter) {
        starts.add(start)
        start += step
      } else {
        start = stepUpTo(opening.start, step, next.end + bufferBefore)
      }
    }
  }
  return [...starts].sort((a, b) => a - b).map((start) => ({ start, end: start + duration }))
}

/** The `count` free slots whose start is closest to `wanted`, the earlier first when equally close. */
export function nearestFreeSlots(search: FreeSlotSearch, wanted: number, count: number): Span[] {
  const distance = (slot: Span) => Math.abs(slot.start - wanted)
  return freeSlots(search)
    .sort((a, b) => distance(a) - distance(b) || a.start - b.start)
    .slice(0, count)
}

/** The first `origin + n × step`, n ≥ 0, that is not before `at`. */
function stepUpTo(origin: number, step: number, at: number): number {
  return at <= origin ? origin : origin + Math.ceil((at - origin) / step) * step
}

/** Index of the first span that ends after `at`, in sorted spans that do not overlap. */
function firstEndingAfter(spans: readonly Span[], at: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}
