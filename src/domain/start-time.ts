import { resolveWallTime } from './civil-time.ts'
import type { Refused } from './refusal.ts'

/** A moment as it was asked for: exact, or the time on the practice's wall clock. */
export type AskedTime =
  | { kind: 'instant'; instant: Temporal.Instant }
  | { kind: 'wall'; wall: Temporal.PlainDateTime; occurrence?: 'first' | 'second' | undefined }

export type TimeRefusal =
  | Refused<'time-skipped', { wall: Temporal.PlainDateTime; resumesAt: Temporal.PlainDateTime }>
  | Refused<'time-twice', { wall: Temporal.PlainDateTime; first: Temporal.Instant; second: Temporal.Instant }>

/**
 * The instant of a wall time. Refuses the hour that is skipped in March, and asks which one is meant in the
 * hour that comes twice in October; nothing is guessed.
 */
export function resolveAskedTime(
  asked: AskedTime,
  zone: string,
): { instant: Temporal.Instant } | TimeRefusal {
  if (asked.kind === 'instant') return { instant: asked.instant }
  const { wall, occurrence } = asked
  const meaning = resolveWallTime(wall, zone)
  switch (meaning.kind) {
    case 'exact':
      return { instant: meaning.instant }
    case 'gap': {
      const resumesAt = meaning.gapEndsAt.toZonedDateTimeISO(zone).toPlainDateTime()
      return { refused: 'time-skipped', wall, resumesAt }
    }
    case 'twice':
      if (occurrence) return { instant: meaning[occurrence] }
      return { refused: 'time-twice', wall, first: meaning.first, second: meaning.second }
  }
}

/** An appointment lasts from 5 minutes to 12 hours, the bounds of appointment types. */
export const SHORTEST_MINUTES = 5
export const LONGEST_MINUTES = 720
/** Further away is a slip of the keyboard; further back is nobody's appointment. */
const YEARS_AHEAD = 10
const FIRST_YEAR = 1990

export type SpanRefusal = Refused<'reversed' | 'too-short' | 'too-long' | 'over-midnight' | 'far-date'>

export interface CivilSpan {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  date: Temporal.PlainDate
  wallTime: Temporal.PlainTime
}

/**
 * The span of an appointment with the civil date and time it was agreed for. It must end on its own day
 * (midnight included), since the agenda shows days.
 */
export function spanOfAppointment(
  startsAt: Temporal.Instant,
  minutes: number,
  { zone, today }: { zone: string; today: Temporal.PlainDate },
): CivilSpan | SpanRefusal {
  if (minutes < 0) return { refused: 'reversed' }
  if (minutes < SHORTEST_MINUTES) return { refused: 'too-short' }
  if (minutes > LONGEST_MINUTES) return { refused: 'too-long' }
  const start = startsAt.toZonedDateTimeISO(zone)
  const endsAt = startsAt.add({ minutes })
  const date = start.toPlainDate()
  const midnight = date.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  if (Temporal.Instant.compare(endsAt, midnight) > 0) return { refused: 'over-midnight' }
  if (date.year < FIRST_YEAR || date.year > today.year + YEARS_AHEAD) return { refused: 'far-date' }
  return { startsAt, endsAt, date, wallTime: start.toPlainTime() }
}
