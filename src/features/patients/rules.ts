import { ageOn } from '#src/domain/civil-time.ts'
import { cleanLine, cleanText, lengthOf, maxNameLength } from '#src/domain/clean-text.ts'
import { normalizeEmail } from '#src/domain/email.ts'
import { normalizePhone } from '#src/domain/phone.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { readBirthDate } from './csv/read-fields.ts'

export const patientKinds = ['adult', 'minor', 'couple', 'family'] as const
export type PatientKind = (typeof patientKinds)[number]

/** Civil majority (article 414 of the Code civil). */
const AGE_OF_MAJORITY = 18
/** A phone and a mail at home, at work and at each parent's leave room to spare. */
export const maxContacts = 10
/** As long as what an import takes (csv/read-row.ts). */
const maxRemarksLength = 10_000

export interface Address {
  street: string
  postcode: string
  city: string
}

export type AddressInput = { readonly [Line in keyof Address]?: string | undefined }

/** A patient as typed: nothing is checked yet. Absent means empty when creating, unchanged when editing. */
export interface PatientInput {
  kind?: PatientKind | undefined
  lastName?: string | undefined
  firstName?: string | undefined
  birthDate?: string | null | undefined
  email?: string | undefined
  phone?: string | undefined
  emails?: readonly string[] | undefined
  phones?: readonly string[] | undefined
  address?: AddressInput | undefined
  referredBy?: string | undefined
  remarks?: string | undefined
  /** Couple and family: whose files belong to it. */
  memberIds?: readonly string[] | undefined
}

/** A patient as stored: NFC names, mails and E.164 phones without repeats. */
export interface CleanPatient {
  kind: PatientKind
  lastName: string
  firstName: string
  birthDate: Temporal.PlainDate | null
  emails: readonly string[]
  phones: readonly string[]
  address: Address
  referredBy: string
  remarks: string
}

export interface Problem {
  /** Name of the form field. */
  field: string
  code:
    | 'missing'
    | 'too-long'
    | 'not-a-date'
    | 'impossible-date'
    | 'two-digit-year'
    | 'future-date'
    | 'too-old'
    | 'group-birth-date'
    | 'not-an-email'
    | 'not-a-phone'
    | 'too-many'
}

export type InvalidPatient = Refused<'invalid-patient', { problems: readonly Problem[] }>

/** Checks and cleans what was typed; every field that is wrong is named, not only the first. */
export function cleanPatient(input: PatientInput, today: Temporal.PlainDate): CleanPatient | InvalidPatient {
  const problems: Problem[] = []
  const lastName = readLine('lastName', input.lastName)
  if (lastName === '') problems.push({ field: 'lastName', code: 'missing' })
  const birthDate = readDate(input.birthDate ?? '')
  if (birthDate && isGroup(input.kind)) problems.push({ field: 'birthDate', code: 'group-birth-date' })
  const patient: CleanPatient = {
    kind: inferKind(input.kind, birthDate, today),
    lastName,
    firstName: readLine('firstName', input.firstName),
    birthDate,
    emails: readContacts('email', input, normalizeEmail, 'not-an-email'),
    phones: readContacts('phone', input, normalizePhone, 'not-a-phone'),
    address: {
      street: readLine('address.street', input.address?.street, cleanText),
      postcode: readLine('address.postcode', input.address?.postcode),
      city: readLine('address.city', input.address?.city),
    },
    referredBy: readLine('referredBy', input.referredBy),
    remarks: cleanText(input.remarks ?? ''),
  }
  if (lengthOf(patient.remarks) > maxRemarksLength) problems.push({ field: 'remarks', code: 'too-long' })
  return problems.length > 0 ? { refused: 'invalid-patient', problems } : patient

  function readLine(field: string, typed = '', clean: (text: string) => string = cleanLine): string {
    const text = clean(typed)
    if (lengthOf(text) > maxNameLength) problems.push({ field, code: 'too-long' })
    return text
  }

  function readDate(typed: string): Temporal.PlainDate | null {
    if (cleanLine(typed) === '') return null
    const read = readBirthDate(cleanLine(typed), today, false)
    if (!('refused' in read)) return Temporal.PlainDate.from(read.date)
    problems.push({ field: 'birthDate', code: read.refused as Problem['code'] })
    return null
  }

  function readContacts(
    name: 'email' | 'phone',
    typed: PatientInput,
    normalize: (text: string) => string | undefined,
    code: Problem['code'],
  ): readonly string[] {
    const single = typed[name] === undefined ? [] : [{ field: name as string, text: typed[name] }]
    const list = (typed[`${name}s`] ?? []).map((text, index) => ({ field: `${name}s.${index}`, text }))
    const found = [...single, ...list].filter(({ text }) => cleanLine(text) !== '')
    if (found.length > maxContacts) problems.push({ field: `${name}s`, code: 'too-many' })
    const values = found.slice(0, maxContacts).map(({ field, text }) => {
      const value = normalize(cleanLine(text))
      if (value === undefined) problems.push({ field, code })
      return value ?? ''
    })
    return [...new Set(values)]
  }
}

/** A couple or a family stays one; a person with a birth date is minor until 18, whatever was chosen. */
export function inferKind(
  chosen: PatientKind | undefined,
  birthDate: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): PatientKind {
  if (chosen === 'couple' || chosen === 'family') return chosen
  if (birthDate === null) return chosen ?? 'adult'
  return ageOn(birthDate, today) < AGE_OF_MAJORITY ? 'minor' : 'adult'
}

export function isGroup(kind: string | undefined): boolean {
  return kind === 'couple' || kind === 'family'
}
