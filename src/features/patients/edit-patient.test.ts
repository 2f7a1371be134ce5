import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { type ListJson, type PatientJson, fileClientOf, pageOf } from '#test/worlds/patient.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { create, search } = fileClientOf(() => world.alice)

describe('editing', () => {
  test('keeps what JSON leaves out, and raises the version', async () => {
    const made = await create({
      lastName: 'Avant',
      firstName: 'Jean',
      phones: ['0639981111'],
      remarks: 'à rappeler',
    })
    const { status, body } = await world.alice.postJson(`/patients/${made.id}`, {
      version: 1,
      lastName: 'Après',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      lastName: 'Après',
      firstName: 'Jean',
      phones: ['+33639981111'],
      remarks: 'à rappeler',
      version: 2,
    })
    expect(await search('apres')).toEqual(['Après Jean'])
    expect(await search('avant')).toEqual([])
  })

  test('in two tabs shows both values, loses nothing typed, and goes through when sent again', async () => {
    const made = await create({ lastName: 'Onglet', firstName: 'Un', phones: ['0639980001'] })
    const typed = (firstName: string, phone: string, version: string) => ({
      version,
      kind: 'adult',
      lastName: 'Onglet',
      firstName,
      birthDate: '',
      'phones.0': phone,
      'phones.1': '',
      'emails.0': '',
      'address.street': '',
      'address.postcode': '',
      'address.city': '',
      referredBy: '',
      remarks: '',
    })
    const first = await world.alice.post(`/patients/${made.id}`, typed('Premier', '0639980001', '1'))
    expect(first.status).toBe(303)
    const stale = await world.alice.post(`/patients/${made.id}`, typed('Second', '06 39 98 00 02', '1'))
    expect(stale.status).toBe(409)
    const form = (await readPage(stale)).form(`/patients/${made.id}`)
    expect(form.field('firstName')).toMatchObject({
      value: 'Second',
      error: 'Enregistré entre-temps : Premier',
    })
    expect(form.field('phones.0')).toMatchObject({
      value: '06 39 98 00 02',
      error: 'Enregistré entre-temps : 06 39 98 00 01',
    })
    expect(form.field('version').value).toBe('2')
    expect(
      (await world.alice.post(`/patients/${made.id}`, typed('Second', '06 39 98 00 02', '2'))).status,
    ).toBe(303)
    const { body } = await world.alice.json(`/patients/${made.id}`)
    expect(body).toMatchObject({ firstName: 'Second', phones: ['+33639980002'], version: 3 })
  })

  test('stale JSON gets 409 with both', async () => {
    const made = await create({ lastName: 'Périmé' })
    await world.alice.postJson(`/patients/${made.id}`, { version: 1, firstName: 'A' })
    const { status, body } = await world.alice.postJson(`/patients/${made.id}`, {
      version: 1,
      firstName: 'B',
    })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'stale',
      current: { firstName: 'A', version: 2 },
      yours: { firstName: 'B' },
    })
  })
})

describe('archiving', () => {
  test('takes a file out of lists, keeps it, and is undone', async () => {
    const made = await create({ lastName: 'Rangée', firstName: 'Vieille' })
    const answer = await world.alice.post(`/patients/${made.id}/archivage`, {})
    expect(answer.headers.get('location')).toBe(`/patients/${made.id}`)
    expect(await search('rangee')).toEqual([])
    const { body } = await world.alice.json('/patients?q=rangee&etat=archives')
    expect((body as ListJson).items).toHaveLength(1)
    expect((await pageOf(await world.alice.get(`/patients/${made.id}`))).html).toContain(
      'Sortir des archives',
    )
    expect((await world.alice.post(`/patients/${made.id}/retablissement`, {})).status).toBe(303)
    expect(await search('rangee')).toEqual(['Rangée Vieille'])
  })
})

describe('isolation', () => {
  test('another practice’s file is not found, whatever is asked of it', async () => {
    const { id } = await create({ lastName: 'Secrète', remarks: 'rien que pour Alice' })
    for (const path of [
      '',
      '/modification',
      '/fusion',
      '/consentements',
      '/responsables/nouveau',
      '/payeurs/nouveau',
    ]) {
      expect((await world.bob.get(`/patients/${id}${path}`)).status).toBe(404)
    }
    for (const path of [
      '',
      '/archivage',
      '/retablissement',
      '/separation',
      '/responsables',
      '/payeurs',
      '/consentements',
      '/membres',
    ]) {
      const { status } = await world.bob.postJson(`/patients/${id}${path}`, {
        version: 1,
        lastName: 'Volée',
        name: 'Volée',
        subject: 'sms',
        given: true,
        decidedOn: '2026-01-01',
        memberId: id,
      })
      expect(status).toBe(404)
    }
    const own = (await world.bob.postJson('/patients', { lastName: 'Bobine' })).body as PatientJson
    expect((await world.bob.postJson(`/patients/${own.id}/fusion`, { mergedIntoId: id })).status).toBe(404)
    expect((await world.bob.postJson(`/patients/${id}/fusion`, { mergedIntoId: own.id })).status).toBe(404)
    expect(((await world.bob.json('/patients?q=secrete')).body as ListJson).items).toEqual([])
    expect(await (await world.bob.get('/patients/export.csv')).text()).not.toContain('Secrète')
  })

  test('an address that is no id is not found', async () => {
    for (const path of ['/patients/42', "/patients/'--", '/patients/00000000-0000-7000-8000-000000000000']) {
      expect((await world.alice.get(path)).status).toBe(404)
    }
  })
})
