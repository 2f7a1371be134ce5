import type { Span } from '#src/domain/interval.ts'
import { readStoredRule } from '#src/domain/recurrence-repeat.ts'
import { daysOfRule } from '#src/domain/recurrence-days.ts'
import { type DayRange, type WallClock, dayNumber } from '#src/domain/wall-clock.ts'

/** Time off as it is stored, in numbers: moments in milliseconds, dates in days since 1970-01-01. */
export interface StoredTimeOff {
  id: string
  kind: string
  label: string
  start: number
  end: number
  /** First and last whole day; null for a part of a day. */
  firstDay: number | null
  lastDay: number | null
  /** RFC 5545; null for what happens once. */
  rule: string | null
  /** The last day on which it may begin. */
  untilDay: number | null
  /** Days on which it would begin and does not. */
  excludedDays: readonly number[]
}

export interface TimeOffOccurrence extends Span {
  id: string
  kind: string
  label: string
  /** The civil day on which it begins: which one of those that repeat it is. */
  day: number
}

/** What shares a moment with the days of the range, in order of time. */
export function timeOffBetween(
  stored: readonly StoredTimeOff[],
  range: DayRange,
  zone: string,
  clock: WallClock,
): TimeOffOccurrence[] {
  const from = clock.instantOf(range.firstDay, 0)
  const until = clock.instantOf(range.lastDay + 1, 0)
  return stored
    .flatMap((off) => occurrencesOf(off, range, zone, clock))
    .filter((one) => one.start < until && one.end > from)
    .sort((a, b) => a.start - b.start)
}

function occurrencesOf(
  off: StoredTimeOff,
  range: DayRange,
  zone: string,
  clock: WallClock,
): TimeOffOccurrence[] {
  const { id, kind, label } = off
  const first = wallOf(off.start, zone)
  const rule = off.rule === null ? undefined : readStoredRule(off.rule)
  if (!rule) return [{ id, kind, label, day: first.day, start: off.start, end: off.end }]
  const last =
    off.firstDay === null ? wallOf(off.end, zone) : { day: (off.lastDay ?? first.day) + 1, minute: 0 }
  const length = last.day - first.day
  const lastBegin = Math.min(range.lastDay, off.untilDay ?? Infinity)
  return daysOfRule(rule, first.day, { firstDay: range.firstDay - length, lastDay: lastBegin })
    .filter((day) => !off.excludedDays.includes(day))
    .map((day) => ({
      id,
      kind,
      label,
      day,
      start: clock.instantOf(day, first.minute),
      end: clock.instantOf(day + length, last.minute),
    }))
    .filter((one) => one.start < one.end)
}

function wallOf(milliseconds: number, zone: string): { day: number; minute: number } {
  const wall = Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone)
  return { day: dayNumber(wall), minute: wall.hour * 60 + wall.minute }
}
