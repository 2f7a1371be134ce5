import { describe, expect, test } from 'vitest'
import { easterSunday, publicHolidayName, publicHolidays, publicHolidaysBetween } from './public-holidays.ts'
import { dateOfDay, dayNumber } from './wall-clock.ts'

const datesOf = (year: number, department: string | null) =>
  publicHolidays(year, department).map((one) => dateOfDay(one.day).toString())
const extra = (year: number, department: string) => {
  const everywhere = new Set(datesOf(year, null))
  return datesOf(year, department).filter((date) => !everywhere.has(date))
}

describe('public holidays', () => {
  test.each([
    [1999, '1999-04-04'],
    [2008, '2008-03-23'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
  ])('Easter of %i is %s', (year, date) => {
    expect(dateOfDay(easterSunday(year)).toString()).toBe(date)
  })

  test('of 2026 are eleven everywhere', () => {
    expect(datesOf(2026, null)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
    expect(datesOf(2026, '69')).toEqual(datesOf(2026, null))
  })

  test('in 2008 the first of May is Ascension too', () => {
    expect(datesOf(2008, null).filter((date) => date === '2008-05-01')).toHaveLength(2)
  })

  test('two more in Alsace and Moselle, and none in Meurthe-et-Moselle', () => {
    for (const code of ['57', '67', '68']) expect(extra(2027, code)).toEqual(['2027-03-26', '2027-12-26'])
    expect(extra(2027, '54')).toEqual([])
  })

  test.each([
    ['971', '05-27'],
    ['972', '05-22'],
    ['973', '06-10'],
    ['974', '12-20'],
    ['976', '04-27'],
    ['977', '10-09'],
    ['978', '05-28'],
  ])('the end of slavery in %s is %s', (code, date) => {
    expect(extra(2026, code)).toEqual([`2026-${date}`])
  })

  test('between two days lie over the turn of the year', () => {
    const range = {
      firstDay: dayNumber({ year: 2026, month: 12, day: 25 }),
      lastDay: dayNumber({ year: 2027, month: 1, day: 1 }),
    }
    const keys = (department: string) => publicHolidaysBetween(range, department).map((one) => one.key)
    expect(keys('75')).toEqual(['christmas', 'newYear'])
    expect(keys('67')).toEqual(['christmas', 'secondChristmas', 'newYear'])
    expect(publicHolidayName('christmas')).toBe('Noël')
    expect(publicHolidayName('christmas', 'en')).toBe('Christmas Day')
  })
})
