/** A stretch of one day in minutes from midnight. */
export interface DayStretch {
  start: number
  end: number
}

export interface Lane {
  lane: number
  lanes: number
}

/**
 * Places stretches that overlap side by side: within a group of stretches linked by overlaps each gets the
 * first lane that is free, and all of the group share its number of lanes. `stretches` are in order of start.
 */
export function assignLanes(stretches: readonly DayStretch[]): Lane[] {
  const placed: Lane[] = []
  let group: number[] = []
  let ends: number[] = []
  const close = (): void => {
    for (const index of group) placed[index] = { lane: placed[index]?.lane ?? 0, lanes: ends.length }
    group = []
    ends = []
  }
  for (const [index, { start, end }] of stretches.entries()) {
    if (ends.every((last) => last <= start)) close()
    const free = ends.findIndex((last) => last <= start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = end
    placed[index] = { lane, lanes: 1 }
    group.push(index)
  }
  close()
  return placed
}

/** The parts of `stretch` that none of the `holes` covers, in order. */
export function stretchesWithout(stretch: DayStretch, holes: readonly DayStretch[]): DayStretch[] {
  const rest: DayStretch[] = []
  let { start } = stretch
  for (const hole of [...holes].sort((a, b) => a.start - b.start)) {
    if (hole.end <= start || hole.start >= stretch.end) continue
    if (hole.start > start) rest.push({ start, end: hole.start })
    start = Math.max(start, hole.end)
  }
  if (start < stretch.end) rest.push({ start, end: stretch.end })
  return rest
}
