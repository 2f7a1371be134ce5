import type { InstantRange } from '#src/domain/civil-time.ts'
import type { Span } from '#src/domain/interval.ts'
import type { Work } from '#src/platform/work.ts'
import type { WeeklyHours } from './openings.ts'

/** No time off is longer; so a search for what overlaps a moment looks back this far and no further. */
export const LONGEST_TIME_OFF = Temporal.Duration.from({ hours: 24 * 367 })
/** Twelve hours and two buffers of four: no occupied span is longer. */
const LONGEST_OCCUPANCY = Temporal.Duration.from({ hours: 20 })

export function findHours(work: Work): Promise<WeeklyHours[]> {
  return work.tx
    .selectFrom('openingHours')
    .select(['placeId', 'weekday', 'opensAt', 'closesAt', 'validFrom', 'validTo'])
    .where('practiceId', '=', work.practiceId)
    .orderBy('weekday')
    .orderBy('opensAt')
    .execute()
}

export interface TimeOffSpan extends InstantRange {
  id: string
  kind: string
  label: string
}

/** Time off that shares a moment with the range, in order. */
export function findTimeOff(work: Work, range: InstantRange): Promise<TimeOffSpan[]> {
  return work.tx
    .selectFrom('timeOff')
    .select(['id', 'kind', 'label', 'startsAt', 'endsAt'])
    .where('practiceId', '=', work.practiceId)
    .where('startsAt', '>', range.startsAt.subtract(LONGEST_TIME_OFF))
    .where('startsAt', '<', range.endsAt)
    .where('endsAt', '>', range.startsAt)
    .where('removedAt', 'is', null)
    .orderBy('startsAt')
    .execute()
}

/** What occupies the practitioner (appointments and live holds, buffers included), in milliseconds. */
export async function findBusySpans(
  work: Work,
  practitionerId: string,
  range: InstantRange,
  exceptAppointmentId?: string,
): Promise<Span[]> {
  const rows = await work.tx
    .selectFrom('occupancy')
    .select(['startsAt', 'endsAt', 'appointmentId', 'holdExpiresAt'])
    .where('practiceId', '=', work.practiceId)
    .where('practitionerId', '=', practitionerId)
    .where('startsAt', '>', range.startsAt.subtract(LONGEST_OCCUPANCY))
    .where('startsAt', '<', range.endsAt)
    .where('endsAt', '>', range.startsAt)
    .where('blocking', '=', true)
    .execute()
  return rows
    .filter((row) => exceptAppointmentId === undefined || row.appointmentId !== exceptAppointmentId)
    .filter((row) => !row.holdExpiresAt || Temporal.Instant.compare(row.holdExpiresAt, work.now) > 0)
    .map((row) => ({ start: row.startsAt.epochMilliseconds, end: row.endsAt.epochMilliseconds }))
}
