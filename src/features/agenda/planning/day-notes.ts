import { publicHolidayName } from '#src/domain/public-holidays.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Closing, Planning } from './planning.ts'
import { schoolHolidayName } from './school-holidays.ts'
import type { PublicHolidayKey } from '#src/domain/public-holidays.ts'
import type { SchoolHolidayKey } from './school-calendar.ts'

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
