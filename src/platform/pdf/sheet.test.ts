import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { pdfLines, readPdfText } from '#test/read-pdf-text.ts'
import { PAGE, type TextStyle, createSheet } from './sheet.ts'

const createdAt = Temporal.Instant.from('2026-11-22T20:00:00Z')
const body: TextStyle = { face: 'regular', size: 10, colour: '#000000' }

const names = [
  'O’Neil & <b> =cmd()',
  'Ângela-Zoë',
  'Łukasz ff fi',
  'Nguyễn Дмитрий Ελένη',
  'Li 李小龍',
  'שלום עולם',
  // Letters that differ by their dots alone.
  'محمد العربي بتثن',
  '👩‍👧👍🏽 (ok)',
  'कि क्ष',
  'Kim 김철수',
]

async function drawNames(): Promise<Buffer> {
  const sheet = createSheet({ title: 'Essai', createdAt })
  names.forEach((name, index) => sheet.text(name, 50, 100 + index * 20, body))
  return sheet.finish()
}

const joined = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/\s/g, ''))

test('text is read back by a machine as it was given, in any script', async () => {
  // Pieces of one line stand apart here.
  expect(joined(pdfLines(await drawNames()))).toEqual(joined(names))
})

const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0

test.skipIf(!hasPdftotext)('by another program too', async () => {
  const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: await drawNames(), encoding: 'utf8' })
  // It marks what goes from right to left.
  const lines = stdout.replaceAll(/[\u202a-\u202c\f]/g, '').split('\n')
  expect(lines.map((line) => line.trim()).filter((line) => line !== '')).toEqual(names)
})

test('amounts end where they are told to, with figures of one width', async () => {
  const style: TextStyle = { ...body, align: 'right', tabular: true }
  const sheet = createSheet({ title: 'Essai', createdAt })
  expect(sheet.width('111,11', style)).toBeCloseTo(sheet.width('888,88', style), 6)
  sheet.text('1,00', 500, 100, style)
  const [piece] = readPdfText(await sheet.finish())
  expect(piece?.text).toBe('1,00')
  expect((piece?.x ?? 0) + createSheet({ title: '', createdAt }).width('1,00', style)).toBeCloseTo(500, 1)
})

test('the same drawing is the same bytes, another date other bytes', async () => {
  const draw = (at: Temporal.Instant) => {
    const sheet = createSheet({ title: 'Essai', createdAt: at })
    sheet.text('Bonjour 李', 50, PAGE.height / 2, body)
    return sheet.finish()
  }
  const [one, two, other] = [
    await draw(createdAt),
    await draw(createdAt),
    await draw(createdAt.add({ seconds: 1 })),
  ]
  expect(one.equals(two)).toBe(true)
  expect(one.equals(other)).toBe(false)
})

test('is a PDF/A-3b with embedded fonts and well-formed metadata', async () => {
  const sheet = createSheet({ title: 'Facture A&B<2026>', createdAt })
  sheet.text('x', 50, 50, body)
  const text = (await sheet.finish()).toString('latin1')
  expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
  expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
  expect(text).toContain('/OutputIntents')
  expect(text).toContain('/FontFile2')
  expect(text).not.toContain('Helvetica')
  expect(text).toContain('>Facture A B 2026 <')
})
