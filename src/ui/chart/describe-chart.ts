import { type ChartColumn, type ChartProps, nameOf } from './chart-props.ts'
import { formatFigure } from './figures.ts'
import { chartText } from './text.ts'

/** What a column says to who points at it or hears it: "novembre 2026 : 3 060,00 €", a line per series. */
export function describeColumn(chart: ChartProps, column: ChartColumn): string {
  const { named } = chartText[chart.lang]
  const figures = chart.series.map((name, index) => {
    const figure = formatFigure(column.values[index] ?? null, chart.unit, chart.lang)
    return chart.series.length === 1 ? figure : named(name, figure)
  })
  return chart.series.length === 1
    ? named(nameOf(column), figures.join())
    : [nameOf(column), ...figures].join('\n')
}

/** The drawing in a few sentences: where it begins and ends, and each series' lowest and highest value. */
export function describeChart(chart: ChartProps): string {
  const { columns, series, unit, lang } = chart
  const t = chartText[lang]
  const [first, last] = [columns[0], columns.at(-1)]
  if (!first || !last) return t.nothing
  const ranges = series.flatMap((name, index) => {
    const known = columns.flatMap((column) => {
      const value = column.values[index] ?? null
      return value === null ? [] : [{ value, at: nameOf(column) }]
    })
    const [lowest] = known.toSorted((a, b) => a.value - b.value)
    const [highest] = known.toSorted((a, b) => b.value - a.value)
    if (!lowest || !highest) return []
    const say = (value: number) => formatFigure(value, unit, lang)
    return [t.named(name, t.between(say(lowest.value), lowest.at, say(highest.value), highest.at))]
  })
  return [t.fromTo(nameOf(first), nameOf(last)), ...ranges].join(' ')
}
