import type { CalendarBatch } from './calendar-batch.ts'
import type { CalendarReview } from './plan-calendar.ts'

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
    subjects: review.subjects.map((subject) => ({
      key: subject.key,
      kind: subject.kind,
      name: subject.name,
      titles: subject.titles,
      allDay: subject.allDay,
      count: subject.occurrences.length,
      become: subject.become,
      candidates: subject.candidates,
      newName: subject.newName,
    })),
    conflicts: review.conflicts.map((conflict) => ({
      taken: conflict.taken,
      state: conflict.state,
      items: conflict.items.map(({ planned, choice, taken }) => ({
        key: planned.key,
        title: planned.occurrence.summary,
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
