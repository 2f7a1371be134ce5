import { describe, expect, it } from 'vitest'
import { BarChart } from './bar-chart.tsx'
import { BarList } from './bar-list.tsx'
import type { ChartColumn, ChartProps } from './chart-props.ts'
import { LineChart } from './line-chart.tsx'
import { SmallMultiples } from './small-multiples.tsx'
import { StackedBarChart } from './stacked-bar-chart.tsx'

const columns: ChartColumn[] = [
  { label: 'oct.', fullLabel: 'octobre <2026>', values: [471000, 430000], href: '/recettes?mois=2026-10' },
  { label: 'nov.', fullLabel: 'novembre 2026', values: [306000, null], isCurrent: true },
]
const chart: ChartProps = {
  id: 'c',
  lang: 'fr',
  title: 'Encaissé',
  columnHeading: 'Mois',
  unit: 'euros',
  series: ['2026', '2025'],
  columns,
}
const draw = (node: unknown) => String(node).replaceAll(/[\u00a0\u202f]/g, ' ')
const kinds = { BarChart, StackedBarChart, LineChart }

describe.each(Object.entries(kinds))('%s', (_name, Kind) => {
  const html = draw(<Kind {...chart} />)

  it('says what each column holds, to the pointer and to who hears it', () => {
    expect(html).toContain('<title>octobre &lt;2026&gt;\n2026 : 4 710,00 €\n2025 : 4 300,00 €</title>')
    expect(html).toContain('<title>novembre 2026\n2026 : 3 060,00 €\n2025 : —</title>')
  })

  it('leads from a column to its rows, from the drawing and from the table', () => {
    expect(html.match(/<a [^>]*href="\/recettes\?mois=2026-10"/g)).toHaveLength(2)
    expect(html).toContain('<svg width="100%" height="220" role="group" aria-labelledby="c-title"')
  })

  it('has its title and its story, and the figures in a table behind', () => {
    expect(html).toContain('<title id="c-title">Encaissé</title>')
    expect(html).toContain('De « octobre &lt;2026&gt; » à « novembre 2026 ».')
    expect(html).toContain('2026 : de 3 060,00 € (novembre 2026) à 4 710,00 € (octobre &lt;2026&gt;).')
    expect(html).toMatch(
      /<details[^>]*><summary>Voir les chiffres<\/summary>[\s\S]*<td[^>]*>4 710,00 €<\/td>/,
    )
  })

  it('is one picture to who hears it where nothing in it leads anywhere', () => {
    const plain = columns.map(({ label, values }) => ({ label, values }))
    expect(draw(<Kind {...chart} columns={plain} />)).toContain('role="img"')
  })

  it('says so when there is nothing, or nothing known', () => {
    const none = '<p class="chart-empty">Aucun chiffre à montrer pour l’instant.</p>'
    expect(draw(<Kind {...chart} columns={[]} />)).toBe(none)
    expect(draw(<Kind {...chart} columns={[{ label: 'nov.', values: [null, null] }]} />)).toBe(none)
  })

  it('draws no NaN and no -0 for one value, for zeros, below zero, and for five years', () => {
    const cases = [[[5]], [[0], [0]], [[-3], [2]], Array.from({ length: 60 }, (_, at) => [at - 30])]
    for (const values of cases) {
      const some = values.map((own, at) => ({ label: `S${at}`, values: own }))
      const drawn = draw(<Kind {...chart} series={['A']} unit="number" columns={some} />)
      expect(drawn).not.toMatch(/NaN|Infinity|undefined|[">,\s]-0[%"<\s]/)
    }
  })

  it('refuses a fifth series, which nobody could tell apart', () => {
    expect(() => draw(<Kind {...chart} series={['1', '2', '3', '4', '5']} />)).toThrow(RangeError)
  })
})

describe('bars', () => {
  it('of nothing are not drawn; the year before is a mark', () => {
    const html = draw(<BarChart {...chart} columns={[{ label: 'août', values: [0, 100] }]} />)
    expect(html).not.toMatch(/<rect class="chart-bar" x="[\d.]+%"/)
    expect(html).toMatch(/<line class="chart-mark" x1="46\.1%" x2="53\.9%"/)
  })

  it('bear their values above them, none running through the mark of the year before', () => {
    const html = draw(<BarChart {...chart} valuesShown />)
    expect(html).toMatch(/<text x="25%" y="[\d.]+">4 710 €<\/text>/)
    const near = draw(<BarChart {...chart} columns={[{ label: 'mai', values: [100, 105] }]} valuesShown />)
    const [mark] = /chart-mark" [^>]*y1="([\d.]+)"/.exec(near)?.slice(1).map(Number) ?? []
    const [foot] = /<text x="50%" y="([\d.]+)"/.exec(near)?.slice(1).map(Number) ?? []
    expect(foot).toBeLessThan(mark ?? 0)
  })
})

describe('series', () => {
  it('of a stack have a pattern each but the first', () => {
    const html = draw(<StackedBarChart {...chart} />)
    expect(html).toContain('<pattern id="c-area-2"')
    expect(html.match(/fill="url\(#c-area-2\)"/g)).toHaveLength(2)
  })

  it('of lines have dashes and points of their own', () => {
    const html = draw(<LineChart {...chart} />)
    expect(html).toContain('stroke-dasharray="7 5"')
    expect(html.match(/href="#c-point-2"/g)).toHaveLength(2)
  })
})

it('small multiples share their axis and one legend', () => {
  const html = draw(
    <SmallMultiples
      {...chart}
      kind="bars"
      unit="number"
      groups={[
        { title: 'Cabinet', columns: [{ label: 'nov.', values: [48, 40] }] },
        { title: 'Visio', columns: [{ label: 'nov.', values: [3, 2] }] },
      ]}
    />,
  )
  expect(html.match(/<span>60<\/span><span>40<\/span><span>20<\/span><span>0<\/span>/g)).toHaveLength(2)
  expect(html.match(/class="chart-legend"/g)).toHaveLength(1)
  expect(html).toContain('<title id="c-2-title">Encaissé, Visio</title>')
})

it('a list of bars measures each by the greatest, and leaves out none', () => {
  const items = [
    { label: 'Médecin', value: 15 },
    { label: 'École', value: 3, href: '/s?par=ecole' },
    { label: 'Autre', value: 0 },
  ]
  const html = draw(<BarList label="Adressage" lang="fr" unit="number" items={items} />)
  expect([...html.matchAll(/bar-list-bar" width="([^"]+)"/g)].map(([, width]) => width)).toEqual([
    '100%',
    '20%',
  ])
  expect(html).toContain('<a href="/s?par=ecole">École</a>')
  expect(html).toContain('<b>0</b>')
})
