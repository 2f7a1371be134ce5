import { isRefused } from '#src/domain/refusal.ts'

import type { CandidatePatient, RefusedLine } from './candidate.ts'
import { type ColumnMapping, guessMapping, isHeader, missingColumns, proposeMapping } from './columns.ts'
import { type Encoding, decodeBytes, type FileRefusal } from './decode-bytes.ts'
import { createPersonIndex, type Likeness } from './duplicates.ts'
import { type CsvRecord, type Delimiter, detectDelimiter, readRecords } from './read-records.ts'
import { isBlank, readRow, type RowOptions } from './read-row.ts'

/** What the person chose on the preview; whatever is absent is detected. */
export type ImportChoices = RowOptions & {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly hasHeader?: boolean
  readonly mapping?: ColumnMapping
}

/** A line that repeats an earlier accepted one. */
export type DuplicateLine = {
  readonly candidate: CandidatePatient
  readonly of: CandidatePatient
  readonly likeness: Likeness
}

export type PatientImport = {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly header: readonly string[] | null
  readonly mapping: ColumnMapping
  /** Columns still to be chosen; while there are any, no line is judged. */
  readonly missing: readonly ('lastName' | 'firstName')[]
  /** The first lines, to choose columns by. */
  readonly sample: readonly (readonly string[])[]
  /** Lines that hold something, without the header: accepted + duplicates + refused. */
  readonly lineCount: number
  readonly accepted: readonly CandidatePatient[]
  /** Certain duplicates of an earlier line: not to be imported. */
  readonly duplicates: readonly DuplicateLine[]
  /** Accepted all the same, but they share a name with an earlier line: worth a look. */
  readonly homonyms: readonly DuplicateLine[]
  readonly refused: readonly RefusedLine[]
  /** Rows without any content, as a spreadsheet counts them. */
  readonly blankRows: readonly number[]
  readonly truncated: boolean
}

/**
 * Reads a file of patients and judges every line; writes nothing. Encoding, delimiter, header line and
 * columns are detected unless chosen. Lines are accepted, duplicates of an earlier one, or refused with
 * reasons; no line disappears.
 */
export function readPatients(bytes: Uint8Array, choices: ImportChoices): PatientImport | FileRefusal {
  const decoded = decodeBytes(bytes, choices.encoding)
  if (isRefused(decoded)) return decoded
  const delimiter = choices.delimiter ?? detectDelimiter(decoded.text)
  const { records, broken, truncated } = readRecords(decoded.text, delimiter)
  const filled = records.filter(({ cells }) => !isBlank(cells))
  const [top] = filled
  const hasHeader = choices.hasHeader ?? (top !== undefined && isHeader(top.cells))
  const header = hasHeader && top ? top.cells.map((cell) => cell.trim()) : null
  const lines = header ? filled.slice(1) : filled
  const sample = lines.slice(0, 50).map(({ cells }) => cells)
  const mapping = choices.mapping ?? (header ? proposeMapping(header) : guessMapping(sample))
  const missing = missingColumns(mapping)
  const judged = missing.length > 0 ? nothingJudged : judge(lines, mapping, header, choices)
  const brokenLines = broken.map(({ row, line, raw }): RefusedLine => {
    return { row, line, cells: [raw], reasons: [{ field: 'line', code: 'broken-quotes', value: raw }] }
  })
  return {
    encoding: decoded.encoding,
    delimiter,
    header,
    mapping,
    missing,
    sample: sample.slice(0, 5),
    lineCount: lines.length + broken.length,
    ...judged,
    refused: [...judged.refused, ...brokenLines].sort((a, b) => a.line - b.line),
    blankRows: records.filter(({ cells }) => isBlank(cells)).map(({ row }) => row),
    truncated,
  }
}

type Judged = Pick<PatientImport, 'accepted' | 'duplicates' | 'homonyms' | 'refused'>

const nothingJudged: Judged = { accepted: [], duplicates: [], homonyms: [], refused: [] }

function judge(
  lines: readonly CsvRecord[],
  mapping: ColumnMapping,
  header: readonly string[] | null,
  choices: ImportChoices,
): Judged {
  const accepted: CandidatePatient[] = []
  const duplicates: DuplicateLine[] = []
  const homonyms: DuplicateLine[] = []
  const refused: RefusedLine[] = []
  const known = createPersonIndex<CandidatePatient>()
  for (const line of lines) {
    const candidate = readRow(line, mapping, header, choices)
    if ('reasons' in candidate) {
      refused.push(candidate)
      continue
    }
    const twin = known.find(candidate)
    if (twin) {
      const found = { candidate, of: twin.person, likeness: twin.likeness }
      ;(twin.likeness === 'certain' ? duplicates : homonyms).push(found)
    }
    if (twin?.likeness !== 'certain') accepted.push(candidate)
    // A duplicate is remembered too: a third line may share only what the second one added.
    known.add(candidate)
  }
  return { accepted, duplicates, homonyms, refused }
}
