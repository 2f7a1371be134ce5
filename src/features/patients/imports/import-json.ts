import type { Lang } from '#src/platform/text.ts'
import type { CandidatePatient, RefusalReason } from '../csv/candidate.ts'
import { importText } from '../import-text.ts'
import type { ImportBatch } from './import-store.ts'
import type { Review } from './review-import.ts'

/** `Date de naissance : ce jour n’existe pas au calendrier (31/02/1984).` */
export function describeReason({ field, code, value }: RefusalReason, lang: Lang): string {
  const t = importText[lang]
  const shown = value.replaceAll(/\s+/g, ' ').trim()
  const cell = shown === '' ? '' : ` (${shown.length > MAX_CELL ? `${shown.slice(0, MAX_CELL)}…` : shown})`
  const colon = lang === 'fr' ? '\u00a0:' : ':'
  return `${t.fields[field]}${colon} ${t.reasons[code]}${cell}.`
}

/** Enough to know the cell again; the file has it whole. */
const MAX_CELL = 80

/** An import as JSON: counts, how the file was read, and every line that is not simply created. */
export function importJson({ batch, review }: { batch: ImportBatch; review: Review }, lang: Lang) {
  const { reading, fresh, existing, alreadyImported } = review
  return {
    id: batch.id,
    fileName: batch.fileName,
    status: batch.status,
    version: batch.version,
    result: batch.result,
    encoding: reading.table?.encoding ?? null,
    delimiter: reading.table?.delimiter ?? null,
    header: reading.header,
    mapping: reading.table?.mapping.map((field) => field ?? null) ?? null,
    missing: reading.table?.missing ?? [],
    counts: {
      lines: reading.lineCount,
      fresh: fresh.length,
      existing: existing.length,
      alreadyImported: alreadyImported.length,
      duplicates: reading.duplicates.length,
      refused: reading.refused.length,
      blank: reading.blankRows.length,
    },
    existing: existing.map(({ candidate, patient, likeness }) => ({
      ...summary(candidate),
      patientId: patient.id,
      likeness,
    })),
    duplicates: reading.duplicates.map(({ candidate, of }) => ({ ...summary(candidate), sameAsRow: of.row })),
    refused: reading.refused.map(({ row, line, cells, reasons }) => ({
      row,
      line,
      cells,
      reasons: reasons.map((reason) => ({ ...reason, message: describeReason(reason, lang) })),
    })),
  }
}

function summary({ row, lastName, firstName }: CandidatePatient) {
  return { row, lastName, firstName }
}
