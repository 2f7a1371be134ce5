import type { InstantRange } from '#src/domain/civil-time.ts'
import type { Span } from '#src/domain/interval.ts'
import type { Work } from '#src/platform/work.ts'
import type { Planning } from './planning.ts'

/** Twelve hours and two buffers of four: no occupied span is longer. */
const LONGEST_OCCUPANCY = Temporal.Duration.from({ hours: 20 })

export interface TimeOffSpan extends InstantRange {
  id: string
  kind: string
  label: string
}

/** Time off of a planning, each time of what repeats on its own, in order. */
export function timeOffSpans(planning: Planning): TimeOffSpan[] {
  return planning.timeOff.map(({ id, kind, label, start, end }) => ({
    id,
    kind,
    label,
    startsAt: Temporal.Instant.fromEpochMilliseconds(start),
    endsAt: Temporal.Instant.fromEpochMilliseconds(end),
  }))
}

/** What occupies the practitioner (appointments and live holds, buffers included), in milliseconds. */
export async function findBusySpans(
  work: Work,
  practitionerId: string,
  range: InstantRange,
): Promise<Span[]> {
  const rows = await work.tx
    .selectFrom('occupancy')
    .select(['startsAt', 'endsAt', 'holdExpiresAt'])
    .where('practiceId', '=', work.practiceId)
    .where('practitionerId', '=', practitionerId)
    .where('startsAt', '>', range.startsAt.subtract(LONGEST_OCCUPANCY))
    .where('startsAt', '<', range.endsAt)
    .where('endsAt', '>', range.startsAt)
    .where('blocking', '=', true)
    .execute()
  return rows
    .filter((row) => !row.holdExpiresAt || Temporal.Instant.compare(row.holdExpiresAt, work.now) > 0)
    .map((row) => ({ start: row.startsAt.epochMilliseconds, end: row.endsAt.epochMilliseconds }))
}
