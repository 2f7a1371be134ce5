import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '#test/world.ts'
import {
  type InvoiceBody,
  type PaymentBody,
  careLine,
  clientOf,
  createBillingWorld,
  insertPatient,
  insertPayer,
  issueOne,
} from '#test/worlds/billing.ts'
import { listUnpaid } from './index.ts'

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

describe('lists and pages', () => {
  test('payments are found by name and cheque, and paged', async () => {
    const person = await insertPatient(world.alice, 'Ångström', 'Zoé')
    for (let count = 0; count < 52; count++) await paid({ patientId: person, amountCents: 100 + count })
    await paid({
      patientId: person,
      method: 'cheque',
      amountCents: 99,
      cheque: { number: '7654321', drawer: 'Tante 李' },
    })
    type List = { items: PaymentBody[]; next: string | null; count: number; totalCents: number }
    const list = async (query: string) => (await world.alice.json(`/reglements?${query}`)).body as List
    const first = await list('q=zoe+angstrom')
    expect(first).toMatchObject({ count: 53 })
    const rest = await list(`q=zoe+angstrom&cursor=${first.next}`)
    expect([first.items.length, rest.items.length, rest.next]).toEqual([50, 3, null])
    expect((await list('q=7654321')).items).toHaveLength(1)
    expect((await list(`q=${encodeURIComponent('tante 李')}`)).items).toHaveLength(1)
    expect((await list('du=2026-11-23')).items).toHaveLength(0)
  })

  test('every page shows, with the amount owed, today and the payer filled in', async () => {
    await insertPayer(world.alice, patientId, 'Grand-père <b>', { isDefault: true })
    const payerId = await insertPayer(world.alice, patientId, 'Mutuelle')
    const made = await world.alice.postJson('/factures', {
      patientId,
      payerId,
      lines: [careLine],
      issue: '1',
    })
    await issueOne(world.alice, patientId)
    const payment = await paid({ patientId, amountCents: 100 })
    const form = await (
      await world.alice.get(`/reglements/nouveau?invoiceId=${(made.body as InvoiceBody).id}`)
    ).text()
    for (const part of ['value="2026-11-22"', 'value="Mutuelle"', 'allocations.1.amount'])
      expect(form).toContain(part)
    for (const path of [
      '/reglements',
      '/reglements/nouveau',
      `/reglements/nouveau?patientId=${patientId}`,
      `/reglements/${payment.id}`,
      '/reglements?q=zzz',
    ]) {
      const answer = await world.alice.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      expect(await answer.text()).not.toMatch(/ style=|<script>/)
    }
  })

  test('what is unpaid, longest due first', async () => {
    const before = await world.alice.work((work) => listUnpaid(work, 500))
    const invoice = await issueOne(world.alice, patientId)
    const unpaid = await world.alice.work((work) => listUnpaid(work, 500))
    expect(unpaid).toHaveLength(before.length + 1)
    expect(unpaid.find((one) => one.id === invoice.id)).toMatchObject({
      number: invoice.number,
      patientName: 'Camille Payeur',
      dueCents: 6000,
      overdue: false,
    })
  })
})

test('another practice finds none of it', async () => {
  const invoice = await issueOne(world.alice, patientId)
  const payment = await paid({ patientId, amountCents: 100 })
  const bobs = await insertPatient(world.bob, 'Petit')
  for (const path of [
    `/reglements/${payment.id}`,
    `/reglements/nouveau?invoiceId=${invoice.id}`,
    `/reglements/nouveau?patientId=${patientId}`,
    '/reglements/1',
  ]) {
    expect([path, (await world.bob.get(path)).status]).toEqual([path, 404])
  }
  for (const end of ['annulation', 'retablissement', 'affectation']) {
    expect([end, (await world.bob.postJson(`/reglements/${payment.id}/${end}`, {})).status]).toEqual([
      end,
      404,
    ])
  }
  const tries = [
    { invoiceId: invoice.id },
    { patientId },
    { patientId: bobs, invoiceId: invoice.id },
    { patientId: bobs, allocations: [{ invoiceId: invoice.id, amountCents: 1 }] },
  ]
  for (const fields of tries)
    expect(
      (await world.bob.postJson('/reglements', { method: 'card', amountCents: 100, ...fields })).status,
    ).toBe(404)
  expect((await read(invoice.id)).dueCents).toBeGreaterThan(0)
})
