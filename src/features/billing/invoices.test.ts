import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Work } from '#src/platform/work.ts'
import type { World } from '#test/world.ts'
import {
  type InvoiceBody,
  careLine,
  clientOf,
  createBillingWorld,
  insertPatient,
  insertPayer,
  insertSession,
  issueOne,
} from '#test/worlds/billing.ts'

let world: World
let patientId: string

beforeAll(async () => {
  world = await createBillingWorld()
  patientId = await insertPatient(world.alice, 'O’Neil', 'Ângela-Zoë')
})
afterAll(() => world.close())

const { read, draft: draftFor } = clientOf(() => world.alice)
const draft = (lines?: readonly object[]) => draftFor(patientId, lines)

describe('issuing', () => {
  test('gives the next number, a due date, and a debt', async () => {
    const first = await issueOne(world.alice, patientId)
    const second = await issueOne(world.alice, patientId)
    expect(first).toMatchObject({
      status: 'issued',
      issuedOn: '2026-11-22',
      dueOn: '2026-12-22',
      totalCents: 6000,
      dueCents: 6000,
    })
    expect(first.number).toMatch(/^2026-\d{4}$/)
    expect(Number(second.number.slice(5))).toBe(Number(first.number.slice(5)) + 1)
  })

  test('needs a line, and happens once', async () => {
    const empty = await draft([])
    expect(await world.alice.postJson(`/factures/${empty.id}/emission`, {})).toMatchObject({
      status: 422,
      body: { code: 'no-lines' },
    })
    const invoice = await draft()
    expect((await world.alice.postJson(`/factures/${invoice.id}/emission`, {})).status).toBe(200)
    expect(await world.alice.postJson(`/factures/${invoice.id}/emission`, {})).toMatchObject({
      status: 409,
      body: { code: 'not-draft' },
    })
  })

  test('freezes: nothing changes it over HTTP, nor in SQL', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const change = await world.alice.postJson(`/factures/${invoice.id}`, {
      version: invoice.version,
      lines: [],
    })
    expect(change).toMatchObject({ status: 409, body: { code: 'not-draft' } })
    expect((await world.alice.postJson(`/factures/${invoice.id}/suppression`, {})).status).toBe(409)
    const other = await draft()
    const attempts: ((work: Work) => Promise<unknown>)[] = [
      ({ tx }) => tx.updateTable('invoice').set({ totalCents: 1 }).where('id', '=', invoice.id).execute(),
      ({ tx }) => tx.updateTable('invoice').set({ status: 'draft' }).where('id', '=', invoice.id).execute(),
      ({ tx }) =>
        tx.updateTable('invoiceLine').set({ label: 'x' }).where('invoiceId', '=', invoice.id).execute(),
      ({ tx }) => tx.deleteFrom('invoiceLine').where('invoiceId', '=', invoice.id).execute(),
      ({ tx }) =>
        tx
          .updateTable('invoiceLine')
          .set({ invoiceId: invoice.id, position: 9 })
          .where('invoiceId', '=', other.id)
          .execute(),
    ]
    for (const attempt of attempts) await expect(world.alice.work(attempt)).rejects.toThrow(/cannot change/)
    const deleting = world.alice.work(({ tx }) =>
      tx.deleteFrom('invoice').where('id', '=', invoice.id).execute(),
    )
    await expect(deleting).rejects.toThrow(/permission denied/)
  })

  test('keeps the names of that day', async () => {
    const invoice = await issueOne(world.alice, patientId)
    await world.alice.work(({ tx }) =>
      tx.updateTable('patient').set({ lastName: 'Durand' }).where('id', '=', patientId).execute(),
    )
    const page = await (await world.alice.get(`/factures/${invoice.id}`)).text()
    await world.alice.work(({ tx }) =>
      tx.updateTable('patient').set({ lastName: 'O’Neil' }).where('id', '=', patientId).execute(),
    )
    expect(page).toContain('Ângela-Zoë O’Neil')
    expect(page).not.toContain('Durand')
  })
})

describe('a session', () => {
  test('is invoiced and issued in one action, for its usual payer', async () => {
    const payerId = await insertPayer(world.alice, patientId, 'Parents O’Neil', { isDefault: true })
    const sessionId = await insertSession(world.alice, patientId, { priceCents: 7000 })
    const made = await world.alice.post(`/seances/${sessionId}/facture`, { issue: '1' })
    expect(made.status).toBe(303)
    const invoice = await read((made.headers.get('location') ?? '').slice('/factures/'.length))
    expect(invoice).toMatchObject({
      status: 'issued',
      totalCents: 7000,
      payer: { id: payerId, name: 'Parents O’Neil' },
    })
    expect(invoice.lines).toEqual([
      expect.objectContaining({
        label: 'Séance adulte',
        sessionId,
        serviceDate: '2026-11-17',
        unitPriceCents: 7000,
        vatMode: 'EXEMPT_CARE',
      }),
    ])
    const again = await world.alice.postJson(`/seances/${sessionId}/facture`, { issue: true })
    expect(again).toMatchObject({ status: 200, body: { id: invoice.id, number: invoice.number } })
  })

  test('clicked twice at once has one invoice', async () => {
    const sessionId = await insertSession(world.alice, patientId)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => world.alice.postJson(`/seances/${sessionId}/facture`, { issue: '1' })),
    )
    expect(new Set(answers.map((answer) => (answer.body as InvoiceBody).id)).size).toBe(1)
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  })

  test('makes a draft first where that is wished, which is then the one issued', async () => {
    const sessionId = await insertSession(world.alice, patientId)
    const made = await world.alice.postJson(`/seances/${sessionId}/facture`, {})
    expect(made).toMatchObject({ status: 201, body: { status: 'draft' } })
    const issued = await world.alice.postJson(`/seances/${sessionId}/facture`, { issue: '1' })
    expect(issued.body).toMatchObject({ id: (made.body as InvoiceBody).id, status: 'issued' })
  })

  test('is issued by the button of the day, unless the practice lacks what must stand on it', async () => {
    const press = async (person: World['alice']): Promise<InvoiceBody> => {
      const hers = await insertSession(person, await insertPatient(person, 'Bouton'))
      return (await person.postJson(`/seances/${hers}/facture`, { issue: 'ready' })).body
    }
    expect(await press(world.alice)).toMatchObject({ status: 'issued' })
    expect(await press(world.bob)).toMatchObject({ status: 'draft', number: null })
  })

  test('has its VAT inside its price', async () => {
    const sessionId = await insertSession(world.alice, patientId, { priceCents: 12000, vatMode: 'STANDARD' })
    const made = await world.alice.postJson(`/seances/${sessionId}/facture`, { issue: '1' })
    expect(made.body).toMatchObject({
      totalCents: 12000,
      lines: [{ unitPriceCents: 10000, vatRateBasisPoints: 2000 }],
    })
  })

  test('is on one living invoice, and free again after a credit note', async () => {
    const sessionId = await insertSession(world.alice, patientId)
    const made = await world.alice.postJson(`/seances/${sessionId}/facture`, { issue: '1' })
    const { id } = made.body as InvoiceBody
    const twice = await world.alice.postJson('/factures', { patientId, lines: [{ ...careLine, sessionId }] })
    expect(twice).toMatchObject({ status: 409, body: { code: 'session-invoiced', invoiceId: id } })
    expect((await world.alice.postJson(`/factures/${id}/avoir`, {})).status).toBe(201)
    const anew = await world.alice.postJson(`/seances/${sessionId}/facture`, {})
    expect(anew.status).toBe(201)
    expect((anew.body as InvoiceBody).id).not.toBe(id)
  })

  test('that was undone, or is another patient’s, is refused', async () => {
    const undone = await insertSession(world.alice, patientId, { undone: true })
    expect(await world.alice.postJson(`/seances/${undone}/facture`, {})).toMatchObject({
      status: 409,
      body: { code: 'not-held' },
    })
    const other = await insertPatient(world.alice, 'Autre')
    const sessionId = await insertSession(world.alice, other)
    const wrong = await world.alice.postJson('/factures', { patientId, lines: [{ ...careLine, sessionId }] })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'session-of-another' } })
    const payerId = await insertPayer(world.alice, other, 'Tante')
    expect(await world.alice.postJson('/factures', { patientId, payerId, lines: [] })).toMatchObject({
      status: 422,
      body: { code: 'payer-of-another' },
    })
  })
})

describe('a credit note', () => {
  test('takes the whole invoice back under its own number, once', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const credit = await world.alice.postJson(`/factures/${invoice.id}/avoir`, {})
    expect(credit).toMatchObject({
      status: 201,
      body: {
        kind: 'creditNote',
        status: 'issued',
        totalCents: 6000,
        dueCents: 0,
        creditedInvoiceId: invoice.id,
      },
    })
    const note = credit.body as InvoiceBody
    expect(Number(note.number.slice(5))).toBe(Number(invoice.number.slice(5)) + 1)
    expect(await read(invoice.id)).toMatchObject({ status: 'credited', dueCents: 0, creditNoteId: note.id })
    expect(await world.alice.postJson(`/factures/${invoice.id}/avoir`, {})).toMatchObject({
      status: 409,
      body: { code: 'already-credited', creditNoteId: note.id },
    })
    expect(await world.alice.postJson(`/factures/${note.id}/avoir`, {})).toMatchObject({
      status: 409,
      body: { code: 'not-issued' },
    })
    expect(await world.alice.postJson(`/factures/${(await draft()).id}/avoir`, {})).toMatchObject({
      status: 409,
    })
    // Refused tries took no number.
    expect(Number((await issueOne(world.alice, patientId)).number.slice(5))).toBe(
      Number(note.number.slice(5)) + 1,
    )
  })

  test('asked for twice at once is one', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const answers = await Promise.all(
      [1, 2, 3].map(() => world.alice.postJson(`/factures/${invoice.id}/avoir`, {})),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
  })
})
