import { type BytesRefusal, decodeBytes, type Encoding } from '#src/domain/decode-bytes.ts'
import { isRefused } from '#src/domain/refusal.ts'

import { type ColumnMapping, guessMapping, missingColumns, proposeMapping } from './columns.ts'
import { isOwnHeader } from './export-patients.ts'
import { findHeader, isTitle, namesPeople } from './find-header.ts'
import { type JudgedLines, judgeLines } from './judge-lines.ts'
import {
  type BrokenLine,
  type CsvRecord,
  type Delimiter,
  detectDelimiter,
  readRecords,
} from './read-records.ts'
import { isBlank, type RowOptions } from './read-row.ts'
import { restoreCell } from '#src/domain/csv-text.ts'

/** What the person chose on the preview; whatever is absent is detected. */
export type ImportChoices = RowOptions & {
  readonly encoding?: Encoding
  readonly delimiter?: Delimiter
  readonly hasHeader?: boolean
  readonly mapping?: ColumnMapping
}

export type PatientImport = JudgedLines & {
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
  /** Rows without any content, as a spreadsheet counts them. */
  readonly blankRows: readonly number[]
  /** More lines than `maxRows`, or too many broken ones: the rest was not read. */
  readonly truncated: boolean
}

/**
 * Reads a file of patients and judges every line; writes nothing. Encoding, delimiter, header line and
 * columns are detected unless chosen. One of the first filled lines may be a header; blank lines are counted.
 */
export function readPatients(bytes: Uint8Array, choices: ImportChoices): PatientImport | BytesRefusal {
  const decoded = decodeBytes(bytes, choices.encoding)
  if (isRefused(decoded)) return decoded
  const delimiter = choices.delimiter ?? detectDelimiter(decoded.text)
  const { records, broken, truncated } = readRecords(decoded.text, delimiter)
  const filled = records
    .filter(({ cells }) => !isBlank(cells))
    .map((record) => ({ ...record, cells: record.cells.map(restoreCell) }))
  const { header, lines, strays } = findTable(filled, choices.hasHeader)
  const sample = lines.slice(0, 50).map(({ cells }) => cells)
  const mapping = choices.mapping ?? (header ? proposeMapping(header) : guessMapping(sample))
  const missing = missingColumns(mapping)
  const traits = { own: isOwnHeader(header), zerosKept: keepsZeros(lines, mapping) }
  const judged = judgeLines(missing.length > 0 ? [] : lines, mapping, header, { ...choices, ...traits })
  return {
    ...judged,
    refused: [...judged.refused, ...strays.map(refuseHeader), ...broken.map(refuseBroken)].sort(
      (a, b) => a.line - b.line,
    ),
    encoding: decoded.encoding,
    delimiter,
    header,
    mapping,
    missing,
    sample: sample.slice(0, 5),
    lineCount: lines.length + strays.length + broken.length,
    blankRows: records.filter(({ cells }) => isBlank(cells)).map(({ row }) => row),
    truncated,
  }
}

/**
 * The header and the lines of people. A title alone above the header is no line; whatever else stands there, and a
 * header that comes again, is a stray: it is refused, for nobody is called so.
 */
function findTable(
  filled: readonly CsvRecord[],
  hasHeader: boolean | undefined,
): { header: readonly string[] | null; lines: readonly CsvRecord[]; strays: readonly CsvRecord[] } {
  const found = hasHeader === false ? undefined : findHeader(filled.map(({ cells }) => cells))
  const at = found ?? (hasHeader ? 0 : -1)
  const header = filled[at]?.cells.map((cell) => cell.trim()) ?? null
  const repeats = isOwnHeader(header)
    ? ({ cells }: CsvRecord) => isOwnHeader(cells)
    : ({ cells }: CsvRecord) => namesPeople(cells)
  const { lines = [], strays = [] } = Object.groupBy(filled.slice(at + 1), (record) =>
    repeats(record) ? 'strays' : 'lines',
  )
  const above = filled.slice(0, Math.max(at, 0))
  return { header, lines, strays: [...above.filter(({ cells }) => !isTitle(cells)), ...strays] }
}

/** A spreadsheet drops the leading zeros of a column or none: one that is left says that none was. */
function keepsZeros(lines: readonly { cells: readonly string[] }[], mapping: ColumnMapping): boolean {
  const numbered = mapping.flatMap((field, column) =>
    field === 'postcode' || field === 'ref' ? [column] : [],
  )
  return lines.some(({ cells }) => numbered.some((column) => /^0\d+$/.test(cells[column]?.trim() ?? '')))
}

function refuseHeader(record: CsvRecord): JudgedLines['refused'][number] {
  return { ...record, reasons: [{ field: 'line', code: 'header-line', value: record.cells.join(' ') }] }
}

function refuseBroken({ row, line, raw }: BrokenLine): JudgedLines['refused'][number] {
  return { row, line, cells: [raw], reasons: [{ field: 'line', code: 'broken-quotes', value: raw }] }
}
