import type { SchoolZone } from '#src/domain/school-zone.ts'
import { type DayRange, dayNumber } from '#src/domain/wall-clock.ts'
import type { Lang } from '#src/platform/text.ts'
import { planningText } from './text.ts'
import { SCHOOL_CALENDAR, type SchoolHolidayKey } from './school-calendar.ts'

export interface SchoolHoliday extends DayRange {
  key: SchoolHolidayKey
}

const calendars = new Map<SchoolZone, SchoolHoliday[]>()

/** School holidays of a zone that share a day with the range, in order. */
export function schoolHolidaysBetween(zone: SchoolZone, { firstDay, lastDay }: DayRange): SchoolHoliday[] {
  return calendarOf(zone).filter((one) => one.firstDay <= lastDay && firstDay <= one.lastDay)
}

/** The days for which the school holidays of a zone are known. */
export function schoolCalendarRange(zone: SchoolZone): DayRange {
  const { first, last } = SCHOOL_CALENDAR[zone]
  return { firstDay: dayOf(first), lastDay: dayOf(last) }
}

export function schoolHolidayName(key: SchoolHolidayKey, lang: Lang): string {
  return planningText[lang].schoolHolidays[key]
}

function calendarOf(zone: SchoolZone): SchoolHoliday[] {
  const known = calendars.get(zone)
  if (known) return known
  const read = SCHOOL_CALENDAR[zone].holidays
    .trim()
    .split('\n')
    .map((line): SchoolHoliday => {
      const [key = '', first = '', last = ''] = line.trim().split(' ')
      return { key: key as SchoolHolidayKey, firstDay: dayOf(first), lastDay: dayOf(last) }
    })
  calendars.set(zone, read)
  return read
}

function dayOf(iso: string): number {
  return dayNumber(Temporal.PlainDate.from(iso))
}
