import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { isAdeli, isRpps, isSiret, isVatNumber } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Of a test doctor of the Agence du numérique en santé, who publishes it as 8 99700218896 (8 says that it is an RPPS). */
const RPPS = '99700218896'

const values = {
  name: 'Cabinet O’Neil <b>',
  legalName: "Ângela-Zoë O'Neil EI",
  practitionerName: '李 =cmd() 🙂 שלום',
  profession: 'Psychologue',
  addressStreet: '12 rue des Lilas',
  addressPostcode: '69 003',
  addressCity: 'Lyon',
  phone: '01 99 00 12 34',
  email: 'cabinet@exemple.fr',
  siret: '732 829 320 00074',
  vatNumber: 'fr 40 303 265 045',
  rpps: RPPS,
  adeli: '69 93 1059 6',
  invoiceTitle: 'Note d’honoraires',
  invoicePrefix: 'F2026-',
  invoiceDueDays: '15',
  lateCancelHours: '48',
  department: '69',
  timeZone: 'Europe/Paris',
}

const current = async (who = world.alice): Promise<Record<string, unknown> & { version: number }> =>
  (await who.json('/parametres/cabinet')).body

describe('numbers', () => {
  test('SIRET, RPPS, ADELI and VAT numbers are checked by their own rule', () => {
    expect(isSiret('73282932000074')).toBe(true)
    expect(isSiret('73282932000075')).toBe(false)
    expect(isSiret('35600000000048')).toBe(true)
    expect(isSiret('35600000049837')).toBe(true)
    expect(isSiret('7328293200007')).toBe(false)
    expect([...Array(10).keys()].map((key) => `9970021889${key}`).filter(isRpps)).toEqual([RPPS])
    expect(isRpps(RPPS.slice(1))).toBe(false)
    expect(isAdeli('789310596')).toBe(true)
    expect(isAdeli('2A9310596')).toBe(true)
    expect(isAdeli('78931059')).toBe(false)
    expect(isVatNumber('FR40303265045')).toBe(true)
    expect(isVatNumber('FR41303265045')).toBe(false)
    expect(isVatNumber('DE123456789')).toBe(false)
  })
})

describe('the practice', () => {
  test('comes back exactly as it was typed, its numbers without spaces', async () => {
    const { version } = await current()
    const answer = await world.alice.post('/parametres/cabinet', { ...values, version: String(version) })
    expect(answer.status).toBe(303)
    expect(await current()).toMatchObject({
      ...values,
      addressPostcode: '69003',
      phone: '+33199001234',
      siret: '73282932000074',
      vatNumber: 'FR40303265045',
      adeli: '699310596',
      invoiceDueDays: 15,
      lateCancelHours: 48,
      version: version + 1,
    })
    const page = await readPage(world.alice.get('/parametres/cabinet'))
    expect(page.field('name').value).toBe(values.name)
    expect(page.field('practitionerName').value).toBe(values.practitionerName)
  })

  test('refuses wrong numbers at their field and loses nothing typed', async () => {
    const { version } = await current()
    for (const [field, value] of [
      ['siret', '73282932000075'],
      ['rpps', '123'],
      ['adeli', '12345'],
      ['vatNumber', 'FR1'],
      ['addressPostcode', '690'],
      ['phone', '12'],
      ['email', 'pas une adresse'],
      ['invoicePrefix', 'é/é'],
      ['invoiceDueDays', '61'],
      ['lateCancelHours', '-1'],
      ['department', '99'],
      ['timeZone', 'Lune/Mer'],
      ['name', ''],
      ['name', 'x'.repeat(301)],
    ] as const) {
      const answer = await world.alice.post('/parametres/cabinet', {
        ...values,
        rpps: '',
        version: String(version),
        addressCity: 'Villeurbanne',
        [field]: value,
      })
      expect(answer.status, field).toBe(422)
      const page = await readPage(answer)
      expect(page.field(field).error, field).toMatch(/./)
      expect(page.field('addressCity').value, field).toBe('Villeurbanne')
    }
    expect((await current()).version).toBe(version)
  })

  test('a stale form shows both values, and sending it again knowingly wins', async () => {
    const { version } = await current()
    const mine = { ...values, rpps: '', version: String(version), addressCity: 'Bron' }
    expect(
      (await world.alice.post('/parametres/cabinet', { ...mine, addressCity: 'Vénissieux' })).status,
    ).toBe(303)
    const stale = await world.alice.post('/parametres/cabinet', mine)
    expect(stale.status).toBe(409)
    const page = await readPage(stale)
    const form = page.form('/parametres/cabinet')
    expect(form.field('addressCity').value).toBe('Bron')
    expect(page.text()).toContain('Vénissieux')
    expect(form.field('version').value).toBe(String(version + 1))
    const json = await world.alice.postJson('/parametres/cabinet', mine)
    expect(json).toMatchObject({
      status: 409,
      body: { current: { addressCity: 'Vénissieux', version: version + 1 } },
    })
    expect(
      (await world.alice.post('/parametres/cabinet', { ...mine, version: String(version + 1) })).status,
    ).toBe(303)
    expect(await current()).toMatchObject({ addressCity: 'Bron' })
  })

  test('takes JSON, keeps no unknown field, and is the other practice’s neither to see nor to change', async () => {
    const { version } = await current()
    const answer = await world.alice.postJson('/parametres/cabinet', {
      ...values,
      rpps: '',
      version,
      invoiceDueDays: 20,
      practiceId: world.bob.practiceId,
      slug: 'volé',
    })
    expect(answer.status).toBe(200)
    expect(await current()).toMatchObject({ invoiceDueDays: 20, id: world.alice.practiceId })
    expect(await current(world.bob)).toMatchObject({
      id: world.bob.practiceId,
      name: 'Cabinet bob',
      version: 1,
    })
  })

  test('what was changed is on record by the names of the fields', async () => {
    const event = await world.alice.work((work) =>
      work.tx
        .selectFrom('auditEvent')
        .select(['facts', 'canonical'])
        .where('action', '=', 'practice.update')
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow(),
    )
    expect(event.facts).toEqual({ fields: 'addressCity invoiceDueDays' })
    expect(event.canonical).not.toContain('Lyon')
  })
})

describe('the account', () => {
  test('changes name, language and theme; the page then speaks English', async () => {
    const { version } = (await world.bob.json('/parametres/compte')).body as { version: number }
    const answer = await world.bob.post('/parametres/compte', {
      displayName: 'Ângela-Zoë 李',
      language: 'en',
      theme: 'dark',
      version: String(version),
    })
    expect(answer.status).toBe(303)
    const page = await readPage(world.bob.get('/parametres'))
    expect([page.language, page.attribute('data-theme')]).toEqual(['en', 'dark'])
    expect(page.text()).toContain('Ângela-Zoë 李')
    const stale = await world.bob.post('/parametres/compte', {
      displayName: 'Autre',
      language: 'fr',
      theme: 'dark',
      version: String(version),
    })
    expect(stale.status).toBe(409)
    expect((await readPage(stale)).field('displayName').value).toBe('Autre')
  })

  test('the menu’s button changes the theme and comes back to the same page, on this site', async () => {
    const answer = await world.alice.post('/apparence', { theme: 'dark', returnTo: '/parametres?x=1' })
    expect(answer.headers.get('location')).toBe('/parametres?x=1')
    expect((await readPage(world.alice.get('/parametres'))).attribute('data-theme')).toBe('dark')
    expect(
      (await world.alice.post('/apparence', { theme: 'light', returnTo: '//evil.test' })).headers.get(
        'location',
      ),
    ).toBe('/aujourdhui')
  })
})

test('every card of the hub leads to a page', async () => {
  const { items } = (await world.alice.json('/parametres')).body as { items: { href: string }[] }
  expect(items.length).toBeGreaterThan(6)
  const page = await readPage(world.alice.get('/parametres'))
  for (const { href } of items) {
    expect((await world.alice.get(href)).status, href).toBe(200)
    expect(page.links(href), href).not.toEqual([])
  }
})

test('the key’s file is shown only to the practice that the console’s code made', async () => {
  expect((await world.alice.get('/parametres/cle')).status).toBe(404)
  expect(await (await world.alice.get('/parametres')).text()).not.toContain('/parametres/cle')
})
