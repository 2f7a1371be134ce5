import { dayNumber } from '#src/domain/wall-clock.ts'
import { type WeeklyWindow, isOpenOn } from '#src/domain/weekly-windows.ts'
import type { Refused } from '#src/domain/refusal.ts'

/** When a patient can come: some hours of a weekday, each week or every second one. Times of the practice's wall. */
export interface AvailabilityInput {
  /** 1 Monday to 7 Sunday. */
  weekday: number
  from: Temporal.PlainTime
  to: Temporal.PlainTime
  everyWeeks: 1 | 2
  /** First and last civil date on which it holds. Every second week counts from the first such weekday. */
  validFrom: Temporal.PlainDate | null
  validTo: Temporal.PlainDate | null
}

export interface Availability extends AvailabilityInput {
  id: string
  version: number
}

export type AvailabilityProblem =
  | 'reversed'
  | 'no-start'
  | 'reversed-dates'
  | 'never'
  | 'overlap'
  | 'too-many'

export type AvailabilityRefused = Refused<
  'availability',
  { field: string; problem: AvailabilityProblem; other?: AvailabilityInput }
>

/** Three a day of the week: more is a slip. */
export const MOST_AVAILABILITIES = 21

/** What is wrong with an availability beside the others of its patient; undefined when it may be saved. */
export function checkAvailability(
  input: AvailabilityInput,
  others: readonly AvailabilityInput[],
): AvailabilityRefused | undefined {
  const { from, to, everyWeeks, validFrom, validTo } = input
  const refuse = (
    field: string,
    problem: AvailabilityProblem,
    other?: AvailabilityInput,
  ): AvailabilityRefused => ({
    refused: 'availability',
    field,
    problem,
    ...(other ? { other } : {}),
  })
  if (Temporal.PlainTime.compare(from, to) >= 0) return refuse('to', 'reversed')
  if (everyWeeks === 2 && !validFrom) return refuse('validFrom', 'no-start')
  if (validFrom && validTo) {
    if (Temporal.PlainDate.compare(validFrom, validTo) > 0) return refuse('validTo', 'reversed-dates')
    const first = dayNumber(validFrom)
    const window = toWindow(input)
    const days = Array.from({ length: 7 }, (_, n) => first + n)
    if (!days.some((day) => isOpenOn(window, day))) return refuse('weekday', 'never')
  }
  if (others.length >= MOST_AVAILABILITIES) return refuse('weekday', 'too-many')
  const other = others.find((one) => overlap(toWindow(input), toWindow(one)))
  return other ? refuse('from', 'overlap', other) : undefined
}

export function toWindow({
  weekday,
  from,
  to,
  everyWeeks,
  validFrom,
  validTo,
}: AvailabilityInput): WeeklyWindow {
  return {
    weekday,
    start: from.hour * 60 + from.minute,
    end: to.hour * 60 + to.minute,
    everyWeeks,
    firstDay: validFrom && dayNumber(validFrom),
    lastDay: validTo && dayNumber(validTo),
  }
}

/** Whether there is a moment that both hold. What repeats every second week at most shows it within two. */
function overlap(a: WeeklyWindow, b: WeeklyWindow): boolean {
  if (a.weekday !== b.weekday || a.start >= b.end || b.start >= a.end) return false
  const last = Math.min(a.lastDay ?? Infinity, b.lastDay ?? Infinity)
  const latestStart = Math.max(a.firstDay ?? -Infinity, b.firstDay ?? -Infinity)
  const first = Number.isFinite(latestStart) ? latestStart : Number.isFinite(last) ? last - 13 : 0
  const days = Array.from({ length: 14 }, (_, n) => first + n)
  return days.some((day) => isOpenOn(a, day) && isOpenOn(b, day))
}
