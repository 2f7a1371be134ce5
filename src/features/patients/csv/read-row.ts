import { cleanLine, cleanText, lengthOf, maxNameLength } from '#src/domain/clean-text.ts'
import { hasLostLetters } from '#src/domain/lost-letters.ts'
import { toSearchKey } from '#src/domain/search-key.ts'

import type { CandidatePatient, Notice, RefusalReason, RefusedLine } from './candidate.ts'
import { type ColumnMapping, type PatientField, patientFields } from './columns.ts'
import {
  readBirthDate,
  readEmails,
  readFullName,
  readPhones,
  readPostcode,
  refuseName,
} from './read-fields.ts'
import { isGroupKind, readKind, readRef, readRefs } from './read-kind.ts'
import type { CsvRecord } from './read-records.ts'

export type RowOptions = {
  readonly today: Temporal.PlainDate
  /** Default: `3/4/63` is read in the only century possible, and noted. `refuse`: it never is. */
  readonly twoDigitYears?: 'complete' | 'refuse'
  /** `to-remarks`: a birth date, phone or mail that cannot be read goes to the remarks. Default: refused. */
  readonly unreadable?: 'refuse' | 'to-remarks'
}

/** What the whole file says about each of its lines. */
export type FileTraits = {
  /** Divan wrote it: a `?` is no lost letter, and a person may be called Total. */
  readonly own: boolean
  /** A leading zero stands somewhere, so none was dropped: `1000` is Brussels. */
  readonly zerosKept: boolean
}

export const noTraits: FileTraits = { own: false, zerosKept: false }

const maxRemarksLength = 10_000
const nameFields: ReadonlySet<PatientField> = new Set(['lastName', 'firstName', 'lastFirst', 'firstLast'])
const totals = new Set([
  'total',
  'totaux',
  'sous total',
  'total general',
  'somme',
  'nombre',
  'sum',
  'subtotal',
])

/** A line while it is read: what each field's cells hold, and what has been found wrong or odd so far. */
type Reading = {
  readonly cellsOf: (field: PatientField) => readonly { readonly cell: string; readonly label: string }[]
  readonly options: RowOptions & FileTraits
  readonly reasons: RefusalReason[]
  readonly notices: Notice[]
  readonly moved: string[]
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cleanLine(cell) === '')
}

/** Checks one line under a mapping; `header` only names the cells that move to the remarks. */
export function readRow(
  record: CsvRecord,
  mapping: ColumnMapping,
  header: readonly string[] | null,
  options: RowOptions & FileTraits,
): CandidatePatient | RefusedLine {
  const reading = startReading(record, mapping, header, options)
  const name = readName(reading)
  if (!options.own && isTotal(name)) {
    return { ...record, reasons: [{ field: 'line', code: 'total-line', value: name.lastName }] }
  }
  checkLine(record, mapping, reading)
  checkName(name, reading)
  const [birthDate] = readBirthDates(reading)
  const kind = readEach(reading, 'kind', (cell) => listed(readKind(cell)) ?? 'not-a-kind')[0] ?? null
  if (birthDate && isGroupKind(kind)) {
    reading.reasons.push({ field: 'birthDate', code: 'group-birth-date', value: birthDate })
  }
  const candidate = {
    kind,
    lastName: cleanLine(name.lastName),
    firstName: cleanLine(name.firstName),
    birthDate: birthDate ?? null,
    phones: distinct(readEach(reading, 'phone', (cell) => readPhones(cell) ?? 'not-a-phone')),
    emails: distinct(readEach(reading, 'email', (cell) => readEmails(cell) ?? 'not-an-email')),
    street: joinCells(reading, 'street'),
    postcode: restorePostcode(reading),
    city: cleanLine(firstCell(reading, 'city')),
    referredBy: cleanLine(firstCell(reading, 'referredBy')),
    remarks: [joinCells(reading, 'remarks'), ...reading.moved].filter((text) => text !== '').join('\n'),
    ref: readRef(firstCell(reading, 'ref')),
    memberRefs: readRefs(firstCell(reading, 'members')),
    archivedOn: readArchivedOn(reading),
  }
  for (const field of ['street', 'postcode', 'city', 'referredBy', 'remarks'] as const) {
    const most = field === 'remarks' ? maxRemarksLength : maxNameLength
    const value = candidate[field]
    if (lengthOf(value) > most) reading.reasons.push({ field, code: 'too-long', value })
  }
  if (reading.reasons.length > 0) return { ...record, reasons: reading.reasons }
  return { row: record.row, line: record.line, ...candidate, notices: reading.notices }
}

function startReading(
  { cells }: CsvRecord,
  mapping: ColumnMapping,
  header: readonly string[] | null,
  options: RowOptions & FileTraits,
): Reading {
  const cellsOf = (field: PatientField) =>
    cells.flatMap((cell, column) =>
      mapping[column] === field && cleanLine(cell) !== '' ? [{ cell, label: header?.[column] || field }] : [],
    )
  return { cellsOf, options, reasons: [], notices: [], moved: [] }
}

function readName(reading: Reading): { readonly lastName: string; readonly firstName: string } {
  for (const order of ['lastFirst', 'firstLast'] as const) {
    const cell = firstCell(reading, order)
    if (cell !== '') return readFullName(cell, order)
  }
  return { lastName: firstCell(reading, 'lastName'), firstName: firstCell(reading, 'firstName') }
}

/** The last line of many spreadsheets, which is nobody. */
function isTotal(name: { readonly lastName: string; readonly firstName: string }): boolean {
  return totals.has(toSearchKey(name.lastName)) && name.firstName === ''
}

function checkLine({ cells }: CsvRecord, mapping: ColumnMapping, { reasons, options }: Reading): void {
  const extra = cells.slice(mapping.length).find((cell) => cleanLine(cell) !== '')
  if (extra !== undefined) reasons.push({ field: 'line', code: 'too-many-cells', value: extra })
  const damaged = options.own ? undefined : cells.find((cell) => cell.includes('\ufffd'))
  if (damaged !== undefined) reasons.push({ field: 'line', code: 'damaged-characters', value: damaged })
}

function checkName(name: { readonly lastName: string; readonly firstName: string }, reading: Reading): void {
  const { own } = reading.options
  for (const field of ['lastName', 'firstName'] as const) {
    const value = name[field]
    if (field === 'firstName' && value === '' && mayHaveOneName(name.lastName, reading)) {
      if (!own) reading.notices.push({ field, code: 'one-name', before: '', after: '' })
      continue
    }
    const code = refuseName(value, own)
    if (code) reading.reasons.push({ field, code, value })
    else if (!own && hasLostLetters(value)) {
      reading.notices.push({ field, code: 'lost-letters', before: value, after: value })
    }
  }
}

/** A heading has one filled cell; a couple, or a person of whom more is known, may have one name. */
function mayHaveOneName(lastName: string, { options, cellsOf }: Reading): boolean {
  const others = patientFields.filter((field) => !nameFields.has(field))
  return lastName !== '' && (options.own || others.some((field) => cellsOf(field).length > 0))
}

function readBirthDates(reading: Reading): readonly string[] {
  const { today, twoDigitYears } = reading.options
  return readEach(reading, 'birthDate', (cell) => {
    const read = readBirthDate(cell, today, twoDigitYears !== 'refuse')
    if ('refused' in read) return read.refused
    if (read.completed) {
      reading.notices.push({ field: 'birthDate', code: 'century-completed', before: cell, after: read.date })
    }
    return [read.date]
  })
}

function readArchivedOn(reading: Reading): string | null {
  const { today } = reading.options
  const [date] = readEach(reading, 'archivedOn', (cell) => {
    const read = readBirthDate(cell, today, false)
    return 'refused' in read ? read.refused : [read.date]
  })
  return date ?? null
}

function restorePostcode(reading: Reading): string {
  const before = cleanLine(firstCell(reading, 'postcode'))
  const after = reading.options.zerosKept ? before : readPostcode(before)
  if (after !== before) reading.notices.push({ field: 'postcode', code: 'postcode-zero', before, after })
  return after
}

/** Reads every cell of a field; one that cannot be read is a reason, or a remark if so chosen. */
function readEach<Value extends string>(
  reading: Reading,
  field: PatientField,
  read: (cell: string) => readonly Value[] | RefusalReason['code'],
): readonly Value[] {
  return reading.cellsOf(field).flatMap(({ cell, label }) => {
    const values = read(cell)
    if (typeof values !== 'string') return values
    if (reading.options.unreadable === 'to-remarks') {
      reading.moved.push(`${label} : ${cleanLine(cell)}`)
      reading.notices.push({ field, code: 'kept-in-remarks', before: cell, after: '' })
    } else reading.reasons.push({ field, code: values, value: cell })
    return []
  })
}

function firstCell(reading: Reading, field: PatientField): string {
  return reading.cellsOf(field)[0]?.cell ?? ''
}

function joinCells(reading: Reading, field: PatientField): string {
  return reading
    .cellsOf(field)
    .map(({ cell }) => cleanText(cell))
    .join('\n')
}

function listed<Value>(value: Value | undefined): readonly Value[] | undefined {
  return value === undefined ? undefined : [value]
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
