import { daysRange, startOfWeek } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'
import { type GridRow, findGridRows } from '../week-query.ts'
import { findPlanning, type Planning } from '#src/features/planning/index.ts'

export interface MonthData {
  view: 'month'
  zone: string
  selected: Temporal.PlainDate
  /** Whole weeks, from the Monday before the first to the Sunday after the last. */
  dates: Temporal.PlainDate[]
  rows: GridRow[]
  planning: Planning
}

/** The month of a date in two statements, sent together. */
export async function findMonth(work: Work, selected: Temporal.PlainDate): Promise<MonthData> {
  const first = startOfWeek(selected.with({ day: 1 }))
  const last = startOfWeek(selected.with({ day: selected.daysInMonth })).add({ days: 6 })
  const dates: Temporal.PlainDate[] = []
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    dates.push(date)
  }
  const range = daysRange(first, last, work.zone)
  const [rows, planning] = await Promise.all([findGridRows(work, range), findPlanning(work, { first, last })])
  return { view: 'month', zone: work.zone, selected, dates, rows, planning }
}
