import { formatDate, monthName, shortWeekdayName, weekdayName } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import { type MonthDay, MonthGrid, PageHeader, PracticeLayout } from '#src/ui/index.ts'
import { type DayContent, clock, countSessions, fillDays } from '../agenda-days.ts'
import { AgendaActions } from '../agenda-page.tsx'
import { agendaText } from '../text.ts'
import type { MonthData } from './find-month.ts'
import { colourOf, exceptionIdOn } from '#src/features/planning/index.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

export function MonthPage({ view, data }: { view: View; data: MonthData }) {
  const { lang } = view
  const t = agendaText[lang]
  const name = monthName(data.selected.month, lang)
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const days = fillDays(data.dates, { ...data, zone: view.zone, lang })
  const sessions = days
    .filter((day) => day.date.month === data.selected.month)
    .reduce((total, day) => total + countSessions(day), 0)
  return (
    <PracticeLayout
      frame={view.frame}
      title={`${t.agenda} · ${title} ${data.selected.year}`}
      width="full"
      printLandscape
      floatingAction={{
        href: `/rendez-vous/nouveau?date=${data.selected.toString()}`,
        label: t.newAppointment,
      }}
    >
      <PageHeader
        title={title}
        titleExtra={String(data.selected.year)}
        subtitle={sessions > 0 ? t.sessions(sessions) : t.noSession}
        actions={
          <AgendaActions
            view={view}
            shown="month"
            selected={data.selected}
            exceptionId={exceptionIdOn(data.planning, data.selected)}
          />
        }
      />
      <MonthGrid
        label={`${title} ${data.selected.year}`}
        weekdays={WEEKDAYS.map((weekday) => ({
          short: shortWeekdayName(weekday, lang).replace('.', ''),
          long: weekdayName(weekday, lang),
        }))}
        weeks={weeksOf(days.map((day) => toMonthDay(day, view, data.selected)))}
      />
    </PracticeLayout>
  )
}

function toMonthDay(day: DayContent, view: View, selected: Temporal.PlainDate): MonthDay {
  const { date, iso } = day
  const count = countSessions(day)
  return {
    number: String(date.day),
    label: formatDate(date, 'weekday', view.lang),
    href: `/agenda?vue=jour&date=${iso}`,
    isToday: date.equals(view.today),
    isOutside: date.month !== selected.month,
    timeOff: [...new Set([...day.notes, ...day.timeOff.map((off) => off.label)])],
    entries: entriesOf(day, view.lang),
    ...(count > 0 ? { count: String(count) } : {}),
  }
}

function entriesOf(day: DayContent, lang: Lang): MonthDay['entries'] {
  return day.rows
    .filter((row) => STATUS_FACTS[row.status].takesTime)
    .map((row) => ({
      href: `/rendez-vous/${row.id}`,
      time: clock(row.start, lang),
      title: row.names ?? '',
      colour: colourOf(row.colour),
      state: STATUS_FACTS[row.status].look,
    }))
}

function weeksOf(days: readonly MonthDay[]): MonthDay[][] {
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}
