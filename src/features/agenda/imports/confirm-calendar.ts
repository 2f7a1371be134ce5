import { isRefused } from '#src/domain/refusal.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import { createPatient } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import type { CalendarFileRefusal } from '../icalendar/read-file.ts'
import { lockPractitioner } from '../practitioner-lock.ts'
import {
  type Become,
  type CalendarBatch,
  type CalendarChoices,
  type CalendarResult,
  getCalendarBatch,
  saveChoices,
} from './calendar-batch.ts'
import { readNewName } from './new-patient-name.ts'
import { type CalendarReview, type ReviewRefused, patientOf, reviewCalendar } from './review-calendar.ts'
import { writeAppointments, writeTimeOff } from './write-imported.ts'

/**
 * Writes a reviewed calendar in this one transaction, under the practitioner's lock: what the review says is
 * then still true. Refused while a title or a future overlap waits for an answer. Confirming again answers
 * the first result.
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
  if (review.titles.some((title) => title.become === undefined)) return { refused: 'undecided' }
  if (review.conflicts.some((conflict) => conflict.state !== 'decided')) return { refused: 'unresolved' }
  const { typeId } = choices
  const toBook = [...review.appointments, ...review.history]
  if (toBook.length > 0 && !typeId) return { refused: 'no-type' }
  const made = await makePatients(work, review)
  if (typeId)
    await writeAppointments(work, {
      review,
      practitionerId,
      typeId,
      patientFor: made.patientFor,
      bytes: batch.bytes,
    })
  await writeTimeOff(work, practitionerId, review.timeOff)
  const result = resultOf(review, made.count)
  await saveChoices(work, batch, withMade(choices, made.byTitle), result)
  work.audit('import.confirm', { type: 'import', id }, { ...result })
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
    titles: { ...before.titles, ...made.titles },
    conflicts: { ...before.conflicts, ...made.conflicts },
  }
}

/** Opens one file per new name: `RDV Jean Dupont` and `Jean Dupont - bilan` are one person. */
async function makePatients(work: Work, review: CalendarReview) {
  const byName = new Map<string, string>()
  const byTitle = new Map<string, string>()
  const used = new Set([...review.appointments, ...review.history].map((planned) => planned.title.key))
  for (const { key, title, become } of review.titles) {
    if (become !== 'newPatient' || !used.has(key)) continue
    const name = readNewName(title)
    const nameKey = toSearchKey(`${name.firstName} ${name.lastName}`)
    let patientId = byName.get(nameKey)
    if (patientId === undefined) {
      const created = await createPatient(work, { ...name, lastName: name.lastName || '?' })
      if (isRefused(created)) throw new Error(`a name from a calendar was refused: ${created.refused}`)
      patientId = created.id
      byName.set(nameKey, patientId)
    }
    byTitle.set(key, patientId)
  }
  const patientFor = (title: { key: string; become: Become | undefined }): string | undefined =>
    patientOf(title.become) ?? byTitle.get(title.key)
  return { byTitle, count: byName.size, patientFor }
}

/** The next import finds the file that this one opened instead of opening another. */
function withMade(choices: CalendarChoices, byTitle: ReadonlyMap<string, string>): CalendarChoices {
  const made = [...byTitle].map(([key, id]) => [key, `patient:${id}`] as const)
  return { ...choices, titles: { ...choices.titles, ...Object.fromEntries(made) } }
}

function resultOf(review: CalendarReview, patients: number): CalendarResult {
  const { counts } = review
  return {
    appointments: review.appointments.length + review.history.length,
    overlapping: review.history.length,
    timeOff: review.timeOff.length,
    patients,
    leftOut: counts.leftOut + counts.cancelled + counts.free,
    alreadyThere: counts.alreadyThere,
    refused: review.refused.length + review.unfit.length,
  }
}
