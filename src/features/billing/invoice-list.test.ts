import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
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

const { read } = clientOf(() => world.alice)

describe('the list', () => {
  test('finds by number, by name without accents, by day, and pages', async () => {
    const person = await insertPatient(world.alice, 'Zürcher', 'Éloïse')
    const ids: string[] = []
    for (let count = 0; count < 53; count++) ids.push((await issueOne(world.alice, person)).id)
    const list = async (query: string) =>
      (await world.alice.json(`/factures?${query}`)).body as {
        items: InvoiceBody[]
        next: string | null
        count: number
        dueCents: number
      }
    for (const view of ['a-encaisser', 'emises']) {
      const first = await list(`vue=${view}&q=eloise+zurcher`)
      expect(first).toMatchObject({ count: 53, dueCents: 53 * 6000 })
      expect(first.items).toHaveLength(50)
      const rest = await list(`vue=${view}&q=eloise+zurcher&cursor=${first.next}`)
      expect(rest.next).toBeNull()
      expect(new Set([...first.items, ...rest.items].map((item) => item.id))).toEqual(new Set(ids))
    }
    const last = await read(ids.at(-1) ?? '')
    expect((await list(`vue=emises&q=${last.number}`)).items.map((item) => item.id)).toEqual([last.id])
    expect((await list(`vue=emises&patientId=${person}&du=2026-11-23`)).count).toBe(0)
    expect((await list(`vue=emises&patientId=${person}&du=22/11/2026&au=2026-11-22`)).count).toBe(53)
    expect((await list('vue=emises&q=%25')).count).toBe(0)
    expect((await list('vue=avoirs')).items.every((item) => item.kind === 'creditNote')).toBe(true)
    expect(
      (await list('vue=brouillons&cursor=nonsense')).items.every((item) => item.status === 'draft'),
    ).toBe(true)
  })

  test('costs the same few statements whatever it holds', async () => {
    world.takeStatements()
    await world.alice.json('/factures?vue=emises')
    // Entering, session, two queries, commit.
    expect(world.takeStatements().length).toBeLessThanOrEqual(5)
  })
})

describe('pages', () => {
  test('every one of them shows', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const paths = [
      '/factures',
      '/factures?vue=brouillons',
      '/factures?vue=avoirs',
      '/factures/nouvelle',
      `/factures/nouvelle?patientId=${patientId}`,
      `/factures/${invoice.id}`,
      '/factures/nouvelle?q=zzz',
      '/factures?q=zzz',
    ]
    for (const path of paths) {
      const answer = await world.alice.get(path)
      const html = await answer.text()
      expect([path, answer.status]).toEqual([path, 200])
      expect(html).toContain('</html>')
      expect(html).not.toMatch(/ style=|<script>/)
    }
  })

  test('name the payer only where it is not the patient', async () => {
    const paidForId = await insertPatient(world.alice, 'Enfant')
    const payerId = await insertPayer(world.alice, paidForId, 'Mutuelle <b>')
    await world.alice.postJson('/factures', { patientId: paidForId, payerId, lines: [careLine], issue: '1' })
    await issueOne(world.alice, paidForId)
    const html = await (await world.alice.get(`/factures?patientId=${paidForId}`)).text()
    expect(html.match(/payée par/g)).toHaveLength(1)
    expect(html).toContain('payée par Mutuelle &lt;b&gt;')
  })

  test('offer the first step while there is no invoice at all', async () => {
    const html = await (await world.bob.get('/factures')).text()
    expect(html).toContain('Votre première facture')
    expect(html).toContain('href="/aujourdhui"')
    const other = await (await world.alice.get('/factures?vue=brouillons')).text()
    expect(other).not.toContain('Votre première facture')
  })

  test('say whom to choose from by name, phone and mail', async () => {
    await world.alice.postJson('/patients', { lastName: 'Trouvée', phone: '06 39 98 00 01' })
    for (const q of ['trouvee', '0639980001']) {
      const html = await (await world.alice.get(`/factures/nouvelle?q=${q}`)).text()
      expect(html).toContain('06 39 98 00 01'.replaceAll(' ', '\u00a0'))
    }
  })

  test('say before issuing what the law wants and the practice has not filled in', async () => {
    const bobs = await insertPatient(world.bob, 'Petit')
    const html = await (await world.bob.get(`/factures/nouvelle?patientId=${bobs}`)).text()
    expect(html).toContain('l’adresse du cabinet, le SIRET')
    expect(await (await world.alice.get(`/factures/nouvelle?patientId=${patientId}`)).text()).not.toContain(
      'Vos factures sont incomplètes',
    )
  })
})

describe('another practice', () => {
  test('finds none of it', async () => {
    const invoice = await issueOne(world.alice, patientId)
    const sessionId = await insertSession(world.alice, patientId)
    const payerId = await insertPayer(world.alice, patientId, 'Mutuelle')
    const bobs = await insertPatient(world.bob, 'Petit')
    const get = [
      `/factures/${invoice.id}`,
      `/factures/${invoice.id}.pdf`,
      `/factures/nouvelle?patientId=${patientId}`,
      `/factures/${newId()}`,
      '/factures/12',
      '/factures/12.pdf',
    ]
    for (const path of get) expect([path, (await world.bob.get(path)).status]).toEqual([path, 404])
    const posts = ['', '/emission', '/avoir', '/suppression', '/retablissement'].map(
      (end) => `/factures/${invoice.id}${end}`,
    )
    for (const path of [...posts, `/seances/${sessionId}/facture`]) {
      expect([path, (await world.bob.postJson(path, { version: 1, lines: [careLine] })).status]).toEqual([
        path,
        404,
      ])
    }
    expect((await world.bob.postJson('/factures', { patientId, lines: [careLine] })).status).toBe(404)
    expect(
      (await world.bob.postJson('/factures', { patientId: bobs, payerId, lines: [careLine] })).status,
    ).toBe(404)
    const lines = [{ ...careLine, sessionId }]
    expect((await world.bob.postJson('/factures', { patientId: bobs, lines })).status).toBe(404)
    expect((await read(invoice.id)).status).toBe('issued')
  })
})
