import type { ChartColumn } from '../chart/chart-props.ts'
import { monthName, shortMonthName } from '#src/domain/civil-format.ts'
import type { Lang } from '../frame.ts'

/** `count` months, the last of them November 2026, with values that go up and down as a practice's do. */
export function sampleMonths(
  lang: Lang,
  count: number,
  valuesOf: (month: number) => ChartColumn['values'],
): ChartColumn[] {
  const november = Temporal.PlainYearMonth.from('2026-11')
  return Array.from({ length: count }, (_, index) => {
    const month = november.subtract({ months: count - 1 - index })
    const short = shortMonthName(month.month, lang)
    return {
      label: count > 12 ? `${short} ${month.year}` : short,
      fullLabel: `${monthName(month.month, lang)} ${month.year}`,
      values: valuesOf(month.month + month.year),
      href: `#${month.toString()}`,
      isCurrent: index === count - 1,
    }
  })
}

/** Between `low` and `high`, the same for the same month; August is quiet. */
export function wave(month: number, low: number, high: number): number {
  const part = (Math.sin(month * 2.399) + 1) / 2
  const quiet = month % 12 === 6 ? 0.25 : 1
  return Math.round((low + (high - low) * part) * quiet)
}
