import { type InstantRange, daysRange, startOfWeek } from '#src/domain/civil-time.ts'
import { openingsOn } from '#src/domain/opening-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import { type GridRow, countSessionsByDate, findGridRows } from './week-query.ts'
import { findPlanning, type Planning } from '#src/features/planning/index.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

/** Appointments and planning of a week or a day. */
export interface GridData {
  view: 'week' | 'day'
  zone: string
  /** The day asked for: what a phone shows of the week. */
  selected: Temporal.PlainDate
  dates: Temporal.PlainDate[]
  rows: GridRow[]
  planning: Planning
}

/** The grid with what its page shows beside it. */
export interface AgendaData extends GridData {
  /** Today's rows, wherever the grid stands. */
  todayRows: GridRow[]
  /** Sessions per civil date, over the month and the eight weeks up to the one on show. */
  sessionsByDate: ReadonlyMap<string, number>
}

export const WEEKS_CHARTED = 8

interface Asked {
  view: 'week' | 'day'
  selected: Temporal.PlainDate
}

/** In two statements, given at once: they travel at once. */
export async function findGrid(work: Work, { view, selected }: Asked): Promise<GridData> {
  const { first, last } = boundsOf(view, selected)
  const [rows, planning] = await Promise.all([
    findGridRows(work, daysRange(first, last, work.zone)),
    findPlanning(work, { first, last }),
  ])
  const dates = view === 'week' ? shownDates(first, { selected, rows, planning }) : [selected]
  return { view, zone: work.zone, selected, dates, rows, planning }
}

/** All the agenda shows, in three statements given at once, four when today is not in it. */
export async function findAgenda(work: Work, asked: Asked): Promise<AgendaData> {
  const { view, selected } = asked
  const { zone, today } = work
  const { first, last } = boundsOf(view, selected)
  const showsToday =
    Temporal.PlainDate.compare(first, today) <= 0 && Temporal.PlainDate.compare(today, last) <= 0
  const [grid, sessionsByDate, elsewhere] = await Promise.all([
    findGrid(work, asked),
    countSessionsByDate(work, chartedRange(selected, zone)),
    showsToday ? undefined : findGridRows(work, daysRange(today, today, zone)),
  ])
  const todayRows = elsewhere ?? grid.rows.filter((row) => row.date === today.toString())
  return { ...grid, todayRows, sessionsByDate }
}

function boundsOf(
  view: 'week' | 'day',
  selected: Temporal.PlainDate,
): { first: Temporal.PlainDate; last: Temporal.PlainDate } {
  if (view === 'day') return { first: selected, last: selected }
  const first = startOfWeek(selected)
  return { first, last: first.add({ days: 6 }) }
}

/** Monday to Friday, and the weekend as far as something is there: hours, an appointment, the day asked for. */
function shownDates(
  monday: Temporal.PlainDate,
  data: Pick<AgendaData, 'selected' | 'rows' | 'planning'>,
): Temporal.PlainDate[] {
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => monday.add({ days: offset }))
  const used = (date: Temporal.PlainDate): boolean =>
    date.equals(data.selected) ||
    openingsOn(data.planning.plan, dayNumber(date)).length > 0 ||
    data.rows.some((row) => row.date === date.toString() && STATUS_FACTS[row.status].takesTime)
  const last = days.findLastIndex((date) => used(date))
  return days.slice(0, Math.max(5, last + 1))
}

function chartedRange(selected: Temporal.PlainDate, zone: string): InstantRange {
  const monday = startOfWeek(selected)
  const monthStart = selected.with({ day: 1 })
  const chartStart = monday.subtract({ weeks: WEEKS_CHARTED - 1 })
  const monthEnd = monthStart.add({ months: 1 }).subtract({ days: 1 })
  const sunday = monday.add({ days: 6 })
  const earlier = Temporal.PlainDate.compare(monthStart, chartStart) < 0 ? monthStart : chartStart
  const later = Temporal.PlainDate.compare(monthEnd, sunday) > 0 ? monthEnd : sunday
  return daysRange(earlier, later, zone)
}
