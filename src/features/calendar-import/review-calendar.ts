import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { readCalendar } from './icalendar/read-calendar.ts'
import type { CalendarFileRefusal } from './icalendar/read-file.ts'
import type { CalendarBatch } from './calendar-batch.ts'
import { type CalendarReview, occurrenceKey, planCalendar } from './plan-calendar.ts'
import { findBusySpans } from '#src/features/planning/index.ts'

/** Where imported rows come from: with uid and recurrence-id, nothing comes in twice. */
export const SOURCE = 'ics'

export type ReviewRefused = Refused<'unresolved' | 'stale-review' | 'no-type'>

/** What a file would do to the agenda of now, under the choices made; reads, writes nothing. */
export async function reviewCalendar(
  work: Work,
  batch: CalendarBatch,
  practitionerId: string,
): Promise<CalendarReview | CalendarFileRefusal> {
  const reading = readCalendar(batch.bytes, work)
  if (isRefused(reading)) return reading
  const patients = await work.tx
    .selectFrom('patient')
    .select(['id', 'lastName', 'firstName', 'birthDate', 'phones', 'emails', 'archivedAt'])
    .where('practiceId', '=', work.practiceId)
    .where('mergedIntoId', 'is', null)
    .where('retentionState', '=', 'active')
    .orderBy('sortKey')
    .orderBy('id')
    .execute()
  const known = await findKnownKeys(work)
  const taken = await findBusySpans(work, practitionerId, rangeOf(reading.events, work.now))
  return planCalendar({ reading, patients, known, taken, choices: batch.choices, now: work.now })
}

async function findKnownKeys(work: Work): Promise<ReadonlySet<string>> {
  const appointments = await work.tx
    .selectFrom('appointment')
    .select(['sourceUid', 'sourceRecurrenceId'])
    .where('practiceId', '=', work.practiceId)
    .where('source', '=', SOURCE)
    .execute()
  const timeOff = await work.tx
    .selectFrom('timeOff')
    .select(['sourceUid', 'sourceRecurrenceId'])
    .where('practiceId', '=', work.practiceId)
    .where('source', '=', SOURCE)
    .execute()
  return new Set(
    [...appointments, ...timeOff].map((row) =>
      occurrenceKey({ uid: row.sourceUid, recurrenceId: row.sourceRecurrenceId }),
    ),
  )
}

/** A day on either side, for the buffers of what stands there. */
function rangeOf(events: readonly { startsAt: Temporal.Instant }[], now: Temporal.Instant) {
  const first = events[0]?.startsAt ?? now
  const last = events.at(-1)?.startsAt ?? now
  return { startsAt: first.subtract({ hours: 24 }), endsAt: last.add({ hours: 48 }) }
}
