import { type Sql, sql } from '#src/db/sql.ts'
import type { InstantRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'

/** The time an appointment takes from the practitioner: its own and its type's buffers. */
export function busySpan(
  span: InstantRange,
  buffers: { bufferBeforeMinutes: number; bufferAfterMinutes: number },
): InstantRange {
  return {
    startsAt: span.startsAt.subtract({ minutes: buffers.bufferBeforeMinutes }),
    endsAt: span.endsAt.add({ minutes: buffers.bufferAfterMinutes }),
  }
}

// Twelve hours and two buffers of four: what starts earlier has ended.
const LONGEST_HOURS = 20

/**
 * `conflict`, to begin a WITH: rows when another appointment or live hold shares a moment with the span.
 * Plain bounds, because under row-level security the range operator would not use its index. It is true
 * only after the practitioner was locked by an earlier statement.
 */
export function conflictWith(
  work: Work,
  practitionerId: string,
  busy: InstantRange,
  appointmentId: string,
): Sql<unknown> {
  return sql`conflict as (
    select 1 from occupancy o
    where o.practice_id = ${work.practiceId} and o.practitioner_id = ${practitionerId}
      and o.starts_at > ${busy.startsAt.subtract({ hours: LONGEST_HOURS })} and o.starts_at < ${busy.endsAt}
      and o.ends_at > ${busy.startsAt} and o.blocking
      and o.appointment_id is distinct from ${appointmentId}::uuid
      and (o.hold_expires_at is null or o.hold_expires_at > ${work.now})
    limit 1),
  expired as (
    delete from occupancy o
    where o.practice_id = ${work.practiceId} and o.practitioner_id = ${practitionerId}
      and o.hold_expires_at <= ${work.now})`
}
