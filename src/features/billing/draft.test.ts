import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Page, readPage } from '#test/page/read-page.ts'
import type { World } from '#test/world.ts'
import { careLine, clientOf, createBillingWorld, insertPatient } from '#test/worlds/billing.ts'

let world: World
let patientId: string

beforeAll(async () => {
  world = await createBillingWorld()
  patientId = await insertPatient(world.alice, 'O’Neil', 'Ângela-Zoë')
})
afterAll(() => world.close())

const { read, draft: draftFor } = clientOf(() => world.alice)
const draft = (lines?: readonly object[]) => draftFor(patientId, lines)

describe('a draft', () => {
  test('has no number and owes nothing', async () => {
    const invoice = await draft()
    expect(invoice).toMatchObject({
      number: null,
      status: 'draft',
      patientId,
      totalCents: 6000,
      dueCents: 0,
      issuedOn: null,
      version: 1,
    })
    expect((await world.alice.get(`/factures/${invoice.id}.pdf`)).status).toBe(404)
  })

  test('changes, unless somebody else changed it first', async () => {
    const invoice = await draft()
    const lines = [{ ...careLine, label: 'Bilan', unitPriceCents: 32000 }]
    const changed = await world.alice.postJson(`/factures/${invoice.id}`, { version: invoice.version, lines })
    expect(changed).toMatchObject({
      status: 200,
      body: { totalCents: 32000, version: 2, lines: [{ label: 'Bilan' }] },
    })
    const stale = await world.alice.postJson(`/factures/${invoice.id}`, {
      version: invoice.version,
      lines: [careLine],
    })
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'stale', current: { version: 2, lines: [{ label: 'Bilan' }] } },
    })
    const refused = await world.alice.post(`/factures/${invoice.id}`, {
      version: '1',
      'lines.0.label': 'Ce que j’avais tapé',
      'lines.0.price': '60',
      'lines.0.quantity': '1',
      'lines.0.vatMode': 'EXEMPT_CARE',
    })
    expect(refused.status).toBe(409)
    const page = await readPage(refused)
    const form = page.form(`/factures/${invoice.id}`)
    expect(form.field('lines.0.label').value).toBe('Ce que j’avais tapé')
    expect(page.text()).toContain('320,00')
    expect(form.field('version').value).toBe('2')
  })

  test('is discarded and comes back', async () => {
    const invoice = await draft()
    const gone = await world.alice.post(`/factures/${invoice.id}/suppression`, {})
    expect(gone.status).toBe(303)
    expect((await read(invoice.id)).status).toBe('discarded')
    expect(await (await world.alice.get(`/factures/${invoice.id}`)).text()).toContain(
      'Ce brouillon est supprimé',
    )
    expect(
      (await world.alice.postJson(`/factures/${invoice.id}`, { version: 1, lines: [careLine] })).status,
    ).toBe(409)
    expect((await world.alice.postJson(`/factures/${invoice.id}/retablissement`, {})).body).toMatchObject({
      status: 'draft',
    })
  })

  test('gains and loses lines by the buttons of its form, keeping what was typed', async () => {
    const fields = {
      patientId,
      'lines.0.label': 'Première',
      'lines.0.price': '60',
      'lines.1.label': 'Deuxième',
      'lines.1.price': 'abc',
    }
    const labels = (page: Page): string[] =>
      page.fields(/^lines\.\d\.label$/).map((field) => `${field.name} ${field.value}`)
    const added = await readPage(world.alice.post('/factures', { ...fields, edit: 'add' }))
    expect(labels(added)).toEqual(['lines.0.label Première', 'lines.1.label Deuxième', 'lines.2.label '])
    expect(added.field('lines.1.price')).toMatchObject({ value: 'abc', error: undefined })
    expect(added.parts('div', { class: /error-summary/ })).toEqual([])
    const removed = await readPage(world.alice.post('/factures', { ...fields, edit: 'remove-0' }))
    expect(labels(removed)).toEqual(['lines.0.label Deuxième'])
    const { items } = (await world.alice.json('/factures?vue=brouillons&q=Premi')).body as {
      items: unknown[]
    }
    expect(items).toEqual([])
  })

  test('says at the field what is wrong, and keeps the rest', async () => {
    const answer = await world.alice.post('/factures', {
      patientId,
      'lines.0.label': 'Séance <b>',
      'lines.0.price': '60,555',
      'lines.0.serviceDate': '31/02/2026',
      'lines.0.quantity': '0',
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Séance &lt;b&gt;')
    for (const sentence of [
      'Ce montant n’est pas valable',
      'Cette date n’existe pas',
      'Cette valeur n’est pas valable',
    ])
      expect(html).toContain(sentence)
    const json = await world.alice.postJson('/factures', {
      patientId,
      lines: [{ ...careLine, label: 'x'.repeat(301), unitPriceCents: 1.5 }],
    })
    expect(json).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines.0.label' }, { field: 'lines.0.price' }] },
    })
  })

  test('keeps odd words exactly as typed', async () => {
    const labels = ["O'Neil", '李 & <script>', '=cmd()', 'שלום 👩‍👧', 'é'.repeat(300)]
    const invoice = await draft(labels.map((label) => ({ ...careLine, label })))
    expect((await read(invoice.id)).lines.map((line) => line.label)).toEqual(labels)
  })

  test('cannot be priced beyond what one payment can settle', async () => {
    const answer = await world.alice.postJson('/factures', {
      patientId,
      lines: [{ ...careLine, quantity: 1000, unitPriceCents: 10_000_000 }],
    })
    expect(answer).toMatchObject({ status: 422, body: { code: 'total-too-large' } })
  })
})
