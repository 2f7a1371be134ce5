import { isRefused } from '#src/domain/refusal.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import { createPatient, swapName } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import type { CalendarFileRefusal } from './icalendar/read-file.ts'
import {
  type CalendarBatch,
  type CalendarChoices,
  type CalendarResult,
  getCalendarBatch,
  saveChoices,
} from './calendar-batch.ts'
import type { CalendarReview } from './plan-calendar.ts'
import { type ReviewRefused, reviewCalendar } from './review-calendar.ts'
import { type Subject, patientOf } from './subjects.ts'
import { writeAppointments, writeTimeOff } from './write-imported.ts'
import { lockPractitioner } from '#src/features/planning/index.ts'
import { calendarImportEvents } from './events.ts'

/**
 * Writes a reviewed calendar in this one transaction, under the practitioner's lock: what the review says is
 * then still true. Refused while an overlap to come waits for an answer. Confirming again answers the first
 * result.
 */
export async function confirmCalendar(
  work: Work,
  id: string,
  input: { version: number; choices: CalendarChoices },
): Promise<{ id: string; result: CalendarResult } | ReviewRefused | CalendarFileRefusal> {
  const practitionerId = await lockPractitioner(work)
  const batch = await getCalendarBatch(work, id, true)
  if (batch.result) return { id, result: batch.result }
  if (batch.version !== input.version) return { refused: 'stale-review' }
  const choices = mergeChoices(batch.choices, input.choices)
  const review = await reviewCalendar(work, { ...batch, choices }, practitionerId)
  if (isRefused(review)) return review
  if (review.conflicts.some((conflict) => conflict.state !== 'decided')) return { refused: 'unresolved' }
  const { typeId } = choices
  const toBook = [...review.appointments, ...review.history]
  if (toBook.length > 0 && !typeId) return { refused: 'no-type' }
  const made = await makePatients(work, review)
  const { patientFor } = made
  const shortened = typeId
    ? await writeAppointments(work, { review, practitionerId, typeId, patientFor, bytes: batch.bytes })
    : 0
  await writeTimeOff(work, practitionerId, review.timeOff)
  const result = resultOf(review, { patients: made.count, shortened })
  await saveChoices(work, batch, withMade(choices, made.bySubject), result)
  work.record(calendarImportEvents.confirm, id, { ...result })
  return { id, result }
}

/** Keeps what was decided on the review page; the review is made again from it. */
export async function chooseCalendar(
  work: Work,
  id: string,
  input: { version: number; choices: CalendarChoices },
): Promise<{ id: string; batch: CalendarBatch } | ReviewRefused> {
  const batch = await getCalendarBatch(work, id, true)
  if (batch.result) return { id, batch }
  if (batch.version !== input.version) return { refused: 'stale-review' }
  return { id, batch: await saveChoices(work, batch, mergeChoices(batch.choices, input.choices)) }
}

export function mergeChoices(before: CalendarChoices, made: CalendarChoices): CalendarChoices {
  return {
    typeId: made.typeId ?? before.typeId,
    subjects: { ...before.subjects, ...made.subjects },
    conflicts: { ...before.conflicts, ...made.conflicts },
  }
}

/** Opens one file per new name, whatever the subjects that bear it. */
async function makePatients(work: Work, review: CalendarReview) {
  const byName = new Map<string, string>()
  const bySubject = new Map<string, string>()
  const used = new Set([...review.appointments, ...review.history].map((planned) => planned.subject.key))
  for (const { key, become, newName } of review.subjects) {
    if ((become !== 'newPatient' && become !== 'newPatientSwapped') || !used.has(key)) continue
    const name = become === 'newPatient' ? newName : swapName(newName)
    const nameKey = toSearchKey(`${name.firstName} ${name.lastName}`)
    let patientId = byName.get(nameKey)
    if (patientId === undefined) {
      const created = await createPatient(work, { ...name, lastName: name.lastName || '?' })
      if (isRefused(created)) throw new Error(`a name from a calendar was refused: ${created.refused}`)
      patientId = created.id
      byName.set(nameKey, patientId)
    }
    bySubject.set(key, patientId)
  }
  const patientFor = ({ key, become }: Subject): string | undefined => patientOf(become) ?? bySubject.get(key)
  return { bySubject, count: byName.size, patientFor }
}

/** The next import finds the file that this one opened instead of opening another. */
function withMade(choices: CalendarChoices, bySubject: ReadonlyMap<string, string>): CalendarChoices {
  const made = [...bySubject].map(([key, id]) => [key, `patient:${id}`] as const)
  return { ...choices, subjects: { ...choices.subjects, ...Object.fromEntries(made) } }
}

function resultOf(
  review: CalendarReview,
  made: Pick<CalendarResult, 'patients' | 'shortened'>,
): CalendarResult {
  const { counts } = review
  return {
    appointments: review.appointments.length + review.history.length,
    overlapping: review.history.length,
    timeOff: review.timeOff.length,
    ...made,
    leftOut: counts.leftOut + counts.cancelled + counts.free,
    alreadyThere: counts.alreadyThere,
    refused: review.refused.length + review.unfit.length,
  }
}
