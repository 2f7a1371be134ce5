import type { Refused } from '#src/domain/refusal.ts'
import { type PatientItem, patientName, searchPatients } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'

export interface PatientOption {
  value: string
  label: string
  /** What tells two people of one name apart. */
  detail: string
}

export type PatientRefusal =
  | Refused<'no-patient'>
  | Refused<'unknown-patient', { text: string }>
  | Refused<'several-patients', { options: PatientOption[] }>

/** Without scripts only the text typed arrives: one match is taken, several are offered. */
export async function choosePatients(
  work: Work,
  input: { people: string[]; patientIdText?: string | undefined },
): Promise<{ ids: string[] } | PatientRefusal> {
  if (input.people.length > 0) return { ids: input.people }
  const text = input.patientIdText?.trim() ?? ''
  if (text === '') return { refused: 'no-patient' }
  const options = await findPatientOptions(work, text)
  const [only, ...others] = options
  if (!only) return { refused: 'unknown-patient', text }
  if (others.length === 0) return { ids: [only.value] }
  return { refused: 'several-patients', options }
}

export async function findPatientOptions(work: Work, text: string): Promise<PatientOption[]> {
  const found = await searchPatients(work, text)
  return found.map((patient) => optionOf(patient))
}

function optionOf(patient: PatientItem): PatientOption {
  const year = patient.birthDate ? String(patient.birthDate.year) : ''
  const detail = [year, patient.phones[0] ?? patient.emails[0] ?? '']
    .filter((part) => part !== '')
    .join(' · ')
  return { value: patient.id, label: patientName(patient), detail }
}
