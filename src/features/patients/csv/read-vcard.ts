import { type BytesRefusal, decodeBytes } from '#src/domain/decode-bytes.ts'
import { isRefused, type Refused } from '#src/domain/refusal.ts'

import type { RefusedLine } from './candidate.ts'
import type { ColumnMapping } from './columns.ts'
import { type JudgedLines, judgeLines } from './judge-lines.ts'
import { readFullName } from './read-fields.ts'
import { type CsvRecord, maxRows } from './read-records.ts'
import type { RowOptions } from './read-row.ts'
import { productId } from './write-vcard.ts'

type Property = { readonly name: string; readonly value: string }

// A card becomes a line with these columns, so that one set of rules judges both.
const mapping: ColumnMapping = [
  'lastName',
  'firstName',
  'birthDate',
  'phone',
  'email',
  'street',
  'postcode',
  'city',
  'remarks',
  'kind',
  'ref',
  'members',
]
const labels = ['N', 'N', 'BDAY', 'TEL', 'EMAIL', 'ADR', 'ADR', 'ADR', 'NOTE', 'KIND', 'UID', 'MEMBER']

/**
 * Reads vCards 2.1, 3.0 and 4.0 as phones and address books write them, and judges each like a line
 * of CSV; `row` and `line` count the cards. A birth date without year is refused or moved like any other
 * unreadable one; photographs and whatever Divan has no field for are left out.
 */
export function readVcards(
  bytes: Uint8Array,
  options: RowOptions,
): (JudgedLines & { readonly lineCount: number }) | BytesRefusal | Refused<'not-a-vcard' | 'too-many-lines'> {
  const decoded = decodeBytes(bytes)
  if (isRefused(decoded)) return decoded
  const [before, ...cards] = unfold(decoded.text).split(/^BEGIN:VCARD[ \t]*$/im)
  if (before === undefined || cards.length === 0) return { refused: 'not-a-vcard' }
  if (cards.length > maxRows) return { refused: 'too-many-lines' }
  const lines: CsvRecord[] = []
  const broken: RefusedLine[] = []
  for (const [index, card] of cards.entries()) {
    const row = index + 1
    const end = card.search(/^END:VCARD/im)
    if (end !== -1) lines.push({ row, line: row, cells: toCells(readProperties(card.slice(0, end))) })
    else {
      const value = card.trim().slice(0, 200)
      broken.push({
        row,
        line: row,
        cells: [value],
        reasons: [{ field: 'line', code: 'broken-card', value }],
      })
    }
  }
  const own = cards.every((card) => card.includes(`\nPRODID:${productId}\n`))
  const judged = judgeLines(lines, mapping, labels, { ...options, own, zerosKept: own })
  const refused = [...judged.refused, ...broken].sort((a, b) => a.row - b.row)
  return { ...judged, refused, lineCount: cards.length }
}

function toCells(properties: readonly Property[]): readonly string[] {
  const valuesOf = (name: string) => properties.filter((property) => property.name === name)
  const first = (name: string) => valuesOf(name)[0]?.value ?? ''
  const [last = '', given = ''] = splitValue(first('N'))
  const name =
    last === '' && given === ''
      ? readFullName(unescape(first('FN')), 'firstLast')
      : { lastName: last, firstName: given }
  const [box = '', extended = '', street = '', city = '', , postcode = ''] = splitValue(first('ADR'))
  return [
    name.lastName,
    name.firstName,
    readDay(first('BDAY')),
    valuesOf('TEL')
      .map(({ value }) => unescape(value).replace(/^tel:/i, '').replace(/;.*$/, ''))
      .join('\n'),
    valuesOf('EMAIL')
      .map(({ value }) => unescape(value))
      .join('\n'),
    [box, extended, street].filter((part) => part !== '').join('\n'),
    postcode,
    city,
    valuesOf('NOTE')
      .map(({ value }) => unescape(value))
      .join('\n'),
    ...(first('PRODID') === productId
      ? [
          first('X-DIVAN-KIND'),
          first('UID'),
          valuesOf('MEMBER')
            .map(({ value }) => value)
            .join('\n'),
        ]
      : []),
  ]
}

function readProperties(card: string): readonly Property[] {
  return card.split('\n').flatMap((line) => {
    const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line.trimEnd())
    if (!match) return []
    const [, name = '', parameters = '', value = ''] = match
    const quoted = /ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE/i.test(parameters)
    return [{ name: name.toUpperCase(), value: quoted ? decodeQuotedPrintable(value) : value }]
  })
}

/** `19711113`, `1971-11-13`, with or without a time, become ISO; anything else stays to be judged. */
function readDay(value: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(value.trim())
  return match ? `${match[1]}-${match[2]}-${match[3]}` : value
}

/** Joins folded lines (RFC 6350 §3.2) and the soft breaks of vCard 2.1's quoted-printable. */
function unfold(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^([^\n]*QUOTED-PRINTABLE[^\n]*)=\n(?:[^\n]*=\n)*[^\n]*/gim, (folded) =>
      folded.replace(/=\n/g, ''),
    )
    .replace(/\n[ \t]/g, '')
}

function decodeQuotedPrintable(value: string): string {
  const bytes: number[] = []
  for (let index = 0; index < value.length; index++) {
    const hex = /^=([0-9a-f]{2})/i.exec(value.slice(index, index + 3))?.[1]
    if (hex) {
      bytes.push(Number.parseInt(hex, 16))
      index += 2
    } else bytes.push(...new TextEncoder().encode(value[index] ?? ''))
  }
  const decoded = decodeBytes(Uint8Array.from(bytes))
  return isRefused(decoded) ? '' : decoded.text
}

/** Splits at separators that are not escaped, then removes the escapes (RFC 6350 §3.4). */
function splitValue(value: string): readonly string[] {
  const parts = ['']
  for (let index = 0; index < value.length; index++) {
    const character = value[index] ?? ''
    if (character === ';') parts.push('')
    else {
      const escaped = character === '\\' ? character + (value[++index] ?? '') : character
      parts[parts.length - 1] += escaped
    }
  }
  return parts.map(unescape)
}

function unescape(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character))
}
