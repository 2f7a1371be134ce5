import { type HoursRefused, refuseHours } from './week-form.ts'

/** A period longer than a year is a new usual week. */
const LONGEST_DAYS = 366
/** Further away is a slip of the keyboard. */
const YEARS_AHEAD = 10

/** Pure: first and last civil date of a period, both said, in order, not too far. */
export function readDays(
  {
    firstDate,
    lastDate,
  }: { firstDate?: Temporal.PlainDate | undefined; lastDate?: Temporal.PlainDate | undefined },
  { today }: { today: Temporal.PlainDate },
): { firstDate: Temporal.PlainDate; lastDate: Temporal.PlainDate } | HoursRefused {
  if (!firstDate) return refuseHours('firstDate', 'required')
  if (!lastDate) return refuseHours('lastDate', 'required')
  if (Temporal.PlainDate.compare(lastDate, firstDate) < 0) return refuseHours('lastDate', 'reversed')
  if (isFar(firstDate, today)) return refuseHours('firstDate', 'farDate')
  if (firstDate.until(lastDate).days >= LONGEST_DAYS) return refuseHours('lastDate', 'tooLong')
  return { firstDate, lastDate }
}

export function isFar(date: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Math.abs(date.year - today.year) > YEARS_AHEAD
}
