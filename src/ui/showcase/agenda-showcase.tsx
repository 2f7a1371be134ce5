import { AgendaGrid } from '../agenda-grid.tsx'
import { BarChart } from '../chart/bar-chart.tsx'
import { LinkButton, SegmentedLinks } from '../button.tsx'
import { Card, WithRail } from '../card.tsx'
import type { Frame } from '../frame.ts'
import { List } from '../list.tsx'
import { MiniCalendar } from '../mini-calendar.tsx'
import { PageHeader } from '../page-header.tsx'
import { PracticeLayout } from '../practice-layout.tsx'
import { range } from '../range.ts'
import { endHour, sampleWeek, startHour } from './sample-week.ts'

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']

/** The week page with invented patients, to look at beside the drawing. */
export function AgendaShowcase({ frame }: { frame: Frame }) {
  return (
    <PracticeLayout frame={frame} title="Agenda" width="full" printLandscape>
      <PageHeader
        title="17 – 22 novembre"
        titleExtra="2025"
        subtitle="Semaine 47 · 61 séances · 10 indisponibilités"
        actions={<Actions />}
      />
      <WithRail rail={<Rail />}>
        <AgendaGrid
          label="Semaine du 17 au 22 novembre 2025"
          startHour={startHour}
          endHour={endHour}
          hourLabels={range(endHour - startHour).map((hour) => `${startHour + hour} h`)}
          days={sampleWeek}
          nowLabel="maintenant"
          moves={{
            createHref: '/styles/formulaire',
            frame,
            text: {
              undo: 'Annuler',
              undone: 'Revenu à sa place.',
              unreachable: 'Pas de connexion.',
              close: 'Fermer',
            },
          }}
        />
      </WithRail>
    </PracticeLayout>
  )
}

function Actions() {
  return (
    <>
      <SegmentedLinks
        label="Semaine"
        links={[
          { href: '#1', label: 'Semaine précédente', icon: 'chevron-left', labelHidden: true },
          { href: '#2', label: 'Aujourd’hui' },
          { href: '#3', label: 'Semaine suivante', icon: 'chevron-right', labelHidden: true },
        ]}
      />
      <SegmentedLinks
        label="Vue"
        links={[
          { href: '#4', label: 'Jour' },
          { href: '#5', label: 'Semaine', current: true },
          { href: '#6', label: 'Mois' },
          { href: '#7', label: 'Liste' },
        ]}
      />
      <LinkButton href="/styles/formulaire" variant="primary" icon="plus" dialog desktopOnly>
        Nouveau rendez-vous
      </LinkButton>
    </>
  )
}

function Rail() {
  return (
    <>
      <Card>
        <MiniCalendar
          lang="fr"
          title="Novembre 2025"
          weekdays={weekdays.map((long) => ({ long, short: long.charAt(0).toUpperCase() }))}
          weeks={range(5).map((week) => ({
            isCurrent: week === 3,
            days: range(7).map((day) => monthDay(week * 7 + day - 4)),
          }))}
          previousHref="#oct"
          nextHref="#dec"
        />
      </Card>
      <Card title="À venir aujourd’hui">
        <List
          items={[
            {
              title: 'Nathan Guérin',
              detail: 'Premier entretien · cabinet',
              aside: '11 h 30',
              colour: 'ochre',
              actions: (
                <LinkButton href="#file" size="small" variant="quiet">
                  Ouvrir la fiche
                </LinkButton>
              ),
            },
            {
              title: 'Inès Bernard',
              detail: 'Téléconsultation · visio',
              aside: '13 h 30',
              colour: 'ocean',
              href: '#a',
            },
            {
              title: 'Paul Laurent',
              detail: 'Suivi · cabinet',
              aside: '14 h 30',
              colour: 'sage',
              href: '#b',
            },
            {
              title: 'Léna François',
              detail: 'Couple · cabinet',
              aside: '15 h 30',
              colour: 'plum',
              href: '#c',
            },
          ]}
        />
      </Card>
      <Card title="Jeudi 20 novembre" aside="2 rendez-vous">
        <List
          items={[
            { times: ['9 h', '9 h 45'], title: 'Jade Robert', detail: 'Enfant', colour: 'rose', href: '#d' },
            {
              times: ['13 h 40', '14 h 25'],
              title: 'Noé Martin',
              detail: 'Premier entretien · Cabinet',
              colour: 'ochre',
              href: '#e',
            },
          ]}
        />
      </Card>
      <Card title="À faire">
        <List
          items={[
            { title: '3 questionnaires reçus', icon: 'file-text', toDo: true, href: '#q' },
            { title: '2 factures en attente', aside: '120 €', icon: 'receipt-text', toDo: true, href: '#f' },
            { title: '1 demande de rendez-vous', icon: 'calendar-plus', toDo: true, href: '#r' },
          ]}
        />
      </Card>
      <Card title="Séances par semaine" aside="48">
        <BarChart
          id="sessions-per-week"
          lang="fr"
          title="Séances"
          columnHeading="Semaine"
          unit="number"
          series={['Séances']}
          columns={[38, 41, 37, 45, 28, 47, 45, 48].map((value, index) => ({
            label: `S${40 + index}`,
            values: [value],
            isCurrent: index === 7,
          }))}
          size="small"
        />
      </Card>
    </>
  )
}

function monthDay(number: number) {
  if (number < 1 || number > 30) return null
  return { number, href: `#d${number}`, label: `${number} novembre`, isToday: number === 19 }
}
