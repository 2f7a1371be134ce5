import { range } from '../range.ts'

/** Across is measured in percent of the plot, so that one drawing fits every width; down, in pixels. */
export type Band = { left: number; middle: number; width: number }

/** The part of the plot that belongs to one of `count` columns. */
export function bandAt(index: number, count: number): Band {
  const width = 100 / count
  return { left: round(index * width), middle: round((index + 0.5) * width), width: round(width) }
}

/**
 * The bar within its band: two thirds of it, half of it where many stand side by side and an outline would close the
 * gap, but no wider than `widest` percent of the plot.
 */
export function barWithin(band: Band, widest: number): { left: number; width: number } {
  const width = round(Math.min(band.width * (isCrowded(band) ? 0.5 : 0.68), widest))
  return { left: round(band.middle - width / 2), width }
}

/** A mark reaches a little over its bar on both sides. */
export function markAcross(bar: { left: number; width: number }): { from: number; to: number } {
  return { from: round(bar.left - bar.width * 0.15), to: round(bar.left + bar.width * 1.15) }
}

/** More than thirty columns: there a bar is some pixels wide. */
export function isCrowded(band: Band): boolean {
  return band.width < 100 / 30
}

/** How far down a value stands, in pixels, between the highest mark (0) and the lowest (`height`). */
export function heightScale(ticks: readonly number[], height: number): (value: number) => number {
  const low = ticks[0] ?? 0
  const high = ticks.at(-1) ?? 1
  return (value) => Math.round(((high - value) / (high - low)) * height * 10) / 10
}

export type Block = { top: number; height: number }

/** From one value to another; what is not zero is at least `least` pixels high, away from the first. */
export function blockBetween(from: number, to: number, y: (value: number) => number, least = 0): Block {
  const [start, end] = [y(from), y(to)]
  const height = from === to ? 0 : Math.max(Math.abs(end - start), least)
  return { top: to >= from ? round(start - height) : start, height: round(height) }
}

/** Values on one another from 0: positive ones upwards, negative ones downwards; null where there is none. */
export function stackValues(values: readonly (number | null)[]): ({ from: number; to: number } | null)[] {
  let above = 0
  let below = 0
  return values.map((value) => {
    if (value === null) return null
    const from = value < 0 ? below : above
    if (value < 0) below += value
    else above += value
    return { from, to: from + value }
  })
}

/** The width that `linePath` counts in: stretched over the plot, whatever that is wide. */
export const LINE_WIDTH = 1000

/** A path through the middles of the bands, broken where a value is missing; empty where no two values meet. */
export function linePath(values: readonly (number | null)[], y: (value: number) => number): string {
  const at = (index: number, value: number) =>
    `${round((bandAt(index, values.length).middle / 100) * LINE_WIDTH)} ${y(value)}`
  return values
    .map((value, index) => {
      const [before, after] = [values[index - 1] ?? null, values[index + 1] ?? null]
      if (value === null || (before === null && after === null)) return ''
      return `${before === null ? 'M' : 'L'}${at(index, value)}`
    })
    .join('')
}

/** Where a mark is needed: everywhere as long as there is room, else where no line reaches. */
export function markedPoints(values: readonly (number | null)[], most: number): number[] {
  const alone = (index: number) =>
    (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
  return range(values.length).filter(
    (index) => (values[index] ?? null) !== null && (values.length <= most || alone(index)),
  )
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
