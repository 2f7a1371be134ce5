import { Card, CardGrid } from '../card.tsx'
import { BarChart } from '../chart/bar-chart.tsx'
import type { ChartColumn } from '../chart/chart-props.ts'
import { LineChart } from '../chart/line-chart.tsx'
import { SmallMultiples } from '../chart/small-multiples.tsx'
import { StackedBarChart } from '../chart/stacked-bar-chart.tsx'
import type { Lang } from '../frame.ts'
import { sampleMonths, wave } from './sample-figures.ts'

/** Figures that are hard to draw: none, one, nothing but zeros, below zero, five years, long names, gaps. */
export function OddCharts({ lang }: { lang: Lang }) {
  const shared = { lang, columnHeading: 'Mois', series: ['Séances'], unit: 'number' as const }
  return (
    <>
      <CardGrid columns={3}>
        <Card title="Aucun chiffre">
          <BarChart {...shared} id="odd-none" title="Aucun chiffre" columns={[]} size="small" />
        </Card>
        <Card title="Un seul">
          <BarChart
            {...shared}
            id="odd-one"
            title="Un seul"
            columns={sampleMonths(lang, 1, () => [3])}
            size="small"
            valuesShown
          />
        </Card>
        <Card title="Que des zéros">
          <BarChart
            {...shared}
            id="odd-zeros"
            title="Que des zéros"
            columns={sampleMonths(lang, 6, () => [0])}
            size="small"
            valuesShown
          />
        </Card>
      </CardGrid>
      <CardGrid columns={2}>
        <Card title="Solde">
          <BarChart
            {...shared}
            id="odd-negative"
            size="half"
            title="Solde"
            unit="euros"
            series={['Solde']}
            columns={sampleMonths(lang, 12, (month) => [wave(month, -90000, 140050)])}
            valuesShown
          />
        </Card>
        <Card title="Entrées et sorties">
          <StackedBarChart
            {...shared}
            id="odd-flows"
            size="half"
            title="Entrées et sorties"
            unit="euros"
            series={['Honoraires', 'Formations', 'Rejets et remboursements']}
            columns={sampleMonths(lang, 12, (month) => [
              wave(month, 260000, 420000),
              wave(month + 3, 0, 120000),
              -wave(month + 5, 0, 60000),
            ])}
          />
        </Card>
        <Card title="Cinq ans">
          <BarChart
            {...shared}
            id="odd-five-years"
            size="half"
            title="Cinq ans"
            columns={sampleMonths(lang, 60, (month) => [wave(month, 30, 74)])}
            valuesShown
          />
        </Card>
        <Card title="Cinq ans, en lignes">
          <LineChart
            {...shared}
            id="odd-lines"
            size="half"
            title="Cinq ans, en lignes"
            series={['Suivi', 'Enfant', 'Couple']}
            columns={sampleMonths(lang, 60, (month) => [
              wave(month, 30, 46),
              wave(month + 3, 9, 18),
              month % 17 < 5 ? null : wave(month + 7, 1, 8),
            ])}
          />
        </Card>
        <Card title="Des noms très longs">
          <BarChart
            {...shared}
            id="odd-names"
            size="half"
            title="Des noms très longs"
            columnHeading="Type"
            columns={longNames}
            valuesShown
          />
        </Card>
        <Card title="Un point, des trous">
          <LineChart
            {...shared}
            id="odd-gaps"
            size="half"
            title="Un point, des trous"
            series={['Total', 'Repère']}
            columns={[7, null, null, 12, 9, null, 5].map((value, index) => ({
              label: `S${index + 40}`,
              values: [value, 8],
            }))}
          />
        </Card>
      </CardGrid>
      <Card title="Par personne, en lignes">
        <SmallMultiples
          {...shared}
          id="odd-multiples"
          kind="lines"
          title="Total"
          series={['Total', 'Repère']}
          groups={[
            'Premier trimestre',
            'Deuxième trimestre',
            'Un titre si long qu’il prend deux lignes de son côté',
          ].map((title, group) => ({
            title,
            columns: sampleMonths(lang, 8, (month) => [wave(month + group, 3, 24), 10]),
          }))}
        />
      </Card>
    </>
  )
}

const longNames: ChartColumn[] = [
  { label: 'Premier entretien avec un enfant et ses deux parents', values: [12], href: '#l1' },
  { label: 'Suivi', values: [148], href: '#l2' },
  { label: 'Psychothérapie-de-couple-à-distance', values: [31], href: '#l3' },
  { label: 'Bilan psychologique et restitution écrite', values: [9], href: '#l4' },
  { label: '李', values: [2], href: '#l5' },
]
