import { formatDate } from '#src/domain/civil-format.ts'
import { formatPhone } from '#src/domain/phone.ts'

import type { CandidatePatient, RefusalReason, RefusedLine } from './candidate.ts'
import { type FileKind, kindLabel } from './read-kind.ts'
import { toCsv } from '#src/domain/csv-text.ts'

export type ExportedPatient = Omit<
  CandidatePatient,
  'row' | 'line' | 'notices' | 'kind' | 'ref' | 'memberRefs'
> & {
  readonly id: string
  readonly kind: FileKind
  /** Who belongs to a couple or family, in order; those not exported are left out. */
  readonly memberIds: readonly string[]
}

/** Columns of every export there ever was. */
const firstHeader = [
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
  'Type de fiche',
  'Fiche n°',
  'Membres (fiches n°)',
]
/** The columns that `readPatients` knows again by name. */
const header = [...firstHeader, 'Archivé le']

/** All patients as one CSV text; importing it gives exactly the same values back. */
export function patientsToCsv(patients: Iterable<ExportedPatient>): string {
  const all = [...patients]
  // With a zero in front, which a spreadsheet drops: then the reader knows that it did so to the postcodes too.
  const numbers = new Map(all.map(({ id }, index) => [id, `0${index + 1}`]))
  return toCsv([header, ...all.map((patient) => toCells(patient, numbers))])
}

/** Whether a file is this export or an older one, as it was written or saved again by a spreadsheet. */
export function isOwnHeader(cells: readonly string[] | null): boolean {
  return cells !== null && firstHeader.every((name, column) => cells[column] === name)
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

function toCells(patient: ExportedPatient, numbers: ReadonlyMap<string, string>): readonly string[] {
  return [
    patient.lastName,
    patient.firstName,
    writeDate(patient.birthDate),
    patient.phones.map((phone) => formatPhone(phone).replace(/\u00a0/g, ' ')).join(' / '),
    patient.emails.join(' ; '),
    patient.street,
    patient.postcode,
    patient.city,
    patient.referredBy,
    patient.remarks,
    kindLabel(patient.kind),
    numbers.get(patient.id) ?? '',
    patient.memberIds.flatMap((id) => numbers.get(id) ?? []).join(' ; '),
    writeDate(patient.archivedOn),
  ]
}

function writeDate(date: string | null): string {
  return date === null ? '' : formatDate(Temporal.PlainDate.from(date), 'numeric')
}
