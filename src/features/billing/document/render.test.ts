import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { collect } from '#src/platform/files/files.ts'
import { findDue, runDue } from '#test/due.ts'
import { pdfLines, readPdfText } from '#test/read-pdf-text.ts'
import { type Inhabitant, type World, createWorld } from '#test/world.ts'
import { careLine, fillIdentity, insertPatient, insertPayer, issueOne } from '#test/worlds/billing.ts'
import { pdfPlace } from './store-invoice-pdf.ts'

let world: World
let patientId: string
beforeAll(async () => {
  world = await createWorld()
  await fillIdentity(world.alice)
  patientId = await insertPatient(world.alice, "O'Neil 李", 'Ângela-Zoë')
})
afterAll(() => world.close())

async function download(id: string): Promise<Buffer> {
  const answer = await world.alice.get(`/factures/${id}.pdf`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  return Buffer.from(await answer.arrayBuffer())
}

async function readStored(key: string): Promise<Buffer> {
  const file = await world.platform.storage.open(key)
  if (!file) throw new Error('the file is not there')
  return collect(file)
}

const issue = async (fields: object = {}) => {
  const made = await world.alice.postJson('/factures', {
    patientId,
    lines: [{ ...careLine, serviceDate: '2026-11-17' }],
    issue: '1',
    ...fields,
  })
  expect(made.status).toBe(201)
  return made.body as { id: string; number: string }
}

describe('the PDF', () => {
  test('says everything the law wants, and fits one page', async () => {
    const invoice = await issue()
    const pdf = await download(invoice.id)
    const text = pdfLines(pdf).join('\n').replaceAll('\u00a0', ' ')
    for (const part of [
      'Facture',
      `N° ${invoice.number}`,
      'Date d’émission : 22 novembre 2026',
      'Échéance : 22 décembre 2026',
      'Alice Martin EI',
      '12 rue des Tilleuls',
      '69003 Lyon',
      'SIRET 123 456 789 00012',
      'RPPS 10101234567',
      'ADELI 699312345',
      "Ângela-Zoë O'Neil  李",
      '17/11/2026',
      'Séance',
      '60,00 €',
      'TVA non applicable, art. 261-4-1° du CGI',
      'Reste dû',
      'Signature et cachet',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain('Acquittée')
    expect(text).not.toContain('recouvrement')
    expect(new Set(readPdfText(pdf).map((piece) => piece.page))).toEqual(new Set([0]))
  })

  test('amounts stand right under one another', async () => {
    const invoice = await issue({ lines: [careLine, { ...careLine, quantity: 12, unitPriceCents: 123_456 }] })
    const amounts = readPdfText(await download(invoice.id)).filter(
      (piece) => /^(60,00|14.814,72).€$/.test(piece.text) && piece.x > 440,
    )
    expect(amounts).toHaveLength(2)
    // Six figures of one width and a space more than four: the shorter one starts further right.
    expect(amounts[0]?.x ?? 0).toBeGreaterThan(amounts[1]?.x ?? 0)
  })

  test('names payer and patient, tax by rate, and what late payment costs a business', async () => {
    const payerId = await insertPayer(world.alice, patientId, 'Employeur & Cie <b>', { kind: 'organisation' })
    const taxed = { label: 'Formation', quantity: 1, unitPriceCents: 10000, vatMode: 'STANDARD' }
    const invoice = await issue({ payerId, lines: [careLine, taxed, { ...taxed, vatRateBasisPoints: 550 }] })
    const text = pdfLines(await download(invoice.id))
      .join('\n')
      .replaceAll('\u00a0', ' ')
    for (const part of [
      'Employeur & Cie <b>',
      '1 place Bellecour',
      'Patient',
      "Ângela-Zoë O'Neil",
      'Total HT 260,00 €',
      'TVA 20 % sur 100,00 € 20,00 €',
      'TVA 5,5 % sur 100,00 € 5,50 €',
      'Total TTC 285,50 €',
      'recouvrement de 40,00 €',
    ]) {
      expect(text.replaceAll('\n', ' ').replaceAll(/ +/g, ' ')).toContain(part)
    }
  })

  test('shows the state of the day: in part, paid, taken back', async () => {
    const invoice = await issue()
    const state = async () =>
      pdfLines(await download(invoice.id))
        .join('\n')
        .replaceAll('\u00a0', ' ')
    await world.alice.postJson('/reglements', { invoiceId: invoice.id, method: 'card', amountCents: 2000 })
    expect(await state()).toMatch(/Reste dû 40,00 €/)
    expect(await state()).not.toContain('Acquittée')
    await world.alice.postJson('/reglements', {
      invoiceId: invoice.id,
      method: 'cheque',
      amountCents: 4000,
      cheque: { number: '0012345' },
    })
    expect((await state()).replaceAll('\n', ' ')).toContain('Acquittée le 22 novembre 2026 par carte')
    expect(await state()).toContain('n° 0012345')
    const credit = await world.alice.postJson(`/factures/${invoice.id}/avoir`, {})
    const note = credit.body as { id: string; number: string }
    expect((await state()).replaceAll('\n', ' ')).toContain(`Annulée par l’avoir n° ${note.number}`)
    expect(await state()).not.toContain('Acquittée')
    const noteText = pdfLines(await download(note.id))
      .join('\n')
      .replaceAll('\u00a0', ' ')
    expect(noteText).toContain('Avoir')
    expect(noteText).toContain(`Annule la facture n° ${invoice.number} du 22 novembre 2026`)
    expect(noteText).not.toContain('Échéance')
  })

  test('goes on over pages with their numbers, and loses no line', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({
      ...careLine,
      label: `Séance numéro ${index + 1}`,
    }))
    const pieces = readPdfText(await download((await issue({ lines })).id))
    for (let index = 1; index <= 60; index++)
      expect(pieces.filter((piece) => piece.text === `Séance numéro ${index}`)).toHaveLength(1)
    const pages = Math.max(...pieces.map((piece) => piece.page)) + 1
    expect(pages).toBeGreaterThan(1)
    for (let page = 0; page < pages; page++) {
      expect(pieces.filter((piece) => piece.page === page).map((piece) => piece.text)).toContain(
        `${page + 1} / ${pages}`,
      )
    }
  })

  test('takes names of 300 characters and of every script', async () => {
    const odd = await insertPatient(world.alice, 'W'.repeat(300), '=cmd() <b> שלום محمد 👩‍👧')
    const made = await issueOne(world.alice, odd, [{ ...careLine, label: '李'.repeat(300) }])
    const pieces = readPdfText(await download(made.id))
    const text = pieces.map((piece) => piece.text).join('')
    expect(text.replaceAll(/[^W]/g, '')).toHaveLength(300)
    expect(text.replaceAll(/[^李]/g, '')).toHaveLength(300)
    for (const part of ['=cmd() <b>', 'שלום', 'محمد', '👩‍👧']) expect(text).toContain(part)
    for (const piece of pieces) expect(piece.y).toBeGreaterThan(20)
  })

  test('is called by its number and shown in the browser', async () => {
    const invoice = await issue()
    const answer = await world.alice.get(`/factures/${invoice.id}.pdf`)
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename="Facture_${invoice.number}.pdf"; filename*=UTF-8''Facture%20${invoice.number}.pdf`,
    )
  })
})

describe('the stored PDF', () => {
  test('is the one downloaded before anything happened, sealed, with its hash', async () => {
    const odd = await insertPatient(world.alice, '李小龙 עברית', 'محمد 👩‍👧')
    const invoice = await issueOne(world.alice, odd)
    const early = await download(invoice.id)
    const { practiceId } = world.alice
    await runDue(world.platform, world.alice, 'invoice-pdf', invoice.id)
    const find = () =>
      world.alice.work(({ tx }) =>
        tx
          .selectFrom('invoice')
          .select(['pdfStorageKey', 'pdfSha256'])
          .where('id', '=', invoice.id)
          .executeTakeFirstOrThrow(),
      )
    const row = await find()
    const sealed = await readStored(row.pdfStorageKey ?? '')
    expect(sealed.includes('%PDF')).toBe(false)
    const place = pdfPlace(invoice.id)
    const stored = world.platform.keyring.openFile(practiceId, 'accounting', place, [sealed])
    expect((await collect(stored)).equals(early)).toBe(true)
    expect(row.pdfSha256?.equals(createHash('sha256').update(early).digest())).toBe(true)
    expect((await download(invoice.id)).equals(early)).toBe(true)
    // Payment changes what is downloaded, never what is stored; the job done again changes nothing.
    await world.alice.postJson('/reglements', { invoiceId: invoice.id, method: 'card', amountCents: 6000 })
    await storeAgain(world.alice, invoice.id)
    expect(await find()).toEqual(row)
    expect((await download(invoice.id)).equals(early)).toBe(false)
  })

  test('is what a download gives while nothing has happened, whatever Divan would draw today', async () => {
    const odd = await insertPatient(world.alice, '李小龙 עברית', 'محمد 👩‍👧')
    const { id } = await issueOne(world.alice, odd)
    const drawn = await download(id)
    const older = Buffer.concat([drawn, Buffer.from('% drawn by an older version\n')])
    const { practiceId } = world.alice
    const pdfStorageKey = `practice/${practiceId}/invoices/${id}.pdf`
    const keep = async (pdf: Buffer) =>
      // In one piece, as files were sealed at first.
      world.platform.storage.put(pdfStorageKey, [
        await world.platform.keyring.seal(practiceId, 'accounting', pdfPlace(id), pdf),
      ])
    await keep(older)
    const pdfSha256 = createHash('sha256').update(older).digest()
    await world.alice.work(({ tx }) =>
      tx.updateTable('invoice').set({ pdfStorageKey, pdfSha256 }).where('id', '=', id).execute(),
    )
    expect((await download(id)).equals(older)).toBe(true)
    // Not the one recorded, or lost: drawn from what was frozen.
    await keep(Buffer.from('%PDF of somebody else'))
    expect((await download(id)).equals(drawn)).toBe(true)
    await world.platform.storage.remove(pdfStorageKey)
    expect((await download(id)).equals(drawn)).toBe(true)
  })

  test('is the same whatever was drawn before it', async () => {
    const invoice = await issue()
    const first = await download(invoice.id)
    await download((await issue({ lines: [{ ...careLine, label: 'Àéîõü ; ‚ „ ½ ﬁ — « Ǻ » Ệ' }] })).id)
    expect((await download(invoice.id)).equals(first)).toBe(true)
  })

  test('is asked for in the transaction that issues, and done once', async () => {
    const { id } = await issue()
    expect(await findDue(world.alice, 'invoice-pdf', id)).toMatchObject({ urgent: false })
    await runDue(world.platform, world.alice, 'invoice-pdf', id)
    expect(await findDue(world.alice, 'invoice-pdf', id)).toBeUndefined()
  })

  test('is none of a draft, nor of another practice', async () => {
    const draft = await world.alice.postJson('/factures', { patientId, lines: [careLine] })
    const { id } = draft.body as { id: string }
    await expect(storeAgain(world.alice, id)).rejects.toThrow(Error)
    await expect(storeAgain(world.bob, (await issue()).id)).rejects.toThrow(Error)
  })
})

async function storeAgain(who: Inhabitant, invoiceId: string): Promise<void> {
  await who.work(async (work) => work.enqueue('invoice-pdf', invoiceId))
  await runDue(world.platform, who, 'invoice-pdf', invoiceId)
}
