import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '#test/world.ts'
import {
  type PaymentBody,
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

const { read, paid } = clientOf(() => world.alice)

describe('cancelling', () => {
  test('reopens the debt and is itself taken back', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const payment = await paid({ invoiceId: invoice.id, amountCents: 6000 })
    const cancelled = await world.alice.postJson(`/reglements/${payment.id}/annulation`, {})
    expect(cancelled.body).toMatchObject({ id: payment.id, unallocatedCents: 0 })
    expect((cancelled.body as PaymentBody).cancelledAt).toContain('2026-11-22')
    expect(await read(invoice.id)).toMatchObject({ status: 'issued', dueCents: 6000 })
    expect(await world.alice.postJson(`/reglements/${payment.id}/annulation`, {})).toMatchObject({
      status: 409,
      body: { code: 'already-cancelled' },
    })
    await world.alice.postJson(`/reglements/${payment.id}/retablissement`, {})
    expect(await read(invoice.id)).toMatchObject({ status: 'paid', dueCents: 0 })
  })

  test('is not taken back once the debt was settled otherwise', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const payment = await paid({ invoiceId: invoice.id, amountCents: 6000 })
    await world.alice.postJson(`/reglements/${payment.id}/annulation`, {})
    await paid({ invoiceId: invoice.id, amountCents: 1000 })
    expect(await world.alice.postJson(`/reglements/${payment.id}/retablissement`, {})).toMatchObject({
      status: 409,
      body: { code: 'settled-otherwise' },
    })
    expect((await read(invoice.id)).dueCents).toBe(5000)
  })

  test('the toast of a payment offers it', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const answer = await world.alice.post('/reglements', {
      invoiceId: invoice.id,
      method: 'card',
      amount: '60',
      receivedOn: '22/11/2026',
    })
    const toast = /divan_toast=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? ''
    expect(JSON.parse(Buffer.from(toast, 'base64url').toString())).toMatchObject({
      message: expect.stringContaining(`la facture ${invoice.number} est soldée`),
      undo: { action: `${answer.headers.get('location')}/annulation` },
    })
  })

  test('a payment never changes in SQL either', async () => {
    const payment = await paid({ patientId, amountCents: 100 })
    const change = world.alice.work(({ tx }) =>
      tx.updateTable('payment').set({ amountCents: 1 }).where('id', '=', payment.id).execute(),
    )
    await expect(change).rejects.toThrow(/cannot change/)
  })
})

describe('a credit note on a paid invoice', () => {
  test('leaves the payment received and without invoice, and says so', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const payment = await paid({ invoiceId: invoice.id, amountCents: 6000 })
    expect(await (await world.alice.get(`/factures/${invoice.id}`)).text()).toContain(
      '60,00\u00a0€ déjà reçus restent enregistrés',
    )
    const answer = await world.alice.post(`/factures/${invoice.id}/avoir`, {})
    const toast = /divan_toast=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? ''
    expect(Buffer.from(toast, 'base64url').toString()).toContain(
      '60,00\u00a0€ reçus ne sont plus affectés à aucune facture',
    )
    expect((await world.alice.json(`/reglements/${payment.id}`)).body).toMatchObject({
      allocations: [],
      unallocatedCents: 6000,
      cancelledAt: null,
    })
    const anew = await issueOne(world.alice, patientId)
    await world.alice.postJson(`/reglements/${payment.id}/affectation`, { invoiceId: anew.id })
    expect((await read(anew.id)).status).toBe('paid')
  })
})
