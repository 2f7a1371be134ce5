/** Round numbers are these times a power of ten. */
const mantissas = [10, 20, 25, 50] as const

/**
 * The marks of an axis, lowest first: evenly spaced round numbers (1, 2, 2.5 or 5 × 10ⁿ apart) that hold 0, `low` and
 * `high`, at most `most` of them. `whole` takes no step below 1, for what is counted. Nothing but zeros gets 0 and 1.
 * Refuses what is not finite or is 10¹⁵ and more, and fewer than three marks: with negative values there must be one
 * below, 0 and one above.
 */
export function chooseTicks(range: { low: number; high: number; most: number; whole: boolean }): number[] {
  const low = Math.min(0, range.low)
  const high = Math.max(range.high, low === 0 && range.high <= 0 ? 1 : 0)
  if (!(low > -1e15 && high < 1e15) || range.most < 3) {
    throw new RangeError(`No axis from ${range.low} to ${range.high} with ${range.most} marks`)
  }
  const lowest = Math.floor(Math.log10((high - low) / range.most)) - 1
  for (let exponent = Math.max(range.whole ? -1 : -12, lowest); ; exponent += 1) {
    for (const mantissa of mantissas) {
      if (range.whole && exponent === -1 && mantissa % 10 !== 0) continue
      const tick = (index: number) => timesPowerOfTen(index * mantissa, exponent)
      const first = indexBeyond(-low, (index) => -tick(-index))
      const last = indexBeyond(high, tick)
      if (first + last + 1 <= range.most) {
        return Array.from({ length: first + last + 1 }, (_, index) => tick(index - first))
      }
    }
  }
}

/** The least index whose mark reaches `distance` from 0. */
function indexBeyond(distance: number, tick: (index: number) => number): number {
  let index = Math.max(0, Math.floor(distance / tick(1)) - 1)
  while (tick(index) < distance) index += 1
  return index
}

/** Divides for negative powers: 3 / 10 is 0.3, 3 × 0.1 is not. Adding 0 leaves no -0. */
function timesPowerOfTen(whole: number, exponent: number): number {
  return (exponent < 0 ? whole / 10 ** -exponent : whole * 10 ** exponent) + 0
}
