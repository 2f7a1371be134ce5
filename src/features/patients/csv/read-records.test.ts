import { describe, expect, test } from 'vitest'

import { detectDelimiter, readRecords } from './read-records.ts'

const rowsOf = (text: string) =>
  readRecords(text, ';').records.map(({ row, line, cells }) => [row, line, ...cells])
const brokenOf = (text: string) => readRecords(text, ';').broken.map(({ row, line, raw }) => [row, line, raw])

describe('records', () => {
  test('every line break, and breaks inside quotes', () => {
    expect(rowsOf('a;b\r\n"1\r\n2";"x ""y"""\n\n3;4\r5;6')).toEqual([
      [1, 1, 'a', 'b'],
      [2, 2, '1\n2', 'x "y"'],
      [3, 4, ''],
      [4, 5, '3', '4'],
      [5, 6, '5', '6'],
    ])
  })

  test('the sep= line of Excel is not a record', () => {
    expect(rowsOf('\ufeffsep=;\r\na;b\r\n')).toEqual([[2, 2, 'a', 'b']])
  })

  test.each([
    ['a quote within a cell', 'a;b\n1"2;3\n4;5\n', [2, 2, '1"2;3'], [3, 3, '4', '5']],
    ['text after a closing quote', 'a;b\n"1"2;3\n4;5\n', [2, 2, '"1"2;3'], [3, 3, '4', '5']],
    ['a quote that is never closed', 'a;b\n"1;3\n4;5', [2, 2, '"1;3'], [3, 3, '4', '5']],
    ['one that a later quote closes wrongly', 'a;b\n"1;3\n4;"5"', [2, 2, '"1;3'], [3, 3, '4', '5']],
    ['in the last line', 'a;b\n4;5\n"1', [3, 3, '"1'], [2, 2, '4', '5']],
  ])('%s costs only its line', (_, text, broken, kept) => {
    expect(brokenOf(text)).toEqual([broken])
    expect(rowsOf(text)).toEqual([[1, 1, 'a', 'b'], kept])
  })

  test('a thousand broken lines do not take minutes, and reading says that it stopped', () => {
    const answer = readRecords(`a;b\n${'x"y;z\n'.repeat(1000)}`, ';')
    expect(answer.broken).toHaveLength(500)
    expect(answer.truncated).toBe(true)
  })

  test('a limit of records', () => {
    const text = 'a;b\n'.repeat(30)
    expect(readRecords(text, ';', 10)).toMatchObject({ truncated: true, records: { length: 10 } })
    expect(readRecords(text, ';', 30)).toMatchObject({ truncated: false, records: { length: 30 } })
  })
})

test.each([
  [';', 'Nom;Prénom;Adresse\nLe Goff;Naïm;3 bis, av. Foch\nRoux;Emma;"12, rue, x"\n'],
  [',', 'Nom,Prénom,Adresse\nLe Goff,Naïm,"3 bis; av. Foch"\n'],
  ['\t', 'Nom\tPrénom\tVille\nLe Goff\tNaïm\tMetz, Nancy; Brest\n'],
  ['|', 'Nom|Prénom\nLe Goff|Naïm\n'],
  [',', 'sep=,\nNom;x,Prénom\n'],
  [';', 'Nom\nDupont\n'],
])('the delimiter %j', (delimiter, text) => expect(detectDelimiter(text)).toBe(delimiter))
