import { sql } from '#src/db/sql.ts'
import type { Span } from '#src/domain/interval.ts'
import { type OpeningPlan, type WeeklyHours, openingSpans } from '#src/domain/opening-time.ts'
import { type PublicHoliday, publicHolidaysBetween } from '#src/domain/public-holidays.ts'
import { SCHOOL_ZONES, type SchoolZone, schoolZoneOf } from '#src/domain/school-zone.ts'
import {
  type ClockSpan,
  type DayRange,
  type WallClock,
  dayNumber,
  wallClock,
} from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import { type PlanningRow, type StoredHours, planningColumns } from './planning-sql.ts'
import { type SchoolHoliday, schoolHolidaysBetween } from './school-holidays.ts'
import { type TimeOffOccurrence, timeOffBetween } from '../absences/time-off-occurrences.ts'

export type HolidayChoice = 'hidden' | 'shown' | 'block'

/** What a practice chose for its agenda. */
export interface AgendaChoices {
  publicHolidays: HolidayChoice
  schoolHolidays: HolidayChoice
  /** Null: the zone of its department. */
  schoolZone: SchoolZone | null
  preferTouching: boolean
}

export const DEFAULT_CHOICES: AgendaChoices = {
  publicHolidays: 'block',
  schoolHolidays: 'shown',
  schoolZone: null,
  preferTouching: true,
}

/** When a practice is open, and what keeps it away, in the days of a range. */
export interface Planning {
  range: DayRange
  zone: string
  clock: WallClock
  plan: OpeningPlan
  /** False where the practice told no opening hours: it is never outside of them. */
  hasHours: boolean
  periods: PlanningRow['periods']
  exceptions: PlanningRow['exceptions']
  timeOff: TimeOffOccurrence[]
  choices: AgendaChoices
  /** INSEE code of the practice's department. */
  department: string | null
  /** Where its school holidays are looked up; undefined where there is no such calendar. */
  schoolZone: SchoolZone | undefined
  /** Those of the range, unless they are hidden. */
  publicHolidays: PublicHoliday[]
  schoolHolidays: SchoolHoliday[]
}

/** Reads the planning of the civil dates, both included, in one statement. */
export async function findPlanning(
  work: Work,
  dates: { first: Temporal.PlainDate; last: Temporal.PlainDate },
): Promise<Planning> {
  const range = { firstDay: dayNumber(dates.first), lastDay: dayNumber(dates.last) }
  const { rows } = await sql<PlanningRow>`select ${planningColumns(work, range)}`.execute(work.tx)
  const [row] = rows
  if (!row) throw new Error('a select without from answered nothing')
  return readPlanning(row, range, work.zone)
}

/** Makes a planning of what `planningColumns` selected for the range. */
export function readPlanning(row: PlanningRow, range: DayRange, zone: string): Planning {
  const clock = wallClock(zone, range)
  const choices = readChoices(row.setting)
  const schoolZone = choices.schoolZone ?? schoolZoneOf(row.department)
  const publicHolidays =
    choices.publicHolidays === 'hidden' ? [] : publicHolidaysBetween(range, row.department)
  const schoolHolidays =
    choices.schoolHolidays === 'hidden' || !schoolZone ? [] : schoolHolidaysBetween(schoolZone, range)
  return {
    range,
    zone,
    clock,
    plan: {
      hours: row.hours,
      periods: row.periods,
      exceptions: row.exceptions.map((one) => ({
        ...one,
        hours: one.hours.map((hours) => readStored(hours)),
      })),
      holidays: new Set(choices.publicHolidays === 'block' ? publicHolidays.map((one) => one.day) : []),
      schoolHolidays: choices.schoolHolidays === 'block' ? schoolHolidays : [],
    },
    hasHours: row.hours.some(
      ({ periodId }) => periodId === null || row.periods.some((period) => period.id === periodId),
    ),
    periods: row.periods,
    exceptions: row.exceptions,
    timeOff: timeOffBetween(row.timeOff, range, zone, clock),
    choices,
    department: row.department,
    schoolZone,
    publicHolidays,
    schoolHolidays,
  }
}

/** Open time in days of the planning's range; where the practice told no hours, that of an office. */
export function openSpans(
  { plan, hasHours, clock, range }: Planning,
  placeId?: string | null,
  days: DayRange = range,
): Span[] {
  return openingSpans(hasHours ? plan : { ...plan, hours: OFFICE_HOURS }, days, clock, placeId)
}

/** The exception that gives a day its hours: the one for every place before one at a single place. */
export function exceptionIdOn({ exceptions }: Planning, date: Temporal.PlainDate): string | undefined {
  const ofDay = exceptions.filter((one) => one.day === dayNumber(date))
  return (ofDay.find((one) => one.placeId === null) ?? ofDay[0])?.id
}

/** Why the practice is closed at a time, apart from its hours. */
export interface Closing extends Span {
  problem: 'time-off' | 'public-holiday' | 'school-holidays'
  /** What it is called, where it has a name of its own; holidays are named by their key. */
  label: string
}

/** Time off, and the days that holidays close: not those that a period or an exception opens again. */
export function closingsOf({ plan, timeOff, clock, publicHolidays, schoolHolidays }: Planning): Closing[] {
  const isSpecial = (day: number): boolean => plan.exceptions.some((one) => one.day === day)
  const isPeriod = (day: number): boolean =>
    plan.periods.some((one) => one.firstDay <= day && day <= one.lastDay)
  const wholeDay = (day: number): Span => ({
    start: clock.instantOf(day, 0),
    end: clock.instantOf(day + 1, 0),
  })
  const closings: Closing[] = timeOff.map(({ start, end, label }) => ({
    start,
    end,
    label,
    problem: 'time-off',
  }))
  for (const { day, key } of publicHolidays) {
    if (plan.holidays.has(day) && !isSpecial(day))
      closings.push({ ...wholeDay(day), problem: 'public-holiday', label: key })
  }
  if (plan.schoolHolidays.length === 0) return closings
  for (const { firstDay, lastDay, key } of schoolHolidays) {
    for (let day = firstDay; day <= lastDay; day++) {
      if (!isPeriod(day) && !isSpecial(day))
        closings.push({ ...wholeDay(day), problem: 'school-holidays', label: key })
    }
  }
  return closings
}

function readChoices(setting: PlanningRow['setting']): AgendaChoices {
  if (!setting) return DEFAULT_CHOICES
  const [publicHolidays, schoolHolidays, zone, preferTouching] = setting
  return {
    publicHolidays: readHolidayChoice(publicHolidays),
    schoolHolidays: readHolidayChoice(schoolHolidays),
    schoolZone: SCHOOL_ZONES.find((one) => one === zone) ?? null,
    preferTouching,
  }
}

function readHolidayChoice(text: string): HolidayChoice {
  return text === 'hidden' || text === 'shown' ? text : 'block'
}

export function readStored({ from, to }: StoredHours): ClockSpan {
  return { start: minuteOf(from), end: minuteOf(to) }
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** Where a practice has told no hours, slots are looked for in these. */
const OFFICE_HOURS: readonly WeeklyHours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  placeId: null,
  weekday,
  start: 9 * 60,
  end: 19 * 60,
  firstDay: null,
  lastDay: null,
  periodId: null,
}))
