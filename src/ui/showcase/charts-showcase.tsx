import { Card, CardGrid, Stack } from '../card.tsx'
import { BarChart, BarLegend } from '../chart/bar-chart.tsx'
import { BarList } from '../chart/bar-list.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { SmallMultiples } from '../chart/small-multiples.tsx'
import { StackedBarChart } from '../chart/stacked-bar-chart.tsx'
import type { Frame, Lang } from '../frame.ts'
import { PageHeader } from '../page-header.tsx'
import { PracticeLayout } from '../practice-layout.tsx'
import { OddCharts } from './odd-charts.tsx'
import { sampleFrame } from './sample-frame.ts'
import { sampleMonths, wave } from './sample-figures.ts'

/** Every kind of chart, and each with figures that are hard to draw. */
export function ChartsShowcase({ frame = sampleFrame }: { frame?: Frame | undefined }) {
  const { lang } = frame
  return (
    <PracticeLayout frame={frame} title="Graphiques">
      <PageHeader
        title="Graphiques"
        subtitle="Chaque barre mène à ses lignes ; les chiffres sont dessous."
        back={{ href: '/styles', label: 'Styles' }}
      />
      <Stack>
        <ThreeFigures lang={lang} />
        <Card title="Encaissé" aside="41 150,00 €">
          <BarChart
            id="received"
            lang={lang}
            title="Encaissé"
            columnHeading="Mois"
            unit="euros"
            series={['2026', '2025']}
            columns={sampleMonths(lang, 11, (month) => [
              wave(month, 260000, 471000),
              wave(month + 1, 260000, 430000),
            ])}
            valuesShown
          />
        </Card>
        <CardGrid columns={2}>
          <Card title="Séances par type">
            <StackedBarChart
              id="by-type"
              size="half"
              lang={lang}
              title="Séances par type"
              columnHeading="Mois"
              unit="number"
              series={['Suivi', 'Premier entretien', 'Enfant', 'Couple']}
              columns={sampleMonths(lang, 12, (month) => [
                wave(month, 30, 46),
                wave(month + 3, 4, 9),
                wave(month + 5, 6, 14),
                wave(month + 7, 3, 8),
              ])}
            />
          </Card>
          <Card title="Non-venues et annulations tardives">
            <LineChart
              id="missed"
              size="half"
              lang={lang}
              title="Non-venues et annulations tardives"
              columnHeading="Mois"
              unit="percent"
              series={['Non-venues', 'Annulations tardives', 'Excusées', 'Par le cabinet']}
              columns={sampleMonths(lang, 12, (month) => [
                wave(month, 20, 58) / 10,
                wave(month + 2, 30, 74) / 10,
                month % 12 === 6 ? null : wave(month + 4, 10, 30) / 10,
                wave(month + 7, 2, 20) / 10,
              ])}
            />
          </Card>
        </CardGrid>
        <Card title="Séances, par lieu">
          <SmallMultiples
            id="by-place"
            kind="bars"
            lang={lang}
            title="Séances"
            columnHeading="Mois"
            unit="number"
            series={['2026', '2025']}
            groups={['Cabinet', 'Visio', 'À domicile'].map((title, group) => ({
              title,
              columns: sampleMonths(lang, 11, (month) => [
                wave(month + group, 30, 48) >> group,
                wave(month + group + 2, 30, 48) >> group,
              ]),
            }))}
          />
        </Card>
        <CardGrid columns={3}>
          <Card title="Âges" aside="50 fiches">
            <BarList label="Âges" lang={lang} unit="number" items={ages} />
          </Card>
          <Card title="Adressage" aside="38 personnes">
            <BarList label="Adressage" lang={lang} unit="number" items={referrals} />
          </Card>
        </CardGrid>
        <OddCharts lang={lang} />
      </Stack>
    </PracticeLayout>
  )
}

function ThreeFigures({ lang }: { lang: Lang }) {
  const figures = [
    { title: 'Séances honorées', aside: '+7 % · 636 en 2025', unit: 'number', low: 40, high: 74 },
    { title: 'Nouvelles personnes', aside: '32 en 2025', unit: 'number', low: 0, high: 7 },
    { title: 'Facturé', aside: '+8 % · 38 880 € en 2025', unit: 'euros', low: 310000, high: 480000 },
  ] as const
  return (
    <>
      <BarLegend series={['2026', '2025']} />
      <CardGrid columns={3}>
        {figures.map(({ title, aside, unit, low, high }, index) => (
          <Card title={title} aside={aside}>
            <BarChart
              id={`figure-${index}`}
              lang={lang}
              title={title}
              columnHeading="Mois"
              unit={unit}
              series={['2026', '2025']}
              columns={sampleMonths(lang, 11, (month) => [
                wave(month, low, high),
                wave(month + 2, low, high),
              ]).map((column) => ({ ...column, label: column.label.charAt(0).toUpperCase() }))}
              size="small"
              legendElsewhere
            />
          </Card>
        ))}
      </CardGrid>
    </>
  )
}

const ages = [
  { label: 'moins de 12 ans', value: 8, href: '#a' },
  { label: '12 à 17', value: 6, href: '#b' },
  { label: '18 à 29', value: 11, href: '#c' },
  { label: '30 à 44', value: 14, href: '#d' },
  { label: '45 à 64', value: 8, href: '#e' },
  { label: '65 et plus', value: 0, href: '#f' },
]

const referrals = [
  { label: 'Médecin traitant', value: 15 },
  {
    label: 'Centre médico-psychologique de l’enfant et de l’adolescent du secteur Lyon-Presqu’île',
    value: 11,
  },
  { label: 'Page de réservation', value: 7 },
  { label: 'Non précisé', value: 2 },
]
