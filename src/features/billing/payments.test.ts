import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import type { World } from '#test/world.ts'
import {
  type InvoiceBody,
  type PaymentBody,
  careLine,
  clientOf,
  createBillingWorld,
  insertPatient,
  issueOne,
} from '#test/worlds/billing.ts'

let world: World
let patientId: string

beforeAll(async () => {
  world = await createBillingWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  patientId = await insertPatient(world.alice, 'Payeur')
})

const { read, pay, paid } = clientOf(() => world.alice)

describe('a payment', () => {
  test('by cheque settles its invoice', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const cheque = { number: '1234567', drawer: "M. O'Neil 李", bank: 'Crédit <b>' }
    const payment = await paid({ invoiceId: invoice.id, method: 'cheque', amountCents: 6000, cheque })
    expect(payment).toMatchObject({
      patientId,
      method: 'cheque',
      amountCents: 6000,
      receivedOn: '2026-11-22',
      cheque,
      depositId: null,
      unallocatedCents: 0,
    })
    expect(payment.allocations).toEqual([{ invoiceId: invoice.id, amountCents: 6000 }])
    expect(await read(invoice.id)).toMatchObject({ status: 'paid', dueCents: 0 })
    const page = await (await world.alice.get(`/factures/${invoice.id}`)).text()
    expect(page).toContain('Acquittée le 22 novembre 2026, par chèque.')
  })

  test('in part leaves the rest owed; two parts settle', async () => {
    const invoice = await issueOne(world.alice, patientId)
    await paid({ invoiceId: invoice.id, amountCents: 2500 })
    expect(await read(invoice.id)).toMatchObject({ status: 'issued', dueCents: 3500 })
    expect(await (await world.alice.get(`/factures/${invoice.id}`)).text()).not.toContain('Acquittée')
    await paid({ invoiceId: invoice.id, method: 'transfer', amountCents: 3500 })
    expect(await read(invoice.id)).toMatchObject({ status: 'paid', dueCents: 0 })
  })

  test('goes to this invoice first, then to the oldest; what is left waits', async () => {
    const oldest = await issueOne(world.alice, patientId)
    const middle = await issueOne(world.alice, patientId)
    const newest = await issueOne(world.alice, patientId)
    const payment = await paid({ invoiceId: newest.id, amountCents: 20000 })
    expect(payment.allocations).toEqual([
      { invoiceId: oldest.id, amountCents: 6000 },
      { invoiceId: middle.id, amountCents: 6000 },
      { invoiceId: newest.id, amountCents: 6000 },
    ])
    expect(payment.unallocatedCents).toBe(2000)
    const some = await issueOne(world.alice, patientId)
    const other = await issueOne(world.alice, patientId)
    const partial = await paid({ invoiceId: other.id, amountCents: 7000 })
    expect(partial.allocations).toContainEqual({ invoiceId: other.id, amountCents: 6000 })
    expect(partial.allocations).toContainEqual({ invoiceId: some.id, amountCents: 1000 })
  })

  test('is shared out by hand, within what is owed and what was received', async () => {
    const [a, b] = [await issueOne(world.alice, patientId), await issueOne(world.alice, patientId)]
    const payment = await paid({
      patientId,
      amountCents: 5000,
      allocations: [
        { invoiceId: b.id, amountCents: 1000 },
        { invoiceId: a.id, amountCents: 3000 },
      ],
    })
    expect(payment.unallocatedCents).toBe(1000)
    expect([(await read(a.id)).dueCents, (await read(b.id)).dueCents]).toEqual([3000, 5000])
    const over = await pay({
      patientId,
      amountCents: 9000,
      allocations: [{ invoiceId: a.id, amountCents: 3001 }],
    })
    expect(over).toMatchObject({
      status: 422,
      body: { code: 'over-allocated', errors: [{ field: 'allocations.0.amount' }] },
    })
    const twice = await pay({
      patientId,
      amountCents: 9000,
      allocations: [
        { invoiceId: a.id, amountCents: 2000 },
        { invoiceId: a.id, amountCents: 2000 },
      ],
    })
    expect(twice).toMatchObject({ status: 422, body: { code: 'over-allocated' } })
    const more = await pay({
      patientId,
      amountCents: 2000,
      allocations: [{ invoiceId: a.id, amountCents: 2001 }],
    })
    expect(more).toMatchObject({ status: 422, body: { code: 'allocations-exceed-amount' } })
    expect([(await read(a.id)).dueCents, (await read(b.id)).dueCents]).toEqual([3000, 5000])
  })

  test('may settle invoices of two children', async () => {
    const sister = await insertPatient(world.alice, 'Sœur')
    const [mine, hers] = [await issueOne(world.alice, patientId), await issueOne(world.alice, sister)]
    await paid({
      patientId,
      amountCents: 12000,
      allocations: [mine, hers].map(({ id }) => ({ invoiceId: id, amountCents: 6000 })),
    })
    expect((await read(hers.id)).status).toBe('paid')
  })

  test('without any debt is kept for the next invoice, which can use it', async () => {
    const payment = await paid({ patientId, amountCents: 10000 })
    expect(payment).toMatchObject({ allocations: [], unallocatedCents: 10000 })
    const invoice = await issueOne(world.alice, patientId)
    expect(await (await world.alice.get(`/factures/${invoice.id}`)).text()).toContain(
      '100,00\u00a0€ déjà reçus',
    )
    const used = await world.alice.postJson(`/reglements/${payment.id}/affectation`, {
      invoiceId: invoice.id,
    })
    expect(used.body).toMatchObject({
      allocations: [{ invoiceId: invoice.id, amountCents: 6000 }],
      unallocatedCents: 4000,
    })
    expect((await read(invoice.id)).status).toBe('paid')
    expect(await world.alice.postJson(`/reglements/${payment.id}/affectation`, {})).toMatchObject({
      status: 409,
      body: { code: 'nothing-owed' },
    })
  })

  test('sent twice has one effect', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const fields = {
      submissionId: newId(),
      invoiceId: invoice.id,
      patientId,
      method: 'cash',
      amount: '30',
      receivedOn: '2026-11-22',
    }
    const answers = await Promise.all([1, 2, 3].map(() => world.alice.post('/reglements', fields)))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
    expect((await read(invoice.id)).dueCents).toBe(3000)
    const key = { 'idempotency-key': 'règlement-1' }
    const [first, again] = [
      await pay({ invoiceId: invoice.id, amountCents: 1000 }, key),
      await pay({ invoiceId: invoice.id, amountCents: 1000 }, key),
    ]
    expect(again).toMatchObject({ status: 201, body: { id: (first.body as PaymentBody).id } })
    expect((await read(invoice.id)).dueCents).toBe(2000)
  })

  test('made at once by ten hands never exceeds what is owed', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => pay({ invoiceId: invoice.id, amountCents: 2000 })),
    )
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(3)
    expect(
      answers
        .filter((answer) => answer.status === 409)
        .every((answer) => (answer.body as { code: string }).code === 'already-settled'),
    ).toBe(true)
    expect((await read(invoice.id)).dueCents).toBe(0)
  })
})

describe('a refused payment', () => {
  test('says why, and keeps what was typed', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const answer = await world.alice.post('/reglements', {
      patientId,
      invoiceId: invoice.id,
      method: 'cheque',
      amount: 'soixante',
      receivedOn: '2026-11-30',
      'cheque.number': '0001234',
      'cheque.drawer': '<b>Mme</b>',
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Ce montant n’est pas valable')
    for (const typed of [
      'value="soixante"',
      'value="0001234"',
      '&lt;b&gt;Mme&lt;/b&gt;',
      'value="2026-11-30"',
    ])
      expect(html).toContain(typed)
    expect(await pay({ invoiceId: invoice.id, amountCents: 6000, receivedOn: '2026-11-23' })).toMatchObject({
      status: 422,
      body: { code: 'received-later' },
    })
    expect(await pay({ invoiceId: invoice.id, amountCents: 0 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'amount' }] },
    })
    expect(await pay({ invoiceId: invoice.id, amountCents: 10.5 })).toMatchObject({ status: 422 })
    expect(await pay({ amountCents: 100 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'patientId' }] },
    })
    expect(await pay({ invoiceId: invoice.id, amountCents: 100, method: 'barter' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'method' }] },
    })
    expect((await read(invoice.id)).dueCents).toBe(6000)
  })

  test('draft, credited and settled invoices take no money', async () => {
    const draft = (await world.alice.postJson('/factures', { patientId, lines: [careLine] }))
      .body as InvoiceBody
    expect(await pay({ invoiceId: draft.id, amountCents: 100 })).toMatchObject({
      status: 409,
      body: { code: 'not-issued' },
    })
    const invoice = await issueOne(world.alice, patientId)
    await world.alice.postJson(`/factures/${invoice.id}/avoir`, {})
    expect(await pay({ invoiceId: invoice.id, amountCents: 100 })).toMatchObject({
      status: 409,
      body: { code: 'already-settled' },
    })
  })

  test('cash above the legal limit is recorded only once confirmed', async () => {
    const invoice = await issueOne(world.alice, patientId, [{ ...careLine, unitPriceCents: 150_000 }])
    expect(await pay({ invoiceId: invoice.id, method: 'cash', amountCents: 100_001 })).toMatchObject({
      status: 422,
      body: { code: 'cash-over-limit' },
    })
    await paid({ invoiceId: invoice.id, method: 'cash', amountCents: 90_000 })
    // The limit is the debt's: a second handful does not slip under it.
    const form = { patientId, invoiceId: invoice.id, method: 'cash', amount: '600', receivedOn: '2026-11-22' }
    const html = await (await world.alice.post('/reglements', form)).text()
    expect(html).toContain('L. 112-6')
    expect(html).toContain('name="cashConfirmed"')
    expect((await world.alice.post('/reglements', { ...form, cashConfirmed: '1' })).status).toBe(303)
    expect((await read(invoice.id)).status).toBe('paid')
  })
})
