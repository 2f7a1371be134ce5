// Needs Temporal, so it belongs to the server; what a browser may import is in civil-format.ts.

export type InstantRange = { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }

/**
 * What a wall-clock time means in a zone. `gap`: the clocks jump over it; `shifted` is the same wall
 * time counted on the old offset (02:30 → 03:30) and `gapEndsAt` the first instant after the jump.
 * `twice`: it happens before (`first`) and after (`second`) the clocks go back.
 */
export type WallTime =
  | { readonly kind: 'exact'; readonly instant: Temporal.Instant }
  | { readonly kind: 'gap'; readonly shifted: Temporal.Instant; readonly gapEndsAt: Temporal.Instant }
  | { readonly kind: 'twice'; readonly first: Temporal.Instant; readonly second: Temporal.Instant }

export function resolveWallTime(wall: Temporal.PlainDateTime, zone: string): WallTime {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.equals(later)) return { kind: 'exact', instant: earlier.toInstant() }
  if (earlier.toPlainDateTime().equals(wall)) {
    return { kind: 'twice', first: earlier.toInstant(), second: later.toInstant() }
  }
  const transition = earlier.getTimeZoneTransition('next')
  return { kind: 'gap', shifted: later.toInstant(), gapEndsAt: (transition ?? later).toInstant() }
}

/**
 * One instant for a wall time where a choice must be made without asking (imports, recurrences, opening
 * hours): the skipped time moves forward by the gap, the repeated one is its first occurrence, which
 * is the rule of RFC 5545 §3.3.5.
 */
export function toInstant(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant()
}

export function wallTimeOf(instant: Temporal.Instant, zone: string): Temporal.PlainDateTime {
  return instant.toZonedDateTimeISO(zone).toPlainDateTime()
}

export function civilDateOf(instant: Temporal.Instant, zone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}

/** From the first moment of a civil date to the first moment of the next: 23, 24 or 25 hours. */
export function dayRange(date: Temporal.PlainDate, zone: string): InstantRange {
  return daysRange(date, date, zone)
}

/** First and last civil date, both included, as half-open instants. */
export function daysRange(first: Temporal.PlainDate, last: Temporal.PlainDate, zone: string): InstantRange {
  return {
    startsAt: first.toZonedDateTime(zone).toInstant(),
    endsAt: last.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  }
}

/** The Monday of the week that holds `date` (ISO 8601). */
export function startOfWeek(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}

/** ISO 8601 week number and the year it belongs to: 2027-01-01 is week 53 of 2026. */
export function weekOf(date: Temporal.PlainDate): { readonly year: number; readonly week: number } {
  const { yearOfWeek, weekOfYear } = date
  if (yearOfWeek === undefined || weekOfYear === undefined) throw new RangeError('Not an ISO calendar date')
  return { year: yearOfWeek, week: weekOfYear }
}

export function weekNumber(date: Temporal.PlainDate): number {
  return weekOf(date).week
}

/** Whole years between a birth date and `today`; someone born on 29 February turns older on 1 March. */
export function ageOn(birthDate: Temporal.PlainDate, today: Temporal.PlainDate): number {
  const birthdayPassed =
    today.month > birthDate.month || (today.month === birthDate.month && today.day >= birthDate.day)
  return today.year - birthDate.year - (birthdayPassed ? 0 : 1)
}

/** Whether this machine's time zone data knows the name (`Europe/Paris`, `UTC`; not `Romance Standard Time`). */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** `HH:MM`, as time inputs want it. */
export function timeValue(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' })
}
