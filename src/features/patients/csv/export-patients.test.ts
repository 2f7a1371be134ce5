import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { cleanLine, cleanText } from '#src/domain/clean-text.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { seed } from '#test/seed.ts'

import { type ExportedPatient, patientsToCsv, refusedToCsv } from './export-patients.ts'
import { readPatients } from './read-patients.ts'
import { readVcards } from './read-vcard.ts'
import { restoreCell, toCsv } from './write-csv.ts'
import { toVcards } from './write-vcard.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const bytes = (text: string) => new TextEncoder().encode(text)
const id = '019aa8d0-0000-7000-8000-000000000001'

const sample: ExportedPatient = {
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
const patients = fc.record<ExportedPatient>({
  lastName: fc.tuple(prefix, name).map(([first, rest]) => cleanLine(first + rest)),
  firstName: fc.tuple(prefix, name).map(([first, rest]) => cleanLine(first + rest)),
  birthDate: fc.option(
    fc
      .date({ min: new Date('1910-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  ),
  phones: fc.uniqueArray(fc.constantFrom('+33639981234', '+33199001234', '+590690123456', '+41791234567')),
  emails: fc.uniqueArray(fc.constantFrom('a@exemple.test', "o'neil+x@exemple.test", 'é@exemple.test')),
  street: fc.tuple(prefix, fc.string({ unit: 'grapheme' })).map(([first, rest]) => cleanText(first + rest)),
  postcode: fc.constantFrom('', '01000', '2A004', '97400', 'SW1A 1AA'),
  city: name,
  referredBy: fc.tuple(prefix, name).map(([first, rest]) => cleanLine(first + rest)),
  remarks: fc
    .tuple(prefix, fc.string({ unit: 'grapheme' }))
    .map(([first, rest]) => cleanText(`${first}${rest}\n${rest}`)),
})

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
    const index = { row: 2, line: 2, notices: [] }
    expect(importCsv(patientsToCsv([sample]))).toEqual([{ ...sample, ...index }])
    fc.assert(
      fc.property(patients, (patient) => {
        fc.pre(!isRefusedByDesign(patient))
        expect(importCsv(patientsToCsv([patient]))).toEqual([{ ...patient, ...index }])
      }),
      { seed, numRuns: 200 },
    )
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
    const card = toVcards([{ ...sample, id }])
    const lines = card.replace(/\r\n /g, '').split('\r\n')
    expect(lines).toContain('VERSION:4.0')
    expect(lines).toContain(`UID:urn:uuid:${id}`)
    expect(lines).toContain('N:O\'Neil-Łukasz\\; "dit" le\\, Long;李 🙂;;;')
    expect(lines).toContain('BDAY:19711113')
    expect(lines).toContain('TEL;VALUE=uri;TYPE=cell:tel:+33639981234')
    expect(lines).toContain('ADR:;;8 chemin du Bois\\; bât. C\\n2e étage;Bourg-en-Bresse;;01000;')
  })

  test('no line is longer than 75 octets, and no character is cut', () => {
    const card = toVcards([{ ...sample, id, remarks: '🙂é'.repeat(200) }])
    for (const line of card.split('\r\n')) {
      expect(bytes(line).length).toBeLessThanOrEqual(75)
      expect(line.isWellFormed()).toBe(true)
    }
  })

  test('comes back exactly, but for who referred the patient', () => {
    fc.assert(
      fc.property(patients, (patient) => {
        fc.pre(!isRefusedByDesign(patient))
        const answer = readVcards(bytes(toVcards([{ ...patient, id }])), { today })
        if (isRefused(answer)) throw new Error(answer.refused)
        expect(answer.accepted).toEqual([{ ...patient, referredBy: '', row: 1, line: 1, notices: [] }])
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

/** A `?` in a name may be a lost letter, U+FFFD is one for certain: an import says so. */
function isRefusedByDesign(patient: ExportedPatient): boolean {
  const text = JSON.stringify(patient)
  return text.includes('\ufffd') || `${patient.lastName}${patient.firstName}`.includes('?')
}
