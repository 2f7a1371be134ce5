import { ChartFrame, Legend, type Plot } from './chart-frame.tsx'
import { type ChartProps, extentOf, valuesOf } from './chart-props.ts'
import { bandAt, LINE_WIDTH, linePath, markedPoints } from './geometry.ts'
import { lineDashes, PointShapes, pointId, seriesClass } from './paint.tsx'
import { PlotColumn } from './plot-column.tsx'

/** With more columns than this, points are drawn only where no line reaches. */
const MOST_POINTS = 24

/** Up to four lines through the columns' middles, broken where a value is not known. */
export function LineChart(props: ChartProps) {
  const { id, series, columns } = props
  return (
    <ChartFrame
      chart={props}
      extent={extentOf(valuesOf(columns))}
      swatch={(index) => lineSwatch(id, index)}
      draw={(plot) => (
        <>
          <PointShapes id={id} count={series.length} />
          {columns.map((column, index) => (
            <PlotColumn chart={props} column={column} index={index} height={plot.height} />
          ))}
          {series.map((_, index) => (
            <Line plot={plot} props={props} index={index} />
          ))}
        </>
      )}
    />
  )
}

/** For line charts with `legendElsewhere`; `id` is of one of them, whose points it shows. */
export function LineLegend({ id, series }: { id: string; series: readonly string[] }) {
  return <Legend series={series} swatch={(index) => lineSwatch(id, index)} />
}

function lineSwatch(id: string, index: number) {
  return (
    <g class={`chart-series ${seriesClass(index)}`}>
      <path class="chart-path" d="M1 6H19" stroke-dasharray={lineDashes(index)} />
      <use href={`#${pointId(id, index)}`} x="10" y="6" />
    </g>
  )
}

function Line({ plot, props, index }: { plot: Plot; props: ChartProps; index: number }) {
  const values = props.columns.map((column) => column.values[index] ?? null)
  return (
    <g class={`chart-series ${seriesClass(index)}`}>
      <svg
        width="100%"
        height={plot.height}
        viewBox={`0 0 ${LINE_WIDTH} ${plot.height}`}
        preserveAspectRatio="none"
      >
        <path
          class="chart-path"
          d={linePath(values, plot.y)}
          stroke-dasharray={lineDashes(index)}
          vector-effect="non-scaling-stroke"
        />
      </svg>
      {markedPoints(values, MOST_POINTS).map((at) => (
        <use
          href={`#${pointId(props.id, index)}`}
          x={`${bandAt(at, values.length).middle}%`}
          y={plot.y(values[at] ?? 0)}
        />
      ))}
    </g>
  )
}
