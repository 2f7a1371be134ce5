import { sql } from '#src/db/sql.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import {
  createPatient,
  type NewName,
  type PatientItem,
  patientName,
  readNewName,
  searchPatients,
  swapName,
} from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'

export interface PatientOption {
  value: string
  label: string
  /** What tells two people of one name apart. */
  detail: string
}

type PersonField = 'patientId' | 'otherPatientId'

export type PatientRefusal =
  | Refused<'no-patient'>
  | Refused<'unknown-patient', { text: string; field: PersonField }>
  | Refused<'several-patients', { options: PatientOption[]; field: PersonField }>
  /** No refusal of anybody: the page is asked for room for one more person. */
  | Refused<'add-patient', { patients: NamedPatient[] }>

export interface AskedPeople {
  patientId?: string | undefined
  patientIdText?: string | undefined
  /** Those who come besides. */
  patientIds: readonly string[]
  otherPatientId?: string | undefined
  otherPatientIdText?: string | undefined
  addPatient: boolean
  /** The `choice` of names nobody bears yet (`newNamesOf`). */
  newPatients: readonly string[]
}

/** Whether a form or a client says anything of who comes. */
export function namesPeople(asked: AskedPeople): boolean {
  const { patientId, patientIdText, patientIds, otherPatientId, otherPatientIdText } = asked
  return [patientId, patientIdText, ...patientIds, otherPatientId, otherPatientIdText].some(Boolean)
}

/** Who comes, in order. Without scripts only the text typed arrives: one match is taken, several are offered. */
export async function choosePatients(
  work: Work,
  asked: AskedPeople,
): Promise<{ ids: string[] } | PatientRefusal> {
  // Room for one more person saves nothing, nobody's file either.
  const fresh = asked.addPatient ? [] : asked.newPatients
  const first = await findPerson(work, 'patientId', {
    id: asked.patientId,
    typed: asked.patientIdText,
    fresh,
  })
  if (first && 'refused' in first) return first
  const { otherPatientId: id, otherPatientIdText: typed } = asked
  const other = await findPerson(work, 'otherPatientId', { id, typed, fresh })
  if (other && 'refused' in other) return other
  const people = [first?.id, ...asked.patientIds, other?.id].filter((one) => one !== undefined)
  const ids = [...new Set(people)]
  if (asked.addPatient) return { refused: 'add-patient', patients: await nameAll(work, ids) }
  return ids.length === 0 ? { refused: 'no-patient' } : { ids }
}

async function findPerson(
  work: Work,
  field: PersonField,
  { id, typed = '', fresh }: { id: string | undefined; typed?: string | undefined; fresh: readonly string[] },
): Promise<{ id: string } | PatientRefusal | undefined> {
  if (id !== undefined) return { id }
  const text = typed.trim()
  if (text === '') return undefined
  const options = await findPatientOptions(work, text)
  const [only, ...others] = options
  if (!only) {
    const name = newNamesOf(text).find((one) => fresh.includes(one.choice))
    const made = name && (await createPatient(work, name))
    return made && !isRefused(made) ? { id: made.id } : { refused: 'unknown-patient', text, field }
  }
  return others.length === 0 ? { id: only.value } : { refused: 'several-patients', options, field }
}

/** How a name that nobody bears may be read, the likelier way first; `choice` is what a form sends for it. */
export function newNamesOf(text: string): (NewName & { choice: string })[] {
  const plain = readNewName([{ title: text, count: 1 }])
  const likely = { ...plain, choice: `likely:${text}` }
  if (plain.firstName === '' || plain.lastName === '') return [likely]
  return [likely, { ...swapName(plain), choice: `swapped:${text}` }]
}

export async function findPatientOptions(work: Work, text: string): Promise<PatientOption[]> {
  const found = await searchPatients(work, text)
  return found.map((patient) => optionOf(patient))
}

/** The patients of these ids that are the practice's, in order. */
export async function nameAll(work: Work, ids: readonly string[]): Promise<NamedPatient[]> {
  if (ids.length === 0) return []
  const rows = await work.tx
    .selectFrom('patient')
    .select(['id', 'firstName', 'lastName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

function optionOf(patient: PatientItem): PatientOption {
  const year = patient.birthDate ? String(patient.birthDate.year) : ''
  const detail = [year, patient.phones[0] ?? patient.emails[0] ?? '']
    .filter((part) => part !== '')
    .join(' · ')
  return { value: patient.id, label: patientName(patient), detail }
}
