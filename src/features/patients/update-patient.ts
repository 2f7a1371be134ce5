import { formatIsoDate } from '#src/domain/civil-format.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { typedPhone } from './contacts.ts'
import { type MembersRefused, replaceMembers } from './members.ts'
import { type StoredPatient, getPatientForUpdate, toColumns } from './patient-store.ts'
import { type CleanPatient, type InvalidPatient, type PatientInput, cleanPatient, isGroup } from './rules.ts'
import { patientEvents } from './events.ts'

export interface Difference {
  /** Name of the form field. */
  field: string
  present: string
  typed: string
}

export type StalePatient = Refused<
  'stale',
  { current: StoredPatient; typed: CleanPatient; differences: readonly Difference[] }
>

/**
 * Changes a file that the editor saw at `version`. What is absent from the input stays as it is. A file
 * changed since then is refused with both values; a merged one no longer has an address of its own.
 */
export async function updatePatient(
  work: Work,
  id: string,
  version: number,
  input: PatientInput,
): Promise<
  { id: string; version: number } | InvalidPatient | StalePatient | MembersRefused | Refused<'merged'>
> {
  const current = await getPatientForUpdate(work, id)
  if (current.mergedIntoId !== null) return { refused: 'merged' }
  const typed = cleanPatient(overlay(current, input), work.today)
  if (isRefused(typed)) return typed
  if (current.version !== version) {
    return { refused: 'stale', current, typed, differences: compare(current, typed) }
  }
  const columns = await toColumns(work, id, typed)
  const next = version + 1
  await work.tx
    .updateTable('patient')
    .set({ ...columns, updatedAt: work.now, version: next })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .execute()
  if (isGroup(typed.kind) && input.memberIds) {
    const replaced = await replaceMembers(work, id, input.memberIds)
    if (isRefused(replaced)) return replaced
  }
  work.record(patientEvents.update, id, { version: next, changed: compare(current, typed).length })
  return { id, version: next }
}

/** Every form field of a file as it would be typed, in the order of the form. */
export function patientFieldTexts(
  patient: CleanPatient,
): readonly (readonly [field: string, text: string])[] {
  return [
    ['kind', patient.kind],
    ['lastName', patient.lastName],
    ['firstName', patient.firstName],
    ['birthDate', patient.birthDate ? formatIsoDate(patient.birthDate) : ''],
    ...patient.phones.map((phone, index) => [`phones.${index}`, typedPhone(phone)] as const),
    ...patient.emails.map((email, index) => [`emails.${index}`, email] as const),
    ['address.street', patient.address.street],
    ['address.postcode', patient.address.postcode],
    ['address.city', patient.address.city],
    ['referredBy', patient.referredBy],
    ['remarks', patient.remarks],
  ]
}

function overlay(current: CleanPatient, input: PatientInput): PatientInput {
  const changesPhones = input.phones !== undefined || input.phone !== undefined
  const changesEmails = input.emails !== undefined || input.email !== undefined
  return {
    kind: input.kind ?? current.kind,
    lastName: input.lastName ?? current.lastName,
    firstName: input.firstName ?? current.firstName,
    birthDate: input.birthDate === undefined ? (current.birthDate?.toString() ?? '') : input.birthDate,
    ...(changesPhones ? { phone: input.phone, phones: input.phones } : { phones: current.phones }),
    ...(changesEmails ? { email: input.email, emails: input.emails } : { emails: current.emails }),
    address: {
      street: input.address?.street ?? current.address.street,
      postcode: input.address?.postcode ?? current.address.postcode,
      city: input.address?.city ?? current.address.city,
    },
    referredBy: input.referredBy ?? current.referredBy,
    remarks: input.remarks ?? current.remarks,
  }
}

function compare(current: CleanPatient, typed: CleanPatient): readonly Difference[] {
  const present = new Map(patientFieldTexts(current))
  const wanted = new Map(patientFieldTexts(typed))
  return [...new Set([...present.keys(), ...wanted.keys()])]
    .map((field) => ({ field, present: present.get(field) ?? '', typed: wanted.get(field) ?? '' }))
    .filter((one) => one.present !== one.typed)
}
