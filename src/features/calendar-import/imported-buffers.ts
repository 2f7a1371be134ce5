import type { Span } from '#src/domain/interval.ts'
import { type CalendarReview, type Planned, spanOfPlanned } from './plan-calendar.ts'

export interface Buffers {
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
}

export interface OccupiedSpans {
  /** What each appointment takes of the practitioner's time, by its key. */
  spans: ReadonlyMap<string, Span>
  /** Appointments to come whose buffers had to be shorter than the type's. */
  shortened: number
}

const MINUTE = 60_000

/**
 * Gives the appointments to come of a review their type's buffers, as far as nothing stands there: an imported
 * agenda was kept without them, and the times in it were agreed on. Times of appointments come before buffers;
 * between two, the first one's buffer after comes before the second one's buffer before. What is over keeps its
 * own time.
 */
export function occupiedSpans(
  { appointments, taken }: Pick<CalendarReview, 'appointments' | 'taken'>,
  buffers: Buffers,
  now: Temporal.Instant,
): OccupiedSpans {
  const entries: { span: Span; planned: Planned | undefined }[] = [
    ...appointments.map((planned) => ({ span: spanOfPlanned(planned), planned })),
    ...taken.map((span) => ({ span, planned: undefined })),
  ].sort((a, b) => a.span.start - b.span.start)
  const spans = new Map<string, Span>()
  let shortened = 0
  let free = -Infinity
  for (const [index, { span, planned }] of entries.entries()) {
    const next = entries[index + 1]?.span.start ?? Infinity
    const wanted = planned && span.end > now.epochMilliseconds ? widen(span, buffers) : span
    const busy = {
      start: Math.max(wanted.start, Math.min(free, span.start)),
      end: Math.min(wanted.end, next),
    }
    if (planned) spans.set(planned.key, busy)
    if (busy.start > wanted.start || busy.end < wanted.end) shortened++
    free = Math.max(free, busy.end, span.end)
  }
  return { spans, shortened }
}

function widen(span: Span, { bufferBeforeMinutes, bufferAfterMinutes }: Buffers): Span {
  return { start: span.start - bufferBeforeMinutes * MINUTE, end: span.end + bufferAfterMinutes * MINUTE }
}
