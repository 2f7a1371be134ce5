import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { cleanLine, cleanText } from '#src/domain/clean-text.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { seed } from '#test/seed.ts'

import type { CandidatePatient } from './candidate.ts'
import { type ExportedPatient, patientsToCsv, refusedToCsv } from './export-patients.ts'
import { isGroupKind } from './read-kind.ts'
import { readPatients } from './read-patients.ts'
import { readVcards } from './read-vcard.ts'
import { restoreCell, toCsv } from '#src/domain/csv-text.ts'
import { toVcards } from './write-vcard.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const bytes = (text: string) => new TextEncoder().encode(text)
const id = '019aa8d0-0000-7000-8000-000000000001'

const sample: ExportedPatient = {
  id,
  kind: 'adult',
  memberIds: [],
  archivedOn: '2026-03-02',
  lastName: 'O\'Neil-Łukasz; "dit" le, Long',
  firstName: '李 🙂',
  birthDate: '1971-11-13',
  phones: ['+33639981234', '+590690123456', '+41791234567'],
  emails: ["o'neil+psy@exemple.test", 'b@exemple.test'],
  street: '8 chemin du Bois; bât. C\n2e étage',
  postcode: '01000',
  city: 'Bourg-en-Bresse',
  referredBy: '=cmd()',
  remarks: '=HYPERLINK("x")\nligne 2; \\n n’est pas un saut',
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => cleanLine(`${text}a`))
const prefix = fc.constantFrom('', '=', '+', '-', '@', "'", "'=", "''+", '"', ';')
const oddName = fc.constantFrom('?', 'Total', '\ufffd', 'Nguy?n', 'X'.repeat(300))
const patient = fc.record<Omit<ExportedPatient, 'id' | 'memberIds'>>({
  kind: fc.constantFrom('adult', 'minor', 'couple', 'family'),
  lastName: fc.oneof(
    fc.tuple(prefix, name).map(([first, rest]) => cleanLine(first + rest)),
    oddName,
  ),
  firstName: fc.oneof(
    fc.tuple(prefix, name).map(([first, rest]) => cleanLine(first + rest)),
    oddName,
    fc.constant(''),
  ),
  birthDate: fc.option(
    fc
      .date({ min: new Date('1910-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  ),
  archivedOn: fc.constantFrom(null, '2026-11-01', '2019-02-28'),
  phones: fc.uniqueArray(fc.constantFrom('+33639981234', '+33199001234', '+590690123456', '+41791234567')),
  emails: fc.uniqueArray(fc.constantFrom('a@exemple.test', "o'neil+x@exemple.test", 'é@exemple.test')),
  street: fc.tuple(prefix, fc.string({ unit: 'grapheme' })).map(([first, rest]) => cleanText(first + rest)),
  postcode: fc.constantFrom('', '01000', '1000', '2A004', '97400', 'SW1A 1AA'),
  city: name,
  referredBy: fc.tuple(prefix, name).map(([first, rest]) => cleanLine(first + rest)),
  remarks: fc
    .tuple(prefix, fc.string({ unit: 'grapheme' }))
    .map(([first, rest]) => cleanText(`${first}${rest}\n${rest}`)),
})
/** A practice's patients: some alike in everything, couples and families with members among the others. */
const practices = fc
  .tuple(fc.array(patient, { minLength: 1, maxLength: 6 }), fc.boolean(), fc.infiniteStream(fc.boolean()))
  .map(([some, twice, coins]) => {
    const all = (twice ? [...some, ...some] : some).map((one, index) => ({
      ...one,
      id: `019aa8d0-0000-7000-8000-0000000000${String(index + 10)}`,
    }))
    const people = all.filter(({ kind }) => !isGroupKind(kind))
    return all.map((one): ExportedPatient => {
      if (!isGroupKind(one.kind)) return { ...one, memberIds: [] }
      const memberIds = people.filter(() => coins.next().value).map((member) => member.id)
      return { ...one, birthDate: null, memberIds }
    })
  })

/** Lines of text are not rows: remarks may have several. */
function withoutLine(candidate: CandidatePatient): object {
  return { ...candidate, line: 0 }
}

/** What reading an export must give: the values themselves, numbered as the format numbers them. */
function candidatesOf(
  exported: readonly ExportedPatient[],
  refOf: (id: string) => string,
  firstRow: number,
): object[] {
  return exported.map(({ id: own, memberIds, ...values }, index) => ({
    ...values,
    ref: refOf(own),
    memberRefs: memberIds.map(refOf),
    row: firstRow + index,
    line: 0,
    notices: [],
  }))
}

describe('CSV', () => {
  test('is what Excel opens rightly in France', () => {
    expect(
      toCsv([
        ['a', 'b;c'],
        ['d "e"', 'f\ng'],
      ]),
    ).toBe('\ufeffa;"b;c"\r\n"d ""e""";"f\ng"\r\n')
  })

  test('no cell is a formula, and each comes back', () => {
    const cells = ['=1', '+33', '-2', '@a', '\tx', "'=1", "''=1", "'Aïcha", "'", "o'k", '＝1']
    const [line = ''] = toCsv([cells]).slice(1).split('\r\n')
    const written = line.split(';').map((cell) => cell.replace(/^"|"$/g, ''))
    expect(written.filter((cell) => /^[=+\-@\t＝]/.test(cell))).toEqual([])
    expect(written.map(restoreCell)).toEqual(cells)
  })

  test('comes back exactly, whatever the names', () => {
    const comeBack = (exported: readonly ExportedPatient[]) => {
      const numbered = (own: string) => String(exported.findIndex((one) => one.id === own) + 1)
      const read = importCsv(patientsToCsv(exported)).map(withoutLine)
      expect(read).toEqual(candidatesOf(exported, numbered, 2))
    }
    comeBack([sample])
    comeBack([{ ...sample, firstName: '' }])
    fc.assert(fc.property(practices, comeBack), { seed, numRuns: 200 })
  })

  test('saved again by a spreadsheet, which drops zeros, gives them back', () => {
    const csv = patientsToCsv([sample]).replace(';01;', ';1;').replace('01000', '1000')
    expect(importCsv(csv)).toMatchObject([
      { postcode: '01000', ref: '1', notices: [{ code: 'postcode-zero' }] },
    ])
  })

  test('one that was written before files said whether they are archived is known as ours', () => {
    const older = patientsToCsv([{ ...sample, lastName: 'Nguy?n', archivedOn: null }])
      .replace(';Archivé le\r\n', '\r\n')
      .replace(/;\r\n$/, '\r\n')
    expect(importCsv(older)).toMatchObject([{ lastName: 'Nguy?n', archivedOn: null, notices: [] }])
  })

  test('a couple’s members that are not in the file are named', () => {
    const [couple] = importCsv(
      'Nom;Prénom;Type de fiche;Fiche n°;Membres (fiches n°)\nRoux;Emma;Adulte;01;\nRoux;;Couple;02;"1 ; 7"\n',
    ).slice(1)
    expect(couple).toMatchObject({
      kind: 'couple',
      memberRefs: ['1'],
      notices: [{ code: 'one-name' }, { code: 'members-missing', before: '7' }],
    })
  })

  test('refused lines come back mendable, with the reason beside them', () => {
    const file = 'Nom;Prénom;Né le\nRoux;Emma;31/02/1984\nPetit;"Élise;x\n'
    const answer = readPatients(bytes(file), { today })
    if (isRefused(answer)) throw new Error(answer.refused)
    const csv = refusedToCsv(
      answer.header,
      answer.refused,
      'Motif',
      ({ code, value }) => `${code} (${value})`,
    )
    expect(csv.slice(1).split('\r\n')).toEqual([
      'Nom;Prénom;Né le;Motif',
      'Roux;Emma;31/02/1984;impossible-date (31/02/1984)',
      '"Petit;""Élise;x";;;"broken-quotes (Petit;""Élise;x)"',
      '',
    ])
    const mended = readPatients(bytes(csv.replace('31/02', '28/02')), { today })
    expect(mended).toMatchObject({ accepted: [{ lastName: 'Roux', birthDate: '1984-02-28' }] })
  })
})

describe('vCard', () => {
  test('is version 4.0, escaped, with its own identifier', () => {
    const card = toVcards([sample])
    const lines = card.replace(/\r\n /g, '').split('\r\n')
    expect(lines).toContain('VERSION:4.0')
    expect(lines).toContain(`UID:urn:uuid:${id}`)
    expect(lines).toContain('N:O\'Neil-Łukasz\\; "dit" le\\, Long;李 🙂;;;')
    expect(lines).toContain('BDAY:19711113')
    expect(lines).toContain('TEL;VALUE=uri;TYPE=cell:tel:+33639981234')
    expect(lines).toContain('ADR:;;8 chemin du Bois\\; bât. C\\n2e étage;Bourg-en-Bresse;;01000;')
  })

  test('no line is longer than 75 octets, and no character is cut', () => {
    const card = toVcards([{ ...sample, remarks: '🙂é'.repeat(200) }])
    for (const line of card.split('\r\n')) {
      expect(bytes(line).length).toBeLessThanOrEqual(75)
      expect(line.isWellFormed()).toBe(true)
    }
  })

  test('comes back exactly, but for who referred the patient', () => {
    fc.assert(
      fc.property(practices, (exported) => {
        const answer = readVcards(bytes(toVcards(exported)), { today })
        if (isRefused(answer)) throw new Error(answer.refused)
        expect(answer.refused).toEqual([])
        const read = answer.accepted.map(withoutLine)
        const expected = exported.map((one) => ({ ...one, referredBy: '', archivedOn: null }))
        expect(read).toEqual(candidatesOf(expected, (own) => `urn:uuid:${own}`, 1))
      }),
      { seed, numRuns: 200 },
    )
  })

  test('reads what telephones write', () => {
    const answer = readVcards(
      bytes(
        [
          'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Le Goff;Naïm;;;\r\nFN:Naïm Le Goff\r\nBDAY;VALUE=date:1971-11-13',
          'item1.TEL;type=CELL;type=pref:06 39 98 12 34\r\nTEL;type=HOME:+33 1 99 00 12 34',
          'item2.ADR;type=HOME:;;3 bis\\, av. Foch;Saint-Denis;;97400;France',
          'item2.X-ABLabel:_$!<HomePage>!$_\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\nEND:VCARD',
          'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gu=C3=A9rin;Ad=C3=A8=\r\nle;;;\r\nTEL;CELL:0639980001\r\nEND:VCARD',
          'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoé Roux\r\nBDAY:--1113\r\nEND:VCARD',
          'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Coupé Net\r\n',
        ].join('\r\n'),
      ),
      { today },
    )
    expect(answer).toMatchObject({
      lineCount: 4,
      accepted: [
        {
          row: 1,
          lastName: 'Le Goff',
          firstName: 'Naïm',
          birthDate: '1971-11-13',
          phones: ['+33639981234', '+33199001234'],
          street: '3 bis, av. Foch',
          postcode: '97400',
          city: 'Saint-Denis',
        },
        { row: 2, lastName: 'Guérin', firstName: 'Adèle', phones: ['+33639980001'] },
      ],
      refused: [
        { row: 3, reasons: [{ field: 'birthDate', code: 'not-a-date', value: '--1113' }] },
        { row: 4, reasons: [{ code: 'broken-card' }] },
      ],
    })
    expect(readVcards(bytes('Nom;Prénom\n'), { today })).toEqual({ refused: 'not-a-vcard' })
  })
})

function importCsv(csv: string) {
  const answer = readPatients(bytes(csv), { today })
  if (isRefused(answer)) throw new Error(answer.refused)
  expect(answer.refused).toEqual([])
  return answer.accepted
}
