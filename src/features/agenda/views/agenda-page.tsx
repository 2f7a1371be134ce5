import { formatDate, formatDateRange, formatTime } from '#src/domain/civil-format.ts'
import { weekNumber } from '#src/domain/civil-time.ts'
import type { Lang } from '#src/platform/text.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  AgendaGrid,
  LinkButton,
  Menu,
  PageHeader,
  PracticeLayout,
  SegmentedLinks,
  WithRail,
} from '#src/ui/index.ts'
import { type DayContent, countSessions, fillDays, hourRange, minutesOf, toAgendaDay } from './agenda-days.ts'
import type { AgendaData } from './find-agenda.ts'
import { agendaText } from './text.ts'
import { AgendaRail } from './agenda-rail.tsx'
import { exceptionIdOn } from '#src/features/planning/index.ts'

/** Where an appointment is made from the grid. */
export const CREATE_HREF = '/rendez-vous/nouveau'

export function AgendaPage({ view, data }: { view: View; data: AgendaData }) {
  const { lang } = view
  const t = agendaText[lang]
  const days = fillDays(data.dates, { ...data, zone: view.zone, lang })
  const { startHour, endHour } = hourRange(days)
  const nowMinutes = minutesOf(view.now.toZonedDateTimeISO(view.zone))
  const frame = {
    startHour,
    endHour,
    lang,
    today: view.today,
    nowMinutes,
    selected: data.selected.toString(),
  }
  const title = titleOf(data, lang)
  return (
    <PracticeLayout
      frame={view.frame}
      title={`${t.agenda} · ${title} ${data.selected.year}`}
      width="full"
      printLandscape={data.view === 'week'}
      floatingAction={{
        href: `/rendez-vous/nouveau?date=${data.selected.toString()}`,
        label: t.newAppointment,
      }}
    >
      <PageHeader
        title={title}
        titleExtra={String((data.dates.at(-1) ?? data.selected).year)}
        subtitle={summaryOf(data, days, lang)}
        actions={
          <AgendaActions
            view={view}
            shown={data.view}
            selected={data.selected}
            exceptionId={exceptionIdOn(data.planning, data.selected)}
          />
        }
      />
      <WithRail
        rail={<AgendaRail view={view} data={data} day={days.find((day) => day.date.equals(data.selected))} />}
      >
        <AgendaGrid
          label={data.view === 'week' ? t.weekOf(title) : title}
          startHour={startHour}
          endHour={endHour}
          hourLabels={Array.from({ length: endHour - startHour }, (_, hour) =>
            formatTime({ hour: startHour + hour, minute: 0 }, lang),
          )}
          days={days.map((day) => toAgendaDay(day, frame))}
          nowLabel={t.now}
          moves={{ createHref: CREATE_HREF, frame: view.frame, text: t.moves }}
        />
      </WithRail>
    </PracticeLayout>
  )
}

type Shown = 'day' | 'week' | 'month' | 'list'

const VUE: Readonly<Record<Shown, string>> = {
  day: 'jour',
  week: 'semaine',
  month: 'mois',
  list: 'liste',
}

/** How far one looks before and after, and what that is called. */
function steps(t: (typeof agendaText)[Lang]) {
  return {
    day: { step: { days: 1 }, before: t.previousDay, after: t.nextDay },
    week: { step: { days: 7 }, before: t.previousWeek, after: t.nextWeek },
    month: { step: { months: 1 }, before: t.previousMonth, after: t.nextMonth },
    list: { step: { days: 28 }, before: t.previousWeeks, after: t.nextWeeks },
  }
}

/** Before, today, after; the ways to look; a new appointment. */
export function AgendaActions({
  view,
  shown,
  selected,
  exceptionId,
}: {
  view: View
  shown: Shown
  selected: Temporal.PlainDate
  /** What gives the day selected hours of its own, if anything does. */
  exceptionId?: string | undefined
}) {
  const t = agendaText[view.lang]
  const { step, before, after } = steps(t)[shown]
  const link = (vue: Shown, date: Temporal.PlainDate): string =>
    `/agenda?vue=${VUE[vue]}&date=${date.toString()}`
  return (
    <>
      <SegmentedLinks
        label={t.moveThrough}
        links={[
          {
            href: link(shown, selected.subtract(step)),
            label: before,
            icon: 'chevron-left',
            labelHidden: true,
          },
          { href: link(shown, view.today), label: t.today },
          {
            href: link(shown, selected.add(step)),
            label: after,
            icon: 'chevron-right',
            labelHidden: true,
          },
        ]}
      />
      <SegmentedLinks
        label={t.views}
        links={[
          { href: link('day', selected), label: t.day, current: shown === 'day' },
          { href: link('week', selected), label: t.week, current: shown === 'week' },
          { href: link('month', selected), label: t.month, current: shown === 'month' },
          { href: link('list', selected), label: t.list, current: shown === 'list' },
        ]}
      />
      <Menu
        frame={view.frame}
        items={[
          { label: t.find, href: '/rendez-vous', icon: 'search' },
          { label: t.daySheet, href: `/agenda/feuille?date=${selected.toString()}`, icon: 'printer' },
          {
            label: t.hoursOf(formatDate(selected, 'short', view.lang)),
            href: `/horaires/exceptions/${exceptionId ?? `nouvelle?date=${selected.toString()}`}`,
            icon: 'clock',
          },
          {
            label: t.noteTimeOff,
            href: `/absences/nouvelle?date=${selected.toString()}`,
            icon: 'calendar-x',
          },
          { label: t.calendarLink, href: '/parametres/calendrier', icon: 'link' },
          { label: t.importLink, href: '/agenda/import', icon: 'upload' },
        ]}
      />
      <LinkButton
        href={`/rendez-vous/nouveau?date=${selected.toString()}`}
        variant="primary"
        icon="plus"
        dialog
        desktopOnly
      >
        {t.newAppointment}
      </LinkButton>
    </>
  )
}

/** `17 – 22 novembre`, the year apart; across two years it stays where it belongs. */
function titleOf(data: AgendaData, lang: View['lang']): string {
  const first = data.dates[0] ?? data.selected
  const last = data.dates.at(-1) ?? data.selected
  if (data.view === 'day') return formatDate(data.selected, 'weekday', lang)
  return formatDateRange(first, last, lang).replace(new RegExp(` ${last.year}$`), '')
}

function summaryOf(data: AgendaData, days: readonly DayContent[], lang: View['lang']): string {
  const t = agendaText[lang]
  const sessions = days.reduce((total, day) => total + countSessions(day), 0)
  const parts = [t.weekNumber(weekNumber(data.selected)), sessions > 0 ? t.sessions(sessions) : t.noSession]
  const timesOff = data.planning.timeOff.length
  if (timesOff > 0) parts.push(t.timesOff(timesOff))
  // On a phone the head of a day has no room for its holiday.
  const notes = days.find((day) => day.date.equals(data.selected))?.notes ?? []
  return [...parts, ...notes].join(' · ')
}
