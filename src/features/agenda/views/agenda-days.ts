import { formatDate, formatTime, shortWeekdayName } from '#src/domain/civil-format.ts'
import { openingsOn } from '#src/domain/opening-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Lang } from '#src/platform/text.ts'
import type { AgendaDay, AgendaEvent, AgendaHatch } from '#src/ui/index.ts'
import { type DayStretch, assignLanes, stretchesWithout } from './lanes.ts'
import { mayChange } from '../appointments/status.ts'
import { agendaText } from './text.ts'
import type { GridRow } from './week-query.ts'
import { statusText } from '../appointments/status-text.ts'
import {
  closedBy,
  colourOf,
  dayNotes,
  type Planning,
  type TimeOffOccurrence,
} from '#src/features/planning/index.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

export interface PlacedRow extends GridRow, DayStretch {}

export interface TimeOffOfDay extends DayStretch {
  id: string
  label: string
}

/** A civil day of the grid with what stands in it, in minutes from midnight on the wall clock. */
export interface DayContent {
  date: Temporal.PlainDate
  iso: string
  rows: PlacedRow[]
  timeOff: TimeOffOfDay[]
  openings: readonly DayStretch[]
  /** A holiday, why the hours are exceptional. */
  notes: readonly string[]
  /** What closes the practice all day: a holiday, an exceptional day. */
  closedBy: string | undefined
}

export interface GridSource {
  rows: readonly GridRow[]
  planning: Planning
  zone: string
  lang: Lang
}

/** Sorts what was read into civil days. */
export function fillDays(dates: readonly Temporal.PlainDate[], source: GridSource): DayContent[] {
  const days = dates.map((date): DayContent => ({
    date,
    iso: date.toString(),
    rows: [],
    timeOff: [],
    openings: openingsOn(source.planning.plan, dayNumber(date)),
    notes: dayNotes(source.planning, dayNumber(date), source.lang),
    closedBy: closedBy(source.planning, dayNumber(date), source.lang),
  }))
  const byDate = new Map(days.map((day) => [day.iso, day]))
  for (const row of source.rows) {
    const { date, start, end } = wallOf(row, source.zone)
    byDate.get(date)?.rows.push({ ...row, start, end })
  }
  for (const off of source.planning.timeOff) addTimeOff(days, off, source)
  return days
}

/** The wall clock agreed is the one shown; another zone's is told in the practice's. */
function wallOf(row: GridRow, zone: string): { date: string } & DayStretch {
  if (row.zone !== zone) {
    const wall = Temporal.Instant.fromEpochMilliseconds(row.startsAtSeconds * 1000).toZonedDateTimeISO(zone)
    const start = minutesOf(wall)
    return { date: wall.toPlainDate().toString(), start, end: start + row.durationMinutes }
  }
  const start = Number(row.time.slice(0, 2)) * 60 + Number(row.time.slice(3, 5))
  return { date: row.date, start, end: start + row.durationMinutes }
}

function addTimeOff(days: readonly DayContent[], off: TimeOffOccurrence, { zone, lang }: GridSource): void {
  const [first, last] = [wallAt(off.start, zone), wallAt(off.end, zone)]
  const kinds = agendaText[lang].kinds
  const label = off.label || (kinds[off.kind as keyof typeof kinds] ?? off.kind)
  for (const day of days) {
    const since = day.date.toPlainDateTime()
    const start = Math.max(0, Math.round(since.until(first, { largestUnit: 'hours' }).total('minutes')))
    const end = Math.min(1440, Math.round(since.until(last, { largestUnit: 'hours' }).total('minutes')))
    if (start < end) day.timeOff.push({ id: off.id, label, start, end })
  }
}

function wallAt(milliseconds: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone).toPlainDateTime()
}

const DEFAULT_HOURS = { start: 8, end: 20 }
const LEAST_HOURS = 9

/** The hours on show: opening hours and whatever lies outside them, nine at least. */
export function hourRange(days: readonly DayContent[]): { startHour: number; endHour: number } {
  const stretches = days.flatMap((day) => [...day.openings, ...day.rows])
  const partial = days.flatMap((day) => day.timeOff).filter((off) => off.start > 0 && off.end < 1440)
  const all = [...stretches, ...partial]
  if (stretches.length === 0) return { startHour: DEFAULT_HOURS.start, endHour: DEFAULT_HOURS.end }
  const startHour = Math.floor(Math.min(...all.map((one) => one.start)) / 60)
  const endHour = Math.min(24, Math.ceil(Math.max(...all.map((one) => one.end)) / 60))
  const missing = Math.max(0, LEAST_HOURS - (endHour - startHour))
  const later = Math.min(missing, 24 - endHour)
  return { startHour: startHour - (missing - later), endHour: endHour + later }
}

export interface GridFrame {
  startHour: number
  endHour: number
  lang: Lang
  today: Temporal.PlainDate
  /** Wall-clock minutes of now. */
  nowMinutes: number
  selected: string
}

/** A day as the grid component takes it. */
export function toAgendaDay(day: DayContent, frame: GridFrame): AgendaDay {
  const { date, iso } = day
  const t = agendaText[frame.lang]
  const isToday = date.equals(frame.today)
  const sessions = countSessions(day)
  const nowRow = Math.round((frame.nowMinutes - frame.startHour * 60) / 5)
  const isNowShown = isToday && nowRow >= 0 && nowRow <= (frame.endHour - frame.startHour) * 12
  return {
    date: iso,
    name: shortWeekdayName(date.dayOfWeek, frame.lang).replace('.', ''),
    number: String(date.day),
    label: formatDate(date, 'weekday', frame.lang),
    href: `/agenda?vue=jour&date=${iso}`,
    isToday,
    isSelected: iso === frame.selected,
    summary: sessions > 0 ? t.sessions(sessions) : undefined,
    note: day.notes.length > 0 ? day.notes.join(' · ') : undefined,
    events: eventsOf(day, frame),
    hatches: hatchesOf(day, frame),
    ...(isNowShown ? { nowRow } : {}),
  }
}

export function countSessions(day: DayContent): number {
  return day.rows.filter((row) => STATUS_FACTS[row.status].counted).length
}

/** What was cancelled explains a gap; where something else stands now it would only be in the way. */
function shownRows(day: DayContent): PlacedRow[] {
  const live = day.rows.filter((row) => STATUS_FACTS[row.status].takesTime)
  return day.rows.filter(
    (row) =>
      STATUS_FACTS[row.status].takesTime || !live.some((one) => one.start < row.end && row.start < one.end),
  )
}

function eventsOf(day: DayContent, { startHour, lang }: GridFrame): AgendaEvent[] {
  const rows = shownRows(day)
  const lanes = assignLanes(rows)
  const origin = startHour * 60
  return rows.map((row, index): AgendaEvent => {
    const rowStart = Math.round((row.start - origin) / 5)
    const { lane, lanes: laneCount } = lanes[index] ?? { lane: 0, lanes: 1 }
    return {
      href: `/rendez-vous/${row.id}`,
      title: row.names ?? '',
      timeLabel: timeLabel(row, lang),
      detail: row.typeName,
      colour: colourOf(row.colour),
      rowStart,
      rows: Math.max(1, Math.round((row.end - origin) / 5) - rowStart),
      lane,
      lanes: laneCount,
      icons: iconsOf(row, lang),
      state: stateOf(row),
      ...(mayChange(row.status, 'move')
        ? { move: `${row.version} ${row.start} ${row.durationMinutes}` }
        : {}),
    }
  })
}

type Icons = NonNullable<AgendaEvent['icons']>

function iconsOf(row: GridRow, lang: Lang): Icons | undefined {
  const [t, statuses] = [agendaText[lang], statusText[lang]]
  const icons: Icons[number][] = []
  if (row.video) icons.push({ name: 'video', label: t.video })
  if (row.repeats) icons.push({ name: 'repeat', label: t.repeats })
  if (row.money) icons.push({ name: 'euro', label: t[row.money], toDo: true })
  if (row.status === 'arrived') icons.push({ name: 'user-check', label: statuses.arrived })
  if (row.status === 'noShow') icons.push({ name: 'user-x', label: statuses.noShow })
  return icons.length > 0 ? icons : undefined
}

function stateOf({ status }: GridRow): AgendaEvent['state'] {
  return STATUS_FACTS[status].look
}

/** Shorter bits of closed time between two appointments say nothing. */
const LEAST_CLOSED = 25

/** Time off, and the closed hours that it leaves. */
function hatchesOf(day: DayContent, frame: GridFrame): AgendaHatch[] {
  const t = agendaText[frame.lang]
  const shown = { start: frame.startHour * 60, end: frame.endHour * 60 }
  const off = day.timeOff.flatMap((one) => {
    const clipped = { start: Math.max(one.start, shown.start), end: Math.min(one.end, shown.end) }
    if (clipped.start >= clipped.end) return []
    const wholeDay = one.start === 0 && one.end === 1440
    const label = wholeDay ? {} : { timeLabel: timeLabel(one, frame.lang) }
    return [{ title: one.label, href: `/absences/${one.id}`, ...label, ...rowsOf(clipped, frame) }]
  })
  const closed = stretchesWithout(shown, [...day.openings, ...day.timeOff, ...day.rows])
    .filter(
      (stretch) =>
        (day.openings.length > 0 || day.closedBy !== undefined) &&
        stretch.end - stretch.start >= LEAST_CLOSED,
    )
    .map((stretch) => {
      const between =
        day.openings.some((one) => one.end <= stretch.start) &&
        day.openings.some((one) => one.start >= stretch.end)
      const title = day.closedBy ?? (between ? t.pause : t.closed)
      const label = day.closedBy === undefined ? { timeLabel: timeLabel(stretch, frame.lang) } : {}
      return { title, ...label, ...rowsOf(stretch, frame) }
    })
  return [...off, ...closed]
}

function rowsOf({ start, end }: DayStretch, { startHour }: GridFrame): { rowStart: number; rows: number } {
  const rowStart = Math.round((start - startHour * 60) / 5)
  return { rowStart, rows: Math.max(1, Math.round((end - startHour * 60) / 5) - rowStart) }
}

export function timeLabel({ start, end }: DayStretch, lang: Lang): string {
  return `${clock(start, lang)} – ${clock(end, lang)}`
}

export function clock(minutes: number, lang: Lang): string {
  return formatTime({ hour: Math.floor(minutes / 60) % 24, minute: minutes % 60 }, lang)
}

export function minutesOf(time: { hour: number; minute: number }): number {
  return time.hour * 60 + time.minute
}
