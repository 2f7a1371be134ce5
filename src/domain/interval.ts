/** A half-open stretch of time `[start, end)` in milliseconds since the epoch; never empty. */
export type Span = { readonly start: number; readonly end: number }

type InstantLike = { readonly epochMilliseconds: number }

/** From two instants (Temporal's or anything with `epochMilliseconds`). Throws when empty or reversed. */
export function spanOf(startsAt: InstantLike, endsAt: InstantLike): Span {
  const span = { start: startsAt.epochMilliseconds, end: endsAt.epochMilliseconds }
  if (!(span.start < span.end)) throw new RangeError(`An empty span: ${span.start} to ${span.end}`)
  return span
}

/** Whether two spans share a moment; spans that only touch do not. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

export function intersection(a: Span, b: Span): Span | undefined {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : undefined
}

/** The same moments as sorted spans that neither overlap nor touch. Empty spans vanish. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.start < span.end).sort((a, b) => a.start - b.start)
  const merged: Span[] = []
  for (const span of sorted) {
    const last = merged[merged.length - 1]
    if (last === undefined || span.start > last.end) merged.push(span)
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end }
  }
  return merged
}

export function unionSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  return mergeSpans([...a, ...b])
}

/** The moments of `from` that are in none of the `holes`, merged and sorted. */
export function subtractSpans(from: readonly Span[], holes: readonly Span[]): Span[] {
  const rest: Span[] = []
  const cuts = mergeSpans(holes)
  let first = 0
  for (const span of mergeSpans(from)) {
    let start = span.start
    while (first < cuts.length && endAt(cuts, first) <= start) first++
    for (let index = first; index < cuts.length; index++) {
      const cut = cuts[index]
      if (cut === undefined || cut.start >= span.end) break
      if (cut.start > start) rest.push({ start, end: cut.start })
      start = cut.end
    }
    if (start < span.end) rest.push({ start, end: span.end })
  }
  return rest
}

/** The moments that are in both, merged and sorted. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const left = mergeSpans(a)
  const right = mergeSpans(b)
  const shared: Span[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const x = left[i]
    const y = right[j]
    if (x === undefined || y === undefined) break
    const both = intersection(x, y)
    if (both) shared.push(both)
    if (x.end < y.end) i++
    else j++
  }
  return shared
}

/** Milliseconds covered, each moment counted once. */
export function totalDuration(spans: readonly Span[]): number {
  return mergeSpans(spans).reduce((total, span) => total + span.end - span.start, 0)
}

function endAt(spans: readonly Span[], index: number): number {
  return spans[index]?.end ?? Infinity
}
