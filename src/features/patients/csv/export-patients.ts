import { formatDate } from '#src/domain/civil-format.ts'
import { formatPhone } from '#src/domain/phone.ts'

import type { CandidatePatient, RefusalReason, RefusedLine } from './candidate.ts'
import { toCsv } from './write-csv.ts'

export type ExportedPatient = Omit<CandidatePatient, 'row' | 'line' | 'notices'>

/** The columns that `readPatients` knows again by name. */
const header = [
  'Nom',
  'Prénom',
  'Date de naissance',
  'Téléphone',
  'E-mail',
  'Adresse',
  'CP',
  'Ville',
  'Adressé par',
  'Remarques',
]

/** All patients as one CSV text; importing it gives exactly the same values back. */
export function patientsToCsv(patients: Iterable<ExportedPatient>): string {
  return toCsv([header, ...Array.from(patients, toCells)])
}

/** The refused lines as they were, with the reason in a last column, to be mended and imported again. */
export function refusedToCsv(
  fileHeader: readonly string[] | null,
  refused: readonly RefusedLine[],
  label: string,
  describe: (reason: RefusalReason) => string,
): string {
  const width = Math.max(fileHeader?.length ?? 0, ...refused.map(({ cells }) => cells.length))
  const pad = (cells: readonly string[]) => Array.from({ length: width }, (_, column) => cells[column] ?? '')
  const top = fileHeader ? [[...pad(fileHeader), label]] : []
  const lines = refused.map(({ cells, reasons }) => [...pad(cells), reasons.map(describe).join(' ')])
  return toCsv([...top, ...lines])
}

function toCells(patient: ExportedPatient): readonly string[] {
  return [
    patient.lastName,
    patient.firstName,
    patient.birthDate ? formatDate(Temporal.PlainDate.from(patient.birthDate), 'numeric') : '',
    patient.phones.map((phone) => formatPhone(phone).replace(/\u00a0/g, ' ')).join(' / '),
    patient.emails.join(' ; '),
    patient.street,
    patient.postcode,
    patient.city,
    patient.referredBy,
    patient.remarks,
  ]
}
