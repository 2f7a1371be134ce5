import type { CalendarBatch } from './calendar-batch.ts'
import type { CalendarReview } from './review-calendar.ts'

/** The review for JSON clients: what would be written, and what waits for an answer. */
export function importJson(batch: CalendarBatch, review: CalendarReview): Record<string, unknown> {
  return {
    id: batch.id,
    status: batch.result ? 'done' : 'preview',
    version: batch.version,
    fileName: batch.fileName,
    calendarName: review.calendarName,
    typeId: batch.choices.typeId ?? null,
    counts: {
      ...review.counts,
      appointments: review.appointments.length + review.history.length,
      overlapping: review.history.length,
      timeOff: review.timeOff.length,
      refused: review.refused.length + review.unfit.length,
    },
    titles: review.titles.map(({ key, title, allDay, count, become, candidates, sure }) => ({
      key,
      title,
      allDay,
      count,
      become: become ?? null,
      sure,
      candidates,
    })),
    conflicts: review.conflicts.map((conflict) => ({
      taken: conflict.taken,
      state: conflict.state,
      items: conflict.items.map(({ planned, choice, taken }) => ({
        key: planned.key,
        title: planned.title.title,
        startsAt: planned.startsAt,
        endsAt: planned.endsAt,
        choice: choice ?? null,
        taken,
      })),
    })),
    refused: review.refused,
    result: batch.result,
  }
}
