import type { Span } from '#src/domain/interval.ts'

type Timed = { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }

export type Overlaps<Item extends Timed> = {
  /** Over by `now` and overlapping only what is over too: history, kept but marked and not blocking. */
  readonly history: readonly Item[]
  /**
   * To be decided one by one: items that overlap, directly or through each other, with at least one that is
   * not over. `taken`: the group also meets something that already stands in the agenda.
   */
  readonly conflicts: readonly { readonly items: readonly Item[]; readonly taken: boolean }[]
  /** The rest, which may be written as it is. */
  readonly clear: readonly Item[]
}

/**
 * Sorts the appointments of an import by whether they may stand together and beside `taken`, the spans
 * that already block the agenda. Give it what becomes appointments: time off overlaps nothing.
 */
export function findOverlaps<Item extends Timed>(
  items: readonly Item[],
  taken: readonly Span[],
  now: Temporal.Instant,
): Overlaps<Item> {
  const entries: Entry<Item>[] = [
    ...items.map((item) => ({ ...spanOfItem(item), item })),
    ...taken.map((span) => ({ ...span, item: null })),
  ].sort((a, b) => a.start - b.start || a.end - b.end)
  const history: Item[] = []
  const clear: Item[] = []
  const conflicts: { items: readonly Item[]; taken: boolean }[] = []
  for (const group of groupTouching(entries)) {
    const found = group.flatMap(({ item }) => (item ? [item] : []))
    if (found.length === 0) continue
    if (group.length === 1) clear.push(...found)
    else if (group.every(({ end }) => end <= now.epochMilliseconds)) history.push(...found)
    else conflicts.push({ items: found, taken: found.length < group.length })
  }
  return { history, conflicts, clear }
}

type Entry<Item> = Span & { readonly item: Item | null }

/** Runs of sorted spans in which each overlaps one before it. */
function groupTouching<Item>(entries: readonly Entry<Item>[]): Entry<Item>[][] {
  const groups: Entry<Item>[][] = []
  let end = -Infinity
  for (const entry of entries) {
    const last = groups[groups.length - 1]
    if (last && entry.start < end) last.push(entry)
    else groups.push([entry])
    end = Math.max(end, entry.end)
  }
  return groups
}

function spanOfItem(item: Timed): Span {
  return { start: item.startsAt.epochMilliseconds, end: item.endsAt.epochMilliseconds }
}
