import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { fileClientOf } from '#test/worlds/patient.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { create } = fileClientOf(() => world.alice)
const makePatient = async (lastName: string): Promise<string> =>
  (await create({ lastName, firstName: 'Gaël' })).id
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('choosing a time', () => {
  let typeId: string
  const rows = async (html: string): Promise<string> => plain(html.replaceAll(/<svg[^]*?<\/svg>/g, ''))
  const people: string[] = []
  const day = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek

  beforeAll(async () => {
    const types = (await world.alice.json('/types-de-rendez-vous')).body as { items: { id: string }[] }
    typeId = types.items[0]?.id ?? ''
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '20:00' }))
    await world.alice.postJson('/horaires', { hours })
    for (const [name, weekday, from, to] of [
      ['Mercredi', 3, '14:00', '18:00'],
      ['Soir', 3, '16:00', '20:00'],
    ] as const) {
      const id = await makePatient(name)
      people.push(id)
      await world.alice.postJson(`/patients/${id}/disponibilites`, { weekday, from, to })
    }
  })

  async function book(patientIds: readonly string[], startsAt: string) {
    return world.alice.postJson('/rendez-vous', { patientIds, typeId, startsAt, durationMinutes: 60 })
  }

  test('what is taken is answered with free times that suit, for a group those that suit all', async () => {
    const other = await makePatient('Other')
    expect((await book([other], '2026-12-01T10:00')).status).toBe(201)
    for (const [ids, earliest, latest] of [
      [people.slice(0, 1), '14:00', '17:00'],
      [people, '16:00', '17:00'],
    ] as const) {
      const taken = await book(ids, '2026-12-01T10:00')
      expect(taken.status).toBe(409)
      const { nearest } = taken.body as { nearest: { startsAt: string; fits: boolean }[] }
      expect(nearest).toHaveLength(4)
      for (const { startsAt, fits } of nearest) {
        expect([fits, day(startsAt.slice(0, 10))]).toEqual([true, 3])
        expect(startsAt.slice(11, 16) >= earliest && startsAt.slice(11, 16) <= latest).toBe(true)
      }
    }
    const unknown = await book([await makePatient('Silent')], '2026-12-01T10:00')
    expect((unknown.body as { nearest: object[] }).nearest[0]).not.toHaveProperty('fits')
  })

  test('a time outside is warned of by name, and taken all the same once confirmed', async () => {
    const json = await book(people.slice(0, 1), '2026-12-03T10:00')
    expect(json.status).toBe(201)
    expect(json.body).toMatchObject({ warnings: ['outside-availability'] })
    expect((await book(people, '2026-12-09T17:00')).body).toMatchObject({ warnings: [] })
    expect((await book(people, '2026-12-09T14:00')).body).toMatchObject({
      warnings: ['outside-availability'],
    })

    const form = {
      patientId: people[0] ?? '',
      typeId,
      date: '2026-12-04',
      time: '10:00',
      durationMinutes: '60',
    }
    const asked = await world.alice.post('/rendez-vous', form)
    expect(asked.status).toBe(409)
    expect(await rows(await asked.text())).toContain('C’est hors des disponibilités de Gaël Mercredi.')
    expect((await world.alice.post('/rendez-vous', { ...form, confirmed: '1' })).status).toBe(303)
  })

  test('the form that moves says beside each time whether it suits; a drop tells when it does not', async () => {
    const booked = await book(people.slice(0, 1), '2026-12-16T15:00')
    const { id } = booked.body as { id: string }
    const page = await rows(await (await world.alice.get(`/rendez-vous/${id}/deplacement`)).text())
    expect(page).toContain('Convient')
    const dropped = await world.alice.postJson(`/rendez-vous/${id}/depot`, {
      version: 1,
      startsAt: '2026-12-17T15:00',
      durationMinutes: 60,
      dates: '2026-12-16,2026-12-17',
      selected: '2026-12-17',
      startHour: 8,
      endHour: 20,
    })
    expect(dropped.status).toBe(200)
    expect((dropped.body as { message: string }).message).toContain(
      'hors des disponibilités de Gaël Mercredi',
    )
  })

  test('the new form begins at the first time that suits', async () => {
    const page = await readPage(world.alice.get(`/rendez-vous/nouveau?patientId=${people[1]}`))
    expect(page.field('date').value).toBe('2026-11-25')
    expect(page.field('time').value).toBe('16:00')
  })
})
