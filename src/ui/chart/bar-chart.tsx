import { classes } from '../classes.ts'
import { ChartFrame, Legend, type Plot } from './chart-frame.tsx'
import { type ChartProps, extentOf, valuesOf } from './chart-props.ts'
import { formatRounded } from './figures.ts'
import { bandAt, barWithin, blockBetween, isCrowded, markAcross } from './geometry.ts'
import { fitsColumns } from './labels.ts'
import { PlotColumn } from './plot-column.tsx'

export type BarChartProps = ChartProps & {
  /** Writes each value above its bar, where there is room. */
  valuesShown?: boolean | undefined
}

/** A bar per column; a second series is a dotted mark on the same column: the year before. */
export function BarChart(props: BarChartProps) {
  return (
    <ChartFrame
      chart={props}
      extent={extentOf(valuesOf(props.columns))}
      swatch={barSwatch}
      draw={(plot) => (
        <>
          {props.columns.map((column, index) => (
            <PlotColumn chart={props} column={column} index={index} height={plot.height}>
              <Bar plot={plot} props={props} index={index} />
            </PlotColumn>
          ))}
          {props.valuesShown ? <Values plot={plot} props={props} /> : null}
        </>
      )}
    />
  )
}

/** For bar charts with `legendElsewhere`, once before them. */
export function BarLegend({ series }: { series: readonly string[] }) {
  return <Legend series={series} swatch={barSwatch} />
}

function barSwatch(index: number) {
  return index === 0 ? (
    <rect class="chart-bar" x="0.5" y="0.5" width="16" height="11" rx="2" />
  ) : (
    <path class="chart-mark" d="M1 6H19" />
  )
}

function Bar({ plot, props, index }: { plot: Plot; props: BarChartProps; index: number }) {
  const { values, isCurrent } = props.columns[index] ?? { values: [] }
  const [value = null, before = null] = values
  const band = bandAt(index, props.columns.length)
  const bar = barWithin(band, plot.widestBar)
  const mark = before === null ? undefined : plot.y(before)
  const { from, to } = markAcross(bar)
  const block = value === null ? undefined : blockBetween(0, value, plot.y, 2)
  return (
    <>
      {block && block.height > 0 ? (
        <rect
          class={classes('chart-bar', isCurrent && 'chart-now')}
          x={`${bar.left}%`}
          width={`${bar.width}%`}
          y={block.top}
          height={block.height}
          rx={isCrowded(band) ? 1 : 3}
        />
      ) : null}
      {mark === undefined ? null : (
        <>
          <line class="chart-halo" x1={`${from}%`} x2={`${to}%`} y1={mark} y2={mark} />
          <line class="chart-mark" x1={`${from}%`} x2={`${to}%`} y1={mark} y2={mark} />
        </>
      )}
    </>
  )
}

function Values({ plot, props }: { plot: Plot; props: BarChartProps }) {
  const { columns, unit, lang } = props
  const texts = columns.map(({ values: [value = null] }) =>
    value === null ? '' : formatRounded(value, unit, lang),
  )
  if (!fitsColumns(texts, plot.wide)) return null
  return (
    <g class={classes('chart-values', !fitsColumns(texts, plot.narrow) && 'chart-wide')} aria-hidden="true">
      {columns.map(({ values }, index) => (
        <text x={`${bandAt(index, columns.length).middle}%`} y={valueFoot(values, plot.y)}>
          {texts[index]}
        </text>
      ))}
    </g>
  )
}

/** Above the bar, or above its mark where that would run through the words. */
function valueFoot([value, before]: readonly (number | null)[], y: Plot['y']): number {
  const top = y(Math.max(0, value ?? 0))
  const mark = y(before ?? 0)
  return (mark < top + 2 && mark > top - 20 ? Math.min(mark, top) : top) - 6
}
