import type { Child } from 'hono/jsx'
import { type ChartColumn, type ChartProps } from './chart-props.ts'
import { describeColumn } from './describe-chart.ts'
import { bandAt } from './geometry.ts'

/** One column of a plot, as high as the plot however low its bar is: it says its figures, and leads to their rows. */
export function PlotColumn(props: {
  chart: ChartProps
  column: ChartColumn
  index: number
  height: number
  children?: Child | undefined
}) {
  const { chart, column, height } = props
  const { left, width } = bandAt(props.index, chart.columns.length)
  const content = (
    <>
      <title>{describeColumn(chart, column)}</title>
      <rect class="chart-hit" x={`${left}%`} width={`${width}%`} height={height} />
      {props.children}
    </>
  )
  return column.href === undefined ? <g>{content}</g> : <a href={column.href}>{content}</a>
}
