import { openingsOn } from '#src/domain/opening-time.ts'
import { type PublicHolidayKey, publicHolidayName } from '#src/domain/public-holidays.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Closing, Planning } from './planning.ts'
import { schoolHolidayName } from './school-holidays.ts'
import type { SchoolHolidayKey } from './school-calendar.ts'
import { planningText } from './text.ts'

/** What is worth knowing of a day in a word or two: a holiday, why its hours are exceptional, school holidays. */
export function dayNotes(planning: Planning, day: number, lang: Lang): string[] {
  const { publicHolidays, schoolHolidays, exceptions } = planning
  return [
    ...publicHolidays.filter((one) => one.day === day).map((one) => publicHolidayName(one.key, lang)),
    ...exceptions.filter((one) => one.day === day && one.label !== '').map((one) => one.label),
    ...schoolHolidays
      .filter((one) => one.firstDay <= day && day <= one.lastDay)
      .map((one) => schoolHolidayName(one.key, lang)),
  ]
}

/** What closes a day on which the practice would be open: a holiday, an exceptional day. */
export function closedBy(planning: Planning, day: number, lang: Lang): string | undefined {
  const { plan, hasHours, exceptions, publicHolidays, schoolHolidays } = planning
  if (!hasHours || openingsOn(plan, day).length > 0) return undefined
  const special = exceptions.find((one) => one.day === day && one.placeId === null)
  if (special) return special.label === '' ? planningText[lang].closed : special.label
  const holiday = plan.holidays.has(day) ? publicHolidays.find((one) => one.day === day) : undefined
  if (holiday) return publicHolidayName(holiday.key, lang)
  const isPeriod = plan.periods.some((one) => one.firstDay <= day && day <= one.lastDay)
  const isClosed = !isPeriod && plan.schoolHolidays.length > 0
  const school = isClosed
    ? schoolHolidays.find((one) => one.firstDay <= day && day <= one.lastDay)
    : undefined
  return school && schoolHolidayName(school.key, lang)
}

/** What a closing is called; '' for time off without a label. */
export function closingName({ problem, label }: Pick<Closing, 'problem' | 'label'>, lang: Lang): string {
  switch (problem) {
    case 'time-off':
      return label
    case 'public-holiday':
      return publicHolidayName(label as PublicHolidayKey, lang)
    case 'school-holidays':
      return schoolHolidayName(label as SchoolHolidayKey, lang)
  }
}
