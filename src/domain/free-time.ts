import { type Span, contains, mergeSpans, overlaps } from './interval.ts'

/** All in milliseconds. */
export type FreeSlotSearch = {
  readonly openings: readonly Span[]
  /** What occupies the practitioner, with the buffers that belong to it. */
  readonly busy: readonly Span[]
  /** Time off: as busy, but no appointment that a slot could touch. */
  readonly closed?: readonly Span[]
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
 * but not into a busy span or time off. Two openings that overlap do not yield the same slot twice.
 */
export function freeSlots(search: FreeSlotSearch): Span[] {
  const { openings, duration, step, bufferBefore = 0, bufferAfter = 0, startFrom } = search
  if (!(duration > 0) || !(step > 0) || bufferBefore < 0 || bufferAfter < 0) {
    throw new RangeError('A slot search needs a positive duration and step, and no negative buffer')
  }
  const busy = mergeSpans(search.closed ? [...search.busy, ...search.closed] : search.busy)
  const horizon = (search.startBefore ?? Infinity) - 1
  const slots: Span[] = []
  let isOrdered = true
  let reached = -Infinity
  for (const opening of openings) {
    if (opening.start < reached) isOrdered = false
    reached = Math.max(reached, opening.end)
    const last = Math.min(opening.end - duration, horizon)
    let start = startFrom === undefined ? opening.start : stepUpTo(opening.start, step, startFrom)
    if (start > last) continue
    let index = firstEndingAfter(busy, start - bufferBefore)
    while (start <= last) {
      while (index < busy.length && (busy[index]?.end ?? Infinity) <= start - bufferBefore) index++
      const next = busy[index]
      const room = next === undefined ? Infinity : next.start - duration - bufferAfter
      for (; start <= last && start <= room; start += step) slots.push({ start, end: start + duration })
      if (next !== undefined && start <= last)
        start = stepUpTo(opening.start, step, Math.max(start, next.end + bufferBefore))
    }
  }
  return isOrdered ? slots : withoutRepeats(slots)
}

/**
 * Whether each slot touches an appointment: so little time lies between them (buffers counted) that no slot would
 * fit closer. Filled first, such slots leave the rest of the day whole.
 */
export function touchingSlots(slots: readonly Span[], search: FreeSlotSearch): boolean[] {
  const { step, bufferBefore = 0, bufferAfter = 0 } = search
  const busy = mergeSpans(search.busy)
  let index = 0
  return slots.map(({ start, end }) => {
    while (index < busy.length && (busy[index]?.end ?? Infinity) <= start - bufferBefore) index++
    const before = start - bufferBefore - (busy[index - 1]?.end ?? -Infinity)
    const after = (busy[index]?.start ?? Infinity) - end - bufferAfter
    return before < step || after < step
  })
}

/** The slots that lie within one of the windows. Both in order. */
export function slotsWithin(slots: readonly Span[], windows: readonly Span[]): Span[] {
  const merged = mergeSpans(windows)
  let index = 0
  return slots.filter((slot) => {
    while (index < merged.length && (merged[index]?.end ?? Infinity) <= slot.start) index++
    const window = merged[index]
    return window !== undefined && contains(window, slot)
  })
}

/** A slot that touches an appointment is worth an hour's distance. */
const WORTH_OF_TOUCHING = 3_600_000

/**
 * Up to `count` slots around `wanted` in order of time, none overlapping another: 9 h and 9 h 15 are hardly two
 * choices. The closest are taken; `touching` (one answer a slot) lets those that touch an appointment go first
 * when they are not an hour further away.
 */
export function nearestSlots(
  slots: readonly Span[],
  wanted: number,
  count: number,
  touching: readonly boolean[] = [],
): Span[] {
  const ranked = slots.map((slot, index) => ({
    slot,
    distance: Math.abs(slot.start - wanted) - (touching[index] ? WORTH_OF_TOUCHING : 0),
  }))
  ranked.sort((a, b) => a.distance - b.distance || a.slot.start - b.slot.start)
  const picked: Span[] = []
  for (const { slot } of ranked) {
    if (picked.length === count) break
    if (!picked.some((other) => overlaps(other, slot))) picked.push(slot)
  }
  return picked.sort((a, b) => a.start - b.start)
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

function withoutRepeats(slots: readonly Span[]): Span[] {
  const sorted = [...slots].sort((a, b) => a.start - b.start)
  return sorted.filter((slot, index) => slot.start !== sorted[index - 1]?.start)
}
