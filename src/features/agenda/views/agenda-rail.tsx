import { formatDate, formatIsoDate, formatTime, monthName, weekdayName } from '#src/domain/civil-format.ts'
import { startOfWeek, weekNumber } from '#src/domain/civil-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  BarChart,
  ButtonRow,
  Card,
  LinkButton,
  List,
  type ListItem,
  MiniCalendar,
  Stack,
} from '#src/ui/index.ts'
import { type DayContent, clock, minutesOf } from './agenda-days.ts'
import type { AgendaData } from './find-agenda.ts'
import { WEEKS_CHARTED } from './find-agenda.ts'
import { freeTimes } from './free-times.ts'
import { agendaText } from './text.ts'
import { colourOf } from '#src/features/planning/index.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

interface RailProps {
  view: View
  data: AgendaData
  /** The day asked for, as the grid has it. */
  day: DayContent | undefined
}

/** What matters now, beside the grid. */
export function AgendaRail({ view, data, day }: RailProps) {
  return (
    <>
      <Card>
        <Month view={view} data={data} />
      </Card>
      <Upcoming view={view} data={data} />
      {day ? <FreeTimes view={view} day={day} /> : null}
      <SessionsPerWeek view={view} data={data} />
    </>
  )
}

function Month({ view, data }: { view: View; data: AgendaData }) {
  const { lang, today } = view
  const { selected } = data
  const first = selected.with({ day: 1 })
  const { daysInMonth } = first
  const before = first.dayOfWeek - 1
  const weekCount = Math.ceil((before + daysInMonth) / 7)
  const vue = data.view === 'week' ? 'semaine' : 'jour'
  const href = (isoDate: string): string => `/agenda?vue=${vue}&date=${isoDate}`
  const [todayIso, selectedIso] = [today.toString(), selected.toString()]
  const currentWeek = Math.floor((before + selected.day - 1) / 7)
  const month = monthName(first.month, lang)
  return (
    <MiniCalendar
      lang={lang}
      title={`${month.charAt(0).toUpperCase()}${month.slice(1)} ${first.year}`}
      weekdays={[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
        const long = weekdayName(weekday, lang)
        return { long, short: long.charAt(0).toUpperCase() }
      })}
      weeks={Array.from({ length: weekCount }, (_, week) => {
        return {
          isCurrent: data.view === 'week' && week === currentWeek,
          days: Array.from({ length: 7 }, (__, offset) => {
            const day = week * 7 + offset - before + 1
            if (day < 1 || day > daysInMonth) return null
            const isoDate = formatIsoDate({ year: first.year, month: first.month, day })
            return {
              number: day,
              href: href(isoDate),
              // What is read begins with what is seen: `1`, not `1er`.
              label: `${weekdayName(offset + 1, lang)} ${day} ${month}`,
              isToday: isoDate === todayIso,
              isSelected: data.view === 'day' && isoDate === selectedIso,
              marked: data.sessionsByDate.has(isoDate),
            }
          }),
        }
      })}
      previousHref={href(first.subtract({ months: 1 }).toString())}
      nextHref={href(first.add({ months: 1 }).toString())}
    />
  )
}

const UPCOMING = 5

function Upcoming({ view, data }: { view: View; data: AgendaData }) {
  const t = agendaText[view.lang]
  const now = view.now.epochMilliseconds / 1000
  const waiting = data.todayRows.filter(
    (row) => row.startsAtSeconds + row.durationMinutes * 60 > now && STATUS_FACTS[row.status].open,
  )
  const items = waiting.slice(0, UPCOMING).map((row, index): ListItem => {
    const [hour, minute] = row.time.split(':').map(Number)
    const patientId = row.patientIds?.split(',')[0]
    return {
      title: row.names ?? '',
      href: `/rendez-vous/${row.id}`,
      detail: [row.typeName, row.video ? t.videoPlace : row.placeName?.toLocaleLowerCase(view.lang)]
        .filter(Boolean)
        .join(' · '),
      aside: formatTime({ hour: hour ?? 0, minute: minute ?? 0 }, view.lang),
      colour: colourOf(row.colour),
      actions:
        index === 0 && patientId ? (
          <LinkButton href={`/patients/${patientId}`} size="small" variant="quiet">
            {t.openFile}
          </LinkButton>
        ) : undefined,
    }
  })
  return (
    <Card title={t.upcomingToday}>
      {items.length > 0 ? (
        <List items={items} />
      ) : (
        <Stack>
          <p>{t.nothingUpcoming}</p>
          <ButtonRow>
            <LinkButton
              href={`/rendez-vous/nouveau?date=${formatIsoDate(view.today)}`}
              size="small"
              variant="quiet"
              dialog
            >
              {t.newAppointment}
            </LinkButton>
          </ButtonRow>
        </Stack>
      )}
    </Card>
  )
}

/** Plain links to the form at each free half hour of the day: how one books without scripts or a mouse. */
function FreeTimes({ view, day }: { view: View; day: DayContent }) {
  if (Temporal.PlainDate.compare(day.date, view.today) < 0) return null
  const t = agendaText[view.lang]
  const isToday = day.date.equals(view.today)
  const from = isToday ? minutesOf(view.now.toZonedDateTimeISO(view.zone)) : 0
  const times = freeTimes(day, from)
  const label = formatDate(day.date, 'compact', view.lang)
  return (
    <Card
      title={t.freeSlotsOn(label)}
      aside={
        <LinkButton
          href={`/agenda/creneaux?du=${formatIsoDate(day.date)}`}
          size="small"
          variant="quiet"
          icon="search"
          iconOnly
        >
          {t.moreFreeSlots}
        </LinkButton>
      }
    >
      {times.length === 0 ? (
        <p>{t.noFreeSlot}</p>
      ) : (
        <ButtonRow>
          {times.map((minutes) => (
            <LinkButton href={newAt(day.date, minutes)} size="small" dialog>
              {clock(minutes, view.lang)}
            </LinkButton>
          ))}
        </ButtonRow>
      )}
    </Card>
  )
}

function newAt(date: Temporal.PlainDate, minutes: number): string {
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `/rendez-vous/nouveau?date=${formatIsoDate(date)}&time=${time}`
}

const DAY = 86_400_000

function SessionsPerWeek({ view, data }: { view: View; data: AgendaData }) {
  const t = agendaText[view.lang]
  const first = startOfWeek(data.selected).subtract({ weeks: WEEKS_CHARTED - 1 })
  const firstDay = dayNumber(first)
  const values = Array.from({ length: WEEKS_CHARTED }, () => 0)
  for (const [date, sessions] of data.sessionsByDate) {
    const week = Math.floor((Date.parse(date) / DAY - firstDay) / 7)
    const value = values[week]
    if (value !== undefined) values[week] = value + sessions
  }
  const columns = values.map((value, index) => ({
    label: `S${weekNumber(first.add({ weeks: index }))}`,
    values: [value],
    isCurrent: index === WEEKS_CHARTED - 1,
  }))
  return (
    <Card title={t.sessionsPerWeek} aside={values.at(-1)}>
      <BarChart
        id="sessions-per-week"
        lang={view.lang}
        title={t.sessionsPerWeek}
        columnHeading={t.weekHeading}
        unit="number"
        series={[t.sessionsPerWeek]}
        columns={columns}
        size="small"
      />
    </Card>
  )
}
