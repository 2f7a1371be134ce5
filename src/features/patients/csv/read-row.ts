import { cleanLine, cleanText, lengthOf, maxNameLength } from '#src/domain/clean-text.ts'
import { toSearchKey } from '#src/domain/search-key.ts'

import type { CandidatePatient, Notice, RefusalReason, RefusedLine } from './candidate.ts'
import type { ColumnMapping, PatientField } from './columns.ts'
import {
  hasLostLetters,
  readBirthDate,
  readEmails,
  readFullName,
  readPhones,
  readPostcode,
  refuseName,
} from './read-fields.ts'
import type { CsvRecord } from './read-records.ts'
import { restoreCell } from './write-csv.ts'

export type RowOptions = {
  readonly today: Temporal.PlainDate
  /** `complete`: `3/4/63` is read in the only century possible and noted. Default: refused. */
  readonly twoDigitYears?: 'refuse' | 'complete'
  /** `to-remarks`: a birth date, phone or mail that cannot be read goes to the remarks. Default: refused. */
  readonly unreadable?: 'refuse' | 'to-remarks'
}

const maxRemarksLength = 10_000
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

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cleanLine(cell) === '')
}

/** Checks one line under a mapping; `header` only names the cells that move to the remarks. */
export function readRow(
  record: CsvRecord,
  mapping: ColumnMapping,
  header: readonly string[] | null,
  options: RowOptions,
): CandidatePatient | RefusedLine {
  const { row, line } = record
  const cells = record.cells.map(restoreCell)
  const notices: Notice[] = []
  const kept: string[] = []
  const reasons: RefusalReason[] = []
  const refuse = (field: RefusalReason['field'], code: RefusalReason['code'], value: string) =>
    reasons.push({ field, code, value })
  const cellsOf = (field: PatientField) =>
    cells.flatMap((cell, column) =>
      mapping[column] === field && cleanLine(cell) !== '' ? [{ cell, column }] : [],
    )
  const first = (field: PatientField) => cellsOf(field)[0]?.cell ?? ''

  /** Reads every cell of a field; what cannot be read is a reason, or a remark if so chosen. */
  const readEach = <Value>(
    field: PatientField,
    read: (cell: string) => Value | RefusalReason['code'],
  ): Value[] =>
    cellsOf(field).flatMap(({ cell, column }) => {
      const value = read(cell)
      if (typeof value !== 'string') return [value]
      if (options.unreadable === 'to-remarks') {
        kept.push(`${header?.[column]?.trim() || field} : ${cleanLine(cell)}`)
        notices.push({ field, code: 'kept-in-remarks', before: cell, after: '' })
      } else refuse(field, value as RefusalReason['code'], cell)
      return []
    })

  const extra = cells.slice(mapping.length).find((cell) => cleanLine(cell) !== '')
  if (extra !== undefined) refuse('line', 'too-many-cells', extra)
  const damaged = cells.find((cell) => cell.includes('\ufffd'))
  if (damaged !== undefined) refuse('line', 'damaged-characters', damaged)

  const name = readName(first, mapping)
  if (totals.has(toSearchKey(name.lastName)) && cleanLine(name.firstName) === '') {
    return {
      row,
      line,
      cells: record.cells,
      reasons: [{ field: 'line', code: 'total-line', value: name.lastName }],
    }
  }
  for (const field of ['lastName', 'firstName'] as const) {
    const code = refuseName(name[field])
    if (code) refuse(field, code, name[field])
    else if (hasLostLetters(name[field])) {
      notices.push({ field, code: 'lost-letters', before: name[field], after: name[field] })
    }
  }

  const [birth] = readEach('birthDate', (cell) => {
    const read = readBirthDate(cell, options.today, options.twoDigitYears === 'complete')
    if ('refused' in read) return read.refused
    if (read.completed) {
      notices.push({ field: 'birthDate', code: 'century-completed', before: cell, after: read.date })
    }
    return read
  })
  const phones = readEach('phone', (cell) => readPhones(cell) ?? 'not-a-phone').flat()
  const emails = readEach('email', (cell) => readEmails(cell) ?? 'not-an-email').flat()

  const postcodeBefore = cleanLine(first('postcode'))
  const postcode = readPostcode(postcodeBefore)
  if (postcode !== postcodeBefore) {
    notices.push({ field: 'postcode', code: 'postcode-zero', before: postcodeBefore, after: postcode })
  }
  const street = cellsOf('street')
    .map(({ cell }) => cleanText(cell))
    .join('\n')
  const city = cleanLine(first('city'))
  const referredBy = cleanLine(first('referredBy'))
  const remarks = [...cellsOf('remarks').map(({ cell }) => cleanText(cell)), ...kept].join('\n')
  for (const [field, value, most] of [
    ['street', street, maxNameLength],
    ['postcode', postcode, maxNameLength],
    ['city', city, maxNameLength],
    ['referredBy', referredBy, maxNameLength],
    ['remarks', remarks, maxRemarksLength],
  ] as const) {
    if (lengthOf(value) > most) refuse(field, 'too-long', value)
  }

  if (reasons.length > 0) return { row, line, cells: record.cells, reasons }
  return {
    row,
    line,
    lastName: cleanLine(name.lastName),
    firstName: cleanLine(name.firstName),
    birthDate: birth?.date ?? null,
    phones: [...new Set(phones)],
    emails: [...new Set(emails)],
    street,
    postcode,
    city,
    referredBy,
    remarks,
    notices,
  }
}

function readName(
  first: (field: PatientField) => string,
  mapping: ColumnMapping,
): { readonly lastName: string; readonly firstName: string } {
  for (const order of ['lastFirst', 'firstLast'] as const) {
    if (mapping.includes(order)) return readFullName(first(order), order)
  }
  return { lastName: first('lastName'), firstName: first('firstName') }
}
