import type { Child } from 'hono/jsx'
import { classes } from '../classes.ts'
import { Table } from '../table.tsx'
import { type ChartColumn, type ChartProps, type Extent, MOST_SERIES, nameOf } from './chart-props.ts'
import { describeChart } from './describe-chart.ts'
import { formatFigure, formatTicks } from './figures.ts'
import { heightScale } from './geometry.ts'
import { isFew, shortLabel, writtenLabels } from './labels.ts'
import { chooseTicks } from './ticks.ts'
import { chartText } from './text.ts'

/**
 * Pixels; `wide` and `narrow` are the plot's width on a screen from 760 pixels on and below, at least. Cards side by
 * side are hardly wider on the one than on the other.
 */
const sizes = {
  small: { height: 84, ticks: 4, widestBar: 14, wide: 190, narrow: 190 },
  half: { height: 220, ticks: 6, widestBar: 7, wide: 220, narrow: 220 },
  wide: { height: 220, ticks: 6, widestBar: 6, wide: 500, narrow: 250 },
} as const

export type Plot = {
  y: (value: number) => number
  height: number
  /** In percent of the plot's width. */
  widestBar: number
  wide: number
  narrow: number
}

/**
 * What all charts are: a legend, an axis, the drawing, labels, and the figures in a table behind. The axis' words are
 * HTML beside the drawing, so that they keep their size at every width.
 */
export function ChartFrame(props: {
  chart: ChartProps
  extent: Extent
  /** One drawing per series of 20 × 12 pixels. */
  swatch: (index: number) => Child
  draw: (plot: Plot) => Child
}) {
  const { chart, swatch, draw } = props
  const { id, lang, title, series, columns } = chart
  if (series.length > MOST_SERIES) throw new RangeError(`${series.length} series cannot be told apart`)
  if (columns.every(({ values }) => values.every((value) => value === null))) {
    return <p class="chart-empty">{chartText[lang].nothing}</p>
  }
  const size = sizes[chart.size ?? 'wide']
  const ticks = chooseTicks({
    low: Math.min(props.extent.low, chart.extent?.low ?? 0),
    high: Math.max(props.extent.high, chart.extent?.high ?? 0),
    most: size.ticks,
    whole: chart.unit === 'euros' || columns.every(({ values }) => values.every(isWhole)),
  })
  const y = heightScale(ticks, size.height)
  const linked = columns.some(({ href }) => href !== undefined)
  return (
    <figure class="chart">
      {series.length > 1 && !chart.legendElsewhere ? <Legend series={series} swatch={swatch} /> : null}
      <div class="chart-plot">
        <div class="chart-ticks" aria-hidden="true">
          {formatTicks(ticks, chart.unit, lang)
            .toReversed()
            .map((tick) => (
              <span>{tick}</span>
            ))}
        </div>
        <svg
          width="100%"
          height={size.height}
          role={linked ? 'group' : 'img'}
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-text`}
          focusable="false"
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-text`}>{describeChart(chart)}</desc>
          {ticks.map((tick) => (
            <line
              class={classes('chart-line', tick === 0 && 'chart-zero')}
              x2="100%"
              y1={y(tick)}
              y2={y(tick)}
            />
          ))}
          {draw({ ...size, y })}
        </svg>
        <Labels columns={columns} wide={size.wide} narrow={size.narrow} />
      </div>
      <Figures chart={chart} />
    </figure>
  )
}

function isWhole(value: number | null): boolean {
  return value === null || Number.isInteger(value)
}

/** What the series look like. */
export function Legend({ series, swatch }: { series: readonly string[]; swatch: (index: number) => Child }) {
  return (
    <ul class="chart-legend">
      {series.map((name, index) => (
        <li>
          <svg width="20" height="12" aria-hidden="true" focusable="false">
            {swatch(index)}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

function Labels(props: { columns: readonly ChartColumn[]; wide: number; narrow: number }) {
  const { columns } = props
  const labels = columns.map(({ label }) => label)
  const current = columns.findIndex(({ isCurrent }) => isCurrent)
  const wide = new Set(writtenLabels(labels, props.wide, current))
  const narrow = new Set(writtenLabels(labels, props.narrow, current))
  const few = isFew(labels.length)
  return (
    <div class={classes('chart-labels', few && 'chart-labels-few')} aria-hidden="true">
      {columns.map(({ label, isCurrent }, index) => {
        const text = few ? label : shortLabel(label)
        const only = wide.has(index)
          ? !narrow.has(index) && 'chart-wide'
          : narrow.has(index) && 'chart-narrow'
        const inner = only ? <span class={only}>{text}</span> : wide.has(index) ? text : ''
        return <div>{isCurrent ? <b>{inner}</b> : inner}</div>
      })}
    </div>
  )
}

function Figures({ chart }: { chart: ChartProps }) {
  const { lang, unit } = chart
  const alone = chart.series.length === 1
  return (
    <details class="chart-figures">
      <summary>{chartText[lang].showFigures}</summary>
      <Table
        caption={chart.title}
        rows={chart.columns}
        href={({ href }) => href}
        columns={[
          { label: chart.columnHeading, cell: nameOf, primary: true },
          ...chart.series.map((label, index) => ({
            label,
            cell: ({ values }: ChartColumn) => formatFigure(values[index] ?? null, unit, lang),
            align: 'end' as const,
            phone: alone ? ('aside' as const) : undefined,
          })),
        ]}
      />
    </details>
  )
}
