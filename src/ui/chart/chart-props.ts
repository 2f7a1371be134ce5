import type { Lang } from '../frame.ts'
import type { Unit } from './figures.ts'

/** One place on the axis: a month, a week, a kind. */
export type ChartColumn = {
  /** Below the plot: "janv.". */
  label: string
  /** In the table and to the pointer: "janvier 2026". */
  fullLabel?: string | undefined
  /** One per series, in its unit; null where it is not known. */
  values: readonly (number | null)[]
  /** Where its rows are listed. */
  href?: string | undefined
  /** The column that counts now. */
  isCurrent?: boolean | undefined
}

export type ChartProps = {
  /** Once on its page: begins the ids of patterns and titles. */
  id: string
  lang: Lang
  /** What is counted: names the drawing and the table. */
  title: string
  /** What the columns are: "Mois". Heads the table. */
  columnHeading: string
  unit: Unit
  /** Their names, at most four. */
  series: readonly string[]
  columns: readonly ChartColumn[]
  /** `small` fits the rail and three cards side by side, `half` two, `wide` a card over the page or beside the rail. */
  size?: 'small' | 'half' | 'wide' | undefined
  /** Values that the axis holds in any case, so that several charts share one. */
  extent?: Extent | undefined
  /** Several charts share one legend, which stands before them. */
  legendElsewhere?: boolean | undefined
}

export type Extent = { low: number; high: number }

export const MOST_SERIES = 4

/** The lowest and the highest of the values; 0 and 0 where there is none. */
export function extentOf(values: Iterable<number | null>): Extent {
  let [low, high] = [0, 0]
  for (const value of values) {
    low = Math.min(low, value ?? 0)
    high = Math.max(high, value ?? 0)
  }
  return { low, high }
}

/** All values of some charts, as bars or lines stand: side by side. */
export function* valuesOf(columns: readonly ChartColumn[]): Generator<number | null> {
  for (const { values } of columns) yield* values
}

export function nameOf(column: ChartColumn): string {
  return column.fullLabel ?? column.label
}
