import { z } from 'zod'
import { type HoursProblem, parseHours } from '#src/domain/opening-text.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { type ClockSpan } from '#src/domain/wall-clock.ts'
import { optionalDate, optionalId, optionalTime, requiredNumber } from '#src/platform/http/fields.ts'

/** One stretch of opening hours as clients read and send it; times are `HH:MM`, dates `YYYY-MM-DD`. */
export type HoursJson = {
  placeId: string | null
  /** 1 Monday to 7 Sunday. */
  weekday: number
  from: string
  to: string
  validFrom: string | null
  validTo: string | null
}

const range = z.object({
  placeId: optionalId.optional(),
  weekday: requiredNumber(1, 7),
  from: optionalTime.optional(),
  to: optionalTime.optional(),
  validFrom: optionalDate.optional(),
  validTo: optionalDate.optional(),
})

/** A whole week. A line without times is no line. Seven days of four ranges at four places fit. */
export const hoursLines = z.array(range).max(120)

const dayText = z.string().max(300).optional()

/** A week as it is typed, a line of text a day: `9h-12h30, 14h-19h`. */
export const typedWeek = {
  day1: dayText,
  day2: dayText,
  day3: dayText,
  day4: dayText,
  day5: dayText,
  day6: dayText,
  day7: dayText,
}
export type TypedWeek = { [Day in keyof typeof typedWeek]?: string | undefined }

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const dayField = (weekday: (typeof WEEKDAYS)[number]) => `day${weekday}` as const

/** Before the names of the fields of a week that holds at one place. */
export const placeWeek = (placeId: string): string => `atPlaces.${placeId}.`

export type PlanningProblem = HoursProblem | 'incomplete' | 'required' | 'skipped' | 'tooLong' | 'farDate'
/** Hours, dates or names that cannot be, each at its field. */
export type HoursRefused = Refused<'hours', { problems: { field: string; problem: PlanningProblem }[] }>

export function refuseHours(field: string, problem: PlanningProblem): HoursRefused {
  return { refused: 'hours', problems: [{ field, problem }] }
}

/** The lines that mean something, or the first that cannot be. */
export function readLines(lines: z.output<typeof hoursLines>): { hours: HoursJson[] } | HoursRefused {
  const hours: HoursJson[] = []
  for (const [line, one] of lines.entries()) {
    const refuse = (end: 'from' | 'to', problem: PlanningProblem) =>
      refuseHours(`hours.${line}.${end}`, problem)
    if (!one.from && !one.to) continue
    if (!one.from || !one.to) return refuse('to', 'incomplete')
    const next: HoursJson = {
      placeId: one.placeId ?? null,
      weekday: one.weekday,
      from: timeText(one.from),
      to: timeText(one.to),
      validFrom: one.validFrom?.toString() ?? null,
      validTo: one.validTo?.toString() ?? null,
    }
    if (next.to <= next.from) return refuse('to', next.to <= '06:00' ? 'over-midnight' : 'reversed')
    if (isReversed(next)) return refuseHours(`hours.${line}.validTo`, 'reversed')
    if (hours.some((other) => clash(other, next))) return refuse('from', 'overlap')
    hours.push(next)
  }
  return { hours }
}

/** A typed week at a place, for the dates it holds; every day that cannot be read is told. */
export function readTypedWeek(
  typed: TypedWeek,
  group: Pick<HoursJson, 'placeId' | 'validFrom' | 'validTo'>,
): { hours: HoursJson[] } | HoursRefused {
  if (isReversed(group)) return refuseHours('validTo', 'reversed')
  const hours: HoursJson[] = []
  const problems: HoursRefused['problems'] = []
  for (const weekday of WEEKDAYS) {
    const field = dayField(weekday)
    const read = parseHours(typed[field] ?? '')
    if (isRefused(read)) problems.push({ field, problem: read.problem })
    else hours.push(...read.hours.map((span) => ({ ...group, weekday, ...clockTexts(span) })))
  }
  return problems.length > 0 ? { refused: 'hours', problems } : { hours }
}

/** Whether two stretches of the same place share a moment of the same day. */
export function clash(a: HoursJson, b: HoursJson): boolean {
  if (a.weekday !== b.weekday || a.placeId !== b.placeId) return false
  return a.from < b.to && b.from < a.to && shareDay(a, b)
}

function shareDay(a: HoursJson, b: HoursJson): boolean {
  const isBefore = (last: string | null, first: string | null): boolean =>
    last !== null && first !== null && last < first
  return !isBefore(a.validTo, b.validFrom) && !isBefore(b.validTo, a.validFrom)
}

function isReversed({ validFrom, validTo }: Pick<HoursJson, 'validFrom' | 'validTo'>): boolean {
  return validFrom !== null && validTo !== null && validTo < validFrom
}

export function clockTexts({ start, end }: ClockSpan): { from: string; to: string } {
  return { from: clockText(start), to: clockText(end) }
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export function timeText(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' })
}
