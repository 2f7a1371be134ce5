import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '../agenda-fixture.ts'
import type { SeriesAnswer } from './series-fixture.ts'

let world: World
let ground: AgendaGround
let partnerId: string
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  const made = await world.alice.postJson('/patients', { lastName: 'Roux', firstName: 'Noé' })
  partnerId = (made.body as { id: string }).id
})
afterAll(() => world.close())

/** What the page shows before a series of Tuesdays is saved: its decisions, each with its reason. */
async function datesToDecide(
  start: string,
  more: Record<string, string>,
): Promise<[day: string, reason: string][]> {
  const answer = await world.alice.post('/rendez-vous', {
    patientId: ground.patientId,
    typeId: ground.typeId,
    startsAt: start,
    durationMinutes: '45',
    repeat: 'weekly',
    repeatEnd: 'count',
    repeatCount: '4',
    ...more,
  })
  expect(answer.status).toBe(409)
  const page = (await answer.text()).replace(/<[^>]*>/g, '|').replaceAll('\u00a0', ' ')
  return [...page.matchAll(/\|([^|]+) 2027, [^|]+\|+(Hors disponibilités[^|]*)/g)].map(
    ([, day = '', reason = '']) => [day, reason],
  )
}

test('the dates that do not suit a patient are told and kept unless somebody says otherwise', async () => {
  // Every other Tuesday from 8 to 12, in February only.
  const wish = { weekday: 2, from: '08:00', to: '12:00', everyWeeks: 2 }
  const validity = { validFrom: '2027-02-02', validTo: '2027-02-22' }
  const path = `/patients/${ground.patientId}/disponibilites`
  expect((await world.alice.postJson(path, { ...wish, ...validity })).status).toBe(201)
  const decisions = await datesToDecide('2027-02-02T09:00', {})
  expect(decisions.map(([day]) => day)).toEqual(['mardi 9 février', 'mardi 23 février'])
  expect(decisions[0]?.[1]).toMatch(/^Hors disponibilités : Camille Dupont-/)

  const booking = ground.booking('2027-02-02T09:00', { rule: 'FREQ=WEEKLY;COUNT=4' })
  const { status, body } = await world.alice.postJson('/rendez-vous', booking)
  expect(status).toBe(201)
  const series = body as unknown as SeriesAnswer
  expect([series.items.length, series.skipped]).toEqual([4, []])

  // What did not suit before is no news; what suits no more is.
  const moved = await world.alice.post(`/rendez-vous/${series.id}/deplacement`, {
    scope: 'all',
    startsAt: '2027-02-02T14:00',
    durationMinutes: '45',
  })
  const page = (await moved.text()).replaceAll('\u00a0', ' ')
  expect([moved.status, page.match(/Hors disponibilités : /g)?.length]).toEqual([409, 2])
})

test('of several who are to come, the one who cannot is named', async () => {
  const path = `/patients/${partnerId}/disponibilites`
  await world.alice.postJson(path, { weekday: 4, from: '09:00', to: '10:30', everyWeeks: 1 })
  const both = { otherPatientId: partnerId }
  expect(await datesToDecide('2027-06-03T10:00', both)).toEqual(
    ['jeudi 3 juin', 'jeudi 10 juin', 'jeudi 17 juin', 'jeudi 24 juin'].map((day) => [
      day,
      'Hors disponibilités : Noé Roux',
    ]),
  )
})
