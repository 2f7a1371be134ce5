// Needs Temporal, so it belongs to the server.
import type { Span } from './interval.ts'

/** Minutes of the wall clock from midnight, half-open: `[540, 720)` is 9 h to 12 h. At most 1440. */
export type ClockSpan = { readonly start: number; readonly end: number }

/** Civil dates from the first to the last, both included, as days since 1970-01-01. */
export type DayRange = { readonly firstDay: number; readonly lastDay: number }

/**
 * The clock on the wall of a zone during some days. A Temporal conversion costs two microseconds and a month of
 * openings hundreds of them, so the changes of the clock are asked for once; the rest is counted.
 */
export interface WallClock {
  /**
   * The moments at which the wall shows a time of `[start, end)` on that day, in order. One span, but for a
   * stretch that the clocks jump over (none) or go through twice in part (two). At most 1440.
   */
  spansOf(day: number, start: number, end: number): Span[]
  /** RFC 5545 §3.3.5: a skipped time moves forward by the gap, a repeated one is the first. */
  instantOf(day: number, minutes: number): number
  /** `2026-11-24T09:00:00+01:00`. */
  isoOf(epochMilliseconds: number): string
}

const MINUTE = 60_000
const DAY = 86_400_000
/** No zone is further from UTC than 14 hours, and no clock moves by more than a day. */
const MARGIN = 2 * DAY

/** A stretch of time without a change of the clock. */
interface Steady {
  from: number
  until: number
  offset: number
  /** The offset as it is written: `+01:00`. */
  suffix: string
}

const UTC = { offset: 0, suffix: '+00:00' }

/** Holds for the days of the range and the days next to it. */
export function wallClock(zone: string, { firstDay, lastDay }: DayRange): WallClock {
  const steady = findSteadyTimes(zone, firstDay * DAY - MARGIN, (lastDay + 1) * DAY + MARGIN)
  return {
    spansOf(day, start, end) {
      const spans: Span[] = []
      for (const { from, until, offset } of steady) {
        const first = Math.max(day * DAY + start * MINUTE - offset, from)
        const last = Math.min(day * DAY + end * MINUTE - offset, until)
        if (first >= last) continue
        const before = spans.at(-1)
        if (before && before.end === first) spans[spans.length - 1] = { start: before.start, end: last }
        else spans.push({ start: first, end: last })
      }
      return spans
    },
    instantOf(day, minutes) {
      const wall = day * DAY + minutes * MINUTE
      const index = steady.findIndex(({ until, offset }, at) => {
        const next = steady[at + 1]
        return !next || wall < until + Math.max(offset, next.offset)
      })
      return wall - (steady[index]?.offset ?? 0)
    },
    isoOf(epochMilliseconds) {
      const { offset, suffix } = steady.find((one) => epochMilliseconds < one.until) ?? UTC
      return new Date(epochMilliseconds + offset).toISOString().slice(0, 19) + suffix
    },
  }
}

function findSteadyTimes(zone: string, first: number, last: number): Steady[] {
  const steady: Steady[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    const until = next ? next.epochMilliseconds : Infinity
    const offset = at.offsetNanoseconds / 1e6
    steady.push({
      from: steady.length === 0 ? -Infinity : at.epochMilliseconds,
      until,
      offset,
      suffix: formatOffset(offset),
    })
    if (!next || until >= last) return steady
    at = next
  }
}

function formatOffset(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(Math.floor(minutes % 60))}`
}

type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

/** Days since 1970-01-01. For years 100 and later. */
export function dayNumber({ year, month, day }: CivilDate): number {
  return Date.UTC(year, month - 1, day) / DAY
}

export function dateOfDay(day: number): Temporal.PlainDate {
  const date = new Date(day * DAY)
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** `1` Monday to `7` Sunday; 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The civil date on which a moment falls, as a day number. */
export function dayOfInstant(instant: Temporal.Instant, zone: string): number {
  return dayNumber(instant.toZonedDateTimeISO(zone))
}
