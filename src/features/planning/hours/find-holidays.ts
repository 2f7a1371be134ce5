import { type PublicHoliday, publicHolidaysBetween } from '#src/domain/public-holidays.ts'
import { type SchoolZone, schoolZoneOf } from '#src/domain/school-zone.ts'
import { type DayRange, dayNumber } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import { type StoredChoices, findChoicesOf } from './agenda-choices.ts'
import { type SchoolHoliday, schoolCalendarRange, schoolHolidaysBetween } from './school-holidays.ts'

/** Holidays of the year to come, whether they are shown or not, and what the practice chose about them. */
export interface Holidays {
  choices: StoredChoices
  publicDays: PublicHoliday[]
  /** The zone that holds, and that of the department. */
  zone: SchoolZone | undefined
  ownZone: SchoolZone | undefined
  school: SchoolHoliday[]
  /** The days for which the zone's calendar is known. */
  known: DayRange | undefined
}

export async function findHolidays(work: Work): Promise<Holidays> {
  const choices = await findChoicesOf(work)
  const today = dayNumber(work.today)
  const year = { firstDay: today, lastDay: today + 365 }
  const ownZone = schoolZoneOf(choices.department)
  const zone = choices.schoolZone ?? ownZone
  return {
    choices,
    publicDays: publicHolidaysBetween(year, choices.department),
    zone,
    ownZone,
    school: zone ? schoolHolidaysBetween(zone, year) : [],
    known: zone && schoolCalendarRange(zone),
  }
}
