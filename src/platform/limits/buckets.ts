import type { Rate } from './rate.ts'

/**
 * Token buckets in memory, one process's own: n processes allow n times as much. They hold a number of senders and
 * forget who was quiet longest, so that strangers who come from ever new addresses fill nothing.
 */
export interface Buckets {
  /** Takes one request's turn; undefined, or how many seconds until there is one. */
  take(sender: string, rate: Pick<Rate, 'count' | 'per'>, now: Temporal.Instant): number | undefined
}

/** A hundred bytes each: two megabytes at most. */
const MOST_SENDERS = 20_000

const LENGTH_MS = { minute: 60_000, hour: 3_600_000 }

export function createBuckets(most = MOST_SENDERS): Buckets {
  const buckets = new Map<string, { turns: number; at: number }>()
  return {
    take(sender, { count, per }, now) {
      const at = now.epochMilliseconds
      const msPerTurn = LENGTH_MS[per] / count
      const former = buckets.get(sender)
      const gained = former ? Math.max(0, at - former.at) / msPerTurn : count
      const turns = Math.min(count, (former?.turns ?? 0) + gained)
      const isAllowed = turns >= 1
      // Set anew, so that the order of the map is that of the last request.
      buckets.delete(sender)
      if (buckets.size >= most) buckets.delete(buckets.keys().next().value ?? '')
      buckets.set(sender, { turns: isAllowed ? turns - 1 : turns, at })
      return isAllowed ? undefined : Math.ceil(((1 - turns) * msPerTurn) / 1000)
    },
  }
}
