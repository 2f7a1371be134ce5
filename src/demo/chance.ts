/** Repeatable chance (mulberry32): the same seed makes the same practice. */
export interface Chance {
  /** 0 ≤ n < limit. */
  below(limit: number): number
  /** True in `share` of all cases, 0 to 1. */
  happens(share: number): boolean
  pick<T>(list: readonly T[]): T
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    happens: (share) => next() < share,
    pick(list) {
      const item = list[below(list.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}
