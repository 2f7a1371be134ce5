import { type InstantRange, daysRange, startOfWeek } from '#src/domain/civil-time.ts'
import { openingsOn } from '#src/domain/opening-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import type { Planning } from './planning/planning.ts'
import { type GridRow, findGridRows, findSurroundings } from './week-query.ts'

export interface AgendaData {
  view: 'week' | 'day'
  zone: string
  /** The day asked for: what a phone shows of the week. */
  selected: Temporal.PlainDate
  dates: Temporal.PlainDate[]
  rows: GridRow[]
  planning: Planning
  /** Today's rows, wherever the grid stands. */
  todayRows: GridRow[]
  /** Sessions per civil date, over the month and the eight weeks up to the one on show. */
  sessionsByDate: ReadonlyMap<string, number>
}

export const WEEKS_CHARTED = 8

/** All the agenda shows, in two statements, three when today is not in it. */
export async function findAgenda(
  work: Work,
  { view, selected }: { view: 'week' | 'day'; selected: Temporal.PlainDate },
): Promise<AgendaData> {
  const monday = startOfWeek(selected)
  const [first, last] = view === 'week' ? [monday, monday.add({ days: 6 })] : [selected, selected]
  const range = daysRange(first, last, work.zone)
  // Given at once, they travel at once.
  const [rows, around] = await Promise.all([
    findGridRows(work, range),
    findSurroundings(
      work,
      { firstDay: dayNumber(first), lastDay: dayNumber(last) },
      chartedRange(selected, work.zone),
    ),
  ])
  const shows = (date: Temporal.PlainDate): boolean =>
    Temporal.PlainDate.compare(first, date) <= 0 && Temporal.PlainDate.compare(date, last) <= 0
  const today = work.today.toString()
  const todayRows = shows(work.today)
    ? rows.filter((row) => row.date === today)
    : await findGridRows(work, daysRange(work.today, work.today, work.zone))
  const dates =
    view === 'week' ? shownDates(monday, { selected, rows, planning: around.planning }) : [selected]
  return { view, zone: work.zone, selected, dates, rows, todayRows, ...around }
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
    data.rows.some((row) => row.date === date.toString() && row.status !== 'cancelled')
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
