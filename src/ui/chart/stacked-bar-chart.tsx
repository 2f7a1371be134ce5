import { ChartFrame, type Plot } from './chart-frame.tsx'
import { type ChartProps, extentOf } from './chart-props.ts'
import { bandAt, barWithin, blockBetween, stackValues } from './geometry.ts'
import { AreaPatterns, areaFill, seriesClass } from './paint.tsx'
import { PlotColumn } from './plot-column.tsx'

/** A bar per column, made of up to four parts; parts below zero hang from it. */
export function StackedBarChart(props: ChartProps) {
  const { id, series, columns } = props
  const ends = columns.flatMap(({ values }) => stackValues(values).map((part) => part?.to ?? null))
  return (
    <ChartFrame
      chart={props}
      extent={extentOf(ends)}
      swatch={(index) => (
        <rect
          class={seriesClass(index)}
          x="0.5"
          y="0.5"
          width="16"
          height="11"
          rx="2"
          fill={areaFill(id, index)}
          stroke="currentColor"
        />
      )}
      draw={(plot) => (
        <>
          <AreaPatterns id={id} count={series.length} />
          {columns.map((column, index) => (
            <PlotColumn chart={props} column={column} index={index} height={plot.height}>
              <Parts plot={plot} props={props} index={index} />
            </PlotColumn>
          ))}
        </>
      )}
    />
  )
}

function Parts({ plot, props, index }: { plot: Plot; props: ChartProps; index: number }) {
  const { left, width } = barWithin(bandAt(index, props.columns.length), plot.widestBar)
  return stackValues(props.columns[index]?.values ?? []).map((part, seriesIndex) => {
    if (!part || part.from === part.to) return null
    const { top, height } = blockBetween(part.from, part.to, plot.y)
    return (
      <rect
        class={seriesClass(seriesIndex)}
        x={`${left}%`}
        width={`${width}%`}
        y={top}
        height={height}
        fill={areaFill(props.id, seriesIndex)}
        stroke="currentColor"
      />
    )
  })
}
