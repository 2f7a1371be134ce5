import { CsvError, parse } from 'csv-parse/sync'

export const delimiters = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** `row` counts records as a spreadsheet shows them, `line` lines of text; both start at 1. */
export type CsvRecord = { readonly row: number; readonly line: number; readonly cells: readonly string[] }
export type BrokenLine = { readonly row: number; readonly line: number; readonly raw: string }
export type CsvRecords = {
  readonly records: readonly CsvRecord[]
  readonly broken: readonly BrokenLine[]
  /** True when reading stopped at `maxRows` or after `maxBrokenLines`. */
  readonly truncated: boolean
}

/** No practice has more patients, and the preview must stay a page. */
export const maxRows = 20_000

// Each broken line restarts the parser; a file with more of them than this has another delimiter or
// is not a table.
const maxBrokenLines = 500

// A quote that is never closed must not swallow the rest of the file: longer records are broken.
const maxRecordLength = 100_000

/**
 * Reads RFC 4180 text, quoted line breaks included. A record whose quoting is broken costs only its own
 * first line: it is reported and reading goes on with the next line.
 */
export function readRecords(text: string, delimiter: Delimiter, limit = maxRows): CsvRecords {
  const source = toSource(text)
  const records: CsvRecord[] = []
  const broken: BrokenLine[] = []
  let offset = 0
  let line = source.firstLine
  let row = source.firstLine
  while (offset < source.text.length) {
    const failed = parseRecords(
      source.text.slice(offset),
      delimiter,
      limit - records.length,
      (cells, raw) => {
        records.push({ row, line, cells })
        offset += raw.length
        line += countLines(raw)
        row++
      },
    )
    if (!failed || records.length >= limit || broken.length >= maxBrokenLines) break
    const end = source.text.indexOf('\n', offset)
    const raw = source.text.slice(offset, end === -1 ? undefined : end)
    broken.push({ row, line, raw })
    offset += raw.length + 1
    line++
    row++
  }
  return { records, broken, truncated: offset < source.text.length }
}

/** The delimiter under which the first lines fall into the most regular columns. */
export function detectDelimiter(text: string): Delimiter {
  const named = /^\ufeff?sep=([;,\t|])\r?\n/i.exec(text)?.[1]
  const found = delimiters.find((candidate) => candidate === named)
  if (found) return found
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 }
  for (const delimiter of delimiters) {
    const score = scoreColumns(readRecords(text.slice(0, 50_000), delimiter, 50))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** How many columns the records agree on, times the share that agrees; broken quoting counts against. */
function scoreColumns({ records, broken }: CsvRecords): number {
  const counts = new Map<number, number>()
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  for (const { cells } of filled) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  let best = 0
  for (const [columns, times] of counts) {
    if (columns > 1) best = Math.max(best, (columns * times) / (filled.length + broken.length))
  }
  return best
}

/** One run of the parser. True when it stopped at a record that it could not read. */
function parseRecords(
  text: string,
  delimiter: Delimiter,
  limit: number,
  take: (cells: readonly string[], raw: string) => void,
): boolean {
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      max_record_size: maxRecordLength,
      raw: true,
      to: limit,
      on_record: (record: unknown) => {
        const { record: cells, raw } = record as { record: string[]; raw: string }
        take(cells, raw)
        return null
      },
    })
    return false
  } catch (error) {
    if (error instanceof CsvError) return true
    throw error
  }
}

/** Without byte order mark and Excel's `sep=` line, every line break `\n`. */
function toSource(text: string): { readonly text: string; readonly firstLine: number } {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const named = /^sep=.\n/i.exec(plain)?.[0]
  return named ? { text: plain.slice(named.length), firstLine: 2 } : { text: plain, firstLine: 1 }
}

function countLines(raw: string): number {
  return raw.split('\n').length - 1
}
