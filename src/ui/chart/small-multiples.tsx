import { CardGrid } from '../card.tsx'
import { BarChart, BarLegend } from './bar-chart.tsx'
import { type ChartColumn, type ChartProps, extentOf, valuesOf } from './chart-props.ts'
import { LineChart, LineLegend } from './line-chart.tsx'

export type SmallMultiplesProps = Omit<ChartProps, 'columns' | 'size' | 'extent' | 'legendElsewhere'> & {
  kind: 'bars' | 'lines'
  groups: readonly { title: string; columns: readonly ChartColumn[] }[]
}

/** The same small chart once per group, three side by side, all on one axis so that they can be compared. */
export function SmallMultiples(props: SmallMultiplesProps) {
  const { id, kind, groups, title, ...shared } = props
  const Chart = kind === 'bars' ? BarChart : LineChart
  const extent = extentOf(groups.flatMap(({ columns }) => [...valuesOf(columns)]))
  const idOf = (index: number) => `${id}-${index + 1}`
  return (
    <>
      {shared.series.length === 1 ? null : kind === 'bars' ? (
        <BarLegend series={shared.series} />
      ) : (
        <LineLegend id={idOf(0)} series={shared.series} />
      )}
      <CardGrid columns={3}>
        {groups.map((group, index) => (
          <div>
            <h3>{group.title}</h3>
            <Chart
              {...shared}
              id={idOf(index)}
              title={`${title}, ${group.title}`}
              columns={group.columns}
              size="small"
              extent={extent}
              legendElsewhere
            />
          </div>
        ))}
      </CardGrid>
    </>
  )
}
