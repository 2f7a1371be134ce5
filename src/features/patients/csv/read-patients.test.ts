import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { isRefused } from '#src/domain/refusal.ts'

import { createPersonIndex } from './duplicates.ts'
import { type ImportChoices, readPatients } from './read-patients.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const fixture = (name: string) => readFileSync(new URL(`../../../../test/fixtures/${name}`, import.meta.url))

function read(bytes: Uint8Array | string, choices: Partial<ImportChoices> = {}) {
  const answer = readPatients(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, {
    today,
    ...choices,
  })
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`)
  expect(answer.accepted.length + answer.duplicates.length + answer.refused.length).toBe(answer.lineCount)
  return answer
}

const refusal = (bytes: readonly number[]) => readPatients(Uint8Array.from(bytes), { today })
const reasonsOf = (answer: ReturnType<typeof read>) =>
  answer.refused.map(({ row, reasons }) => [row, ...reasons.map(({ field, code }) => `${field}: ${code}`)])

describe('a small file with every oddity', () => {
  const answer = read(fixture('patients-oddities.csv'))

  test('is understood without help', () => {
    expect(answer).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      missing: [],
      blankRows: [12],
      lineCount: 23,
    })
    expect(answer.mapping).toEqual([
      'lastName',
      'firstName',
      'birthDate',
      'phone',
      'email',
      'street',
      'postcode',
      'city',
      'referredBy',
      'remarks',
    ])
  })

  test('says why each refused line is refused, by its row in a spreadsheet', () => {
    expect(reasonsOf(answer)).toEqual([
      [9, 'email: not-an-email'],
      [10, 'birthDate: impossible-date'],
      [11, 'birthDate: future-date'],
      [19, 'line: broken-quotes'],
      [20, 'firstName: missing'],
      [21, 'lastName: missing'],
      [22, 'phone: not-a-phone'],
      [24, 'line: too-many-cells'],
      [25, 'line: total-line'],
    ])
    expect(answer.refused[0]).toMatchObject({ line: 10, cells: { 1: 'Anaïs', 4: "pas d'adresse" } })
  })

  test('takes the others with clean values', () => {
    expect(answer.accepted.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 8, 13, 15, 17, 18, 23])
    expect(answer.accepted[2]).toEqual({
      row: 4,
      line: 5,
      kind: null,
      ref: '',
      memberRefs: [],
      archivedOn: null,
      lastName: 'Chevalier',
      firstName: 'Naïm',
      birthDate: '1995-10-07',
      phones: ['+33639981073'],
      emails: [],
      street: '8 chemin du Bois; bât. C',
      postcode: '01000',
      city: 'Bourg-en-Bresse',
      referredBy: '',
      remarks: 'dit "venir de loin"',
      notices: [{ field: 'postcode', code: 'postcode-zero', before: '1000', after: '01000' }],
    })
    expect(answer.accepted[1]?.remarks).toBe('ligne 1\nligne 2')
    expect(answer.accepted[3]?.remarks).toBe('=HYPERLINK("x")')
    expect(answer.accepted[11]).toMatchObject({
      phones: ['+33639989012', '+33199001234'],
      emails: ['chloe@exemple.test', 'faure@exemple.test'],
    })
  })

  test('finds what stands twice, and tells it from people of one name', () => {
    const pairs = (list: typeof answer.duplicates) => list.map(({ candidate, of }) => [candidate.row, of.row])
    expect(pairs(answer.duplicates)).toEqual([
      [14, 13],
      [16, 15],
    ])
    expect(pairs(answer.homonyms)).toEqual([
      [17, 15],
      [18, 17],
    ])
  })

  test('completes short years where only one century is possible, and says so', () => {
    const completed = answer.accepted.flatMap(({ notices }) =>
      notices.filter(({ code }) => code === 'century-completed').map(({ before, after }) => [before, after]),
    )
    expect(completed).toEqual([
      ['8/11/10', '2010-11-08'],
      ['8/4/20', '2020-04-08'],
      ['3/4/63', '1963-04-03'],
    ])
    const file = 'Nom;Prénom;Né le\nFontaine;Awa;8/4/20\nRoux;Emma;31/2/63\n'
    const in2024 = read(file, { today: Temporal.PlainDate.from('2024-11-22') })
    expect(reasonsOf(in2024)).toEqual([
      [2, 'birthDate: two-digit-year'],
      [3, 'birthDate: impossible-date'],
    ])
    const refused = read(fixture('patients-oddities.csv'), { twoDigitYears: 'refuse' })
    expect(reasonsOf(refused).slice(0, 3)).toEqual([6, 7, 8].map((row) => [row, 'birthDate: two-digit-year']))
  })

  test('moves what it cannot read to the remarks when asked', () => {
    const moved = read(fixture('patients-oddities.csv'), { unreadable: 'to-remarks' })
    const remarks = new Map(moved.accepted.map((candidate) => [candidate.row, candidate.remarks]))
    expect(remarks.get(9)).toBe("E-mail : pas d'adresse")
    expect(remarks.get(10)).toBe('Date de naissance : 31/02/1984')
    expect(moved.refused.map(({ row }) => row)).toEqual([19, 20, 21, 24, 25])
  })
})

describe('the two files of a practice', () => {
  const utf8 = read(fixture('patients-excel-utf8.csv'))
  const ansi = read(fixture('patients-excel-ansi.csv'))

  test('counts', () => {
    const counts = ({ lineCount, accepted, duplicates, homonyms, refused, blankRows }: typeof utf8) => [
      lineCount,
      accepted.length,
      duplicates.length,
      homonyms.length,
      refused.length,
      blankRows.length,
    ]
    expect(utf8.encoding).toBe('utf-8')
    expect(counts(utf8)).toEqual([188, 182, 2, 4, 4, 1])
    expect(ansi.encoding).toBe('windows-1252')
    expect(counts(ansi)).toEqual([79, 75, 2, 2, 2, 1])
  })

  test('reasons', () => {
    expect(reasonsOf(utf8)).toEqual([
      [25, 'email: not-an-email'],
      [59, 'birthDate: impossible-date'],
      [94, 'email: not-an-email'],
      [102, 'line: total-line'],
    ])
    expect(reasonsOf(ansi)).toEqual(reasonsOf(utf8).slice(0, 2))
  })

  test('restores postcodes, completes years and notes the letters that Windows-1252 lost', () => {
    const notices = (list: typeof utf8) => list.accepted.flatMap((candidate) => candidate.notices)
    const count = (list: typeof utf8, wanted: string) =>
      notices(list).filter(({ code }) => code === wanted).length
    expect([count(utf8, 'postcode-zero'), count(ansi, 'postcode-zero')]).toEqual([30, 12])
    expect([count(utf8, 'century-completed'), count(ansi, 'century-completed')]).toEqual([5, 1])
    expect(notices(ansi).flatMap(({ code, before }) => (code === 'lost-letters' ? [before] : []))).toEqual([
      '?ukaszewski',
      '?ukaszewski',
      '?rem',
      'Nguy?n',
      'Ng?c',
      'Nguy?n',
    ])
  })

  test('are the same people: the second file, and either one again, brings nobody twice', () => {
    const likenesses = (known: typeof utf8, file: typeof utf8) => {
      const index = createPersonIndex(known.accepted)
      return file.accepted.map((candidate) => index.find(candidate)?.likeness ?? 'new')
    }
    expect(likenesses(utf8, ansi)).toEqual(Array(75).fill('certain'))
    expect(likenesses(utf8, utf8)).toEqual(Array(182).fill('certain'))
    expect(likenesses(ansi, ansi)).toEqual(Array(75).fill('certain'))
    const later = likenesses(ansi, utf8)
    expect(later.filter((likeness) => likeness === 'certain')).toHaveLength(75)
    expect(later.filter((likeness) => likeness === 'new')).toHaveLength(106)
  })
})

describe('files of other shapes', () => {
  test('commas, English names, a byte order mark', () => {
    const answer = read(
      '\ufeffFirst name,Last name,Date of birth,Phone\nAda,Lovelace,10/12/1985,"06 39 98 00 01"\n',
    )
    expect(answer.delimiter).toBe(',')
    expect(answer.accepted).toMatchObject([
      { lastName: 'Lovelace', firstName: 'Ada', birthDate: '1985-12-10', phones: ['+33639980001'] },
    ])
  })

  test('no header line: columns by what they hold', () => {
    const answer = read(
      'Dupont\tJean\t12/03/1980\t06 39 98 00 01\tjean@exemple.test\t67000\nRoux\tAnne\t\t\t\t1000\n',
    )
    expect(answer).toMatchObject({ header: null, delimiter: '\t' })
    expect(answer.mapping).toEqual(['lastName', 'firstName', 'birthDate', 'phone', 'email', 'postcode'])
    expect(answer.accepted.map(({ row, postcode }) => [row, postcode])).toEqual([
      [1, '67000'],
      [2, '01000'],
    ])
  })

  test('full names in one column, several phones and streets', () => {
    const answer = read(
      'Nom et prénom;Fixe;Portable;Adresse;Complément\nDUPONT DURAND Jean Marc;01 99 00 00 01;06 39 98 00 01;1 rue A;bât. B\nLe Goff, Naïm;;;;\n',
    )
    expect(answer.accepted).toMatchObject([
      {
        lastName: 'DUPONT DURAND',
        firstName: 'Jean Marc',
        phones: ['+33199000001', '+33639980001'],
        street: '1 rue A\nbât. B',
      },
      { lastName: 'Le Goff', firstName: 'Naïm' },
    ])
  })

  test('unknown columns: nothing is judged until they are chosen', () => {
    const file = new TextEncoder().encode('A;B;C\nDupont;Jean;x\n')
    const unmapped = { hasHeader: true, mapping: [undefined, undefined, undefined] }
    expect(readPatients(file, { today, ...unmapped })).toMatchObject({
      missing: ['lastName', 'firstName'],
      sample: [['Dupont', 'Jean', 'x']],
      accepted: [],
      lineCount: 1,
    })
    const chosen = read(file, { hasHeader: true, mapping: ['lastName', 'firstName', undefined] })
    expect(chosen.accepted).toMatchObject([{ lastName: 'Dupont', firstName: 'Jean', remarks: '' }])
  })

  test('what is not a table of text is refused as a whole', () => {
    expect(refusal([])).toEqual({ refused: 'empty-file' })
    expect(refusal([0xef, 0xbb, 0xbf, 0x0a])).toEqual({ refused: 'empty-file' })
    expect(refusal([0x50, 0x4b, 0x03, 0x04, 0x14])).toEqual({ refused: 'workbook' })
    expect(refusal([0x25, 0x50, 0x44, 0x46, 0x2d])).toEqual({ refused: 'not-text' })
    expect(refusal([0x41, 0, 0, 0, 0x42, 0, 0, 0, 0, 0])).toEqual({ refused: 'not-text' })
  })

  test('hostile names come through exactly', () => {
    const names = ["O'Neil", 'Ângela-Zoë', '李', '<b>', '=cmd()', 'محمد', '🙂a', 'x'.repeat(300)]
    const answer = read(`Nom;Prénom\n${names.map((name) => `${name};${name}\n`).join('')}`)
    expect(answer.accepted.map(({ lastName }) => lastName)).toEqual(names)
    const tooLong = read(`Nom;Prénom\n${'x'.repeat(301)};A\n`)
    expect(reasonsOf(tooLong)).toEqual([[2, 'lastName: too-long']])
  })
})
