import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { type Encoding, type BytesRefusal, decodeBytes } from '#src/domain/decode-bytes.ts'
import type { JudgedLines } from '../csv/judge-lines.ts'
import { type ImportChoices, type PatientImport, readPatients } from '../csv/read-patients.ts'
import { readVcards } from '../csv/read-vcard.ts'

/** What a file of patients holds; `table` is what a CSV file is read by, undefined for vCards. */
export interface FileReading extends JudgedLines {
  lineCount: number
  blankRows: readonly number[]
  truncated: boolean
  header: readonly string[] | null
  table: Pick<PatientImport, 'encoding' | 'delimiter' | 'mapping' | 'missing' | 'sample'> | undefined
}

export type UnreadableFile =
  | BytesRefusal
  | Refused<'not-a-vcard' | 'too-many-lines' | 'a-calendar' | 'not-a-list'>

/** Reads a CSV file or vCards, told apart by their first word; writes nothing. */
export function readFile(bytes: Uint8Array, choices: ImportChoices): FileReading | UnreadableFile {
  const start = readStart(bytes, choices.encoding)
  // Read as columns, each of their lines would be somebody.
  if (/^BEGIN:VCALENDAR/i.test(start)) return { refused: 'a-calendar' }
  if (/^(?:<[!?a-z]|\{|\[\s*[{["])/i.test(start)) return { refused: 'not-a-list' }
  if (/^BEGIN:VCARD/i.test(start)) {
    const cards = readVcards(bytes, choices)
    return isRefused(cards)
      ? cards
      : { ...cards, blankRows: [], truncated: false, header: null, table: undefined }
  }
  const read = readPatients(bytes, choices)
  if (isRefused(read)) return read
  const { encoding, delimiter, mapping, missing, sample, ...rest } = read
  return { ...rest, table: { encoding, delimiter, mapping, missing, sample } }
}

/** The first words, without byte order mark; empty where they cannot be read. */
function readStart(bytes: Uint8Array, encoding: Encoding | undefined): string {
  const start = decodeBytes(bytes.subarray(0, 200), encoding)
  return isRefused(start) ? '' : start.text.replace(/^\ufeff?\s*/, '')
}
