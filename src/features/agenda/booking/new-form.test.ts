import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '11:00' }))
  await world.alice.postJson('/horaires', { hours })
})
afterAll(() => world.close())

/** The date and the time that the empty form proposes. */
async function proposed(query: string): Promise<string> {
  const page = await (await world.alice.get(`/rendez-vous/nouveau?typeId=${ground.typeId}&${query}`)).text()
  const valueOf = (name: string): string =>
    new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? ''
  return `${valueOf('date')} ${valueOf('time')}`
}

test('the form begins at the first free time of the day it is opened from', async () => {
  expect(await proposed('date=2027-04-06')).toBe('2027-04-06 09:00')
  await world.alice.postJson('/rendez-vous', ground.booking('2027-04-06T09:00', { durationMinutes: 60 }))
  expect(await proposed('date=2027-04-06')).toMatch(/^2027-04-06 10:/)
})

test('a full day leads to the next one with room; a closed one stays as it was asked for', async () => {
  await world.alice.postJson('/rendez-vous', ground.booking('2027-04-08T09:00', { durationMinutes: 120 }))
  expect(await proposed('date=2027-04-08')).toBe('2027-04-09 09:00')
  expect(await proposed('date=2027-04-10')).toBe('2027-04-10 09:00')
  expect(await proposed('date=2027-04-10&time=11:30')).toBe('2027-04-10 11:30')
})

test('for a patient who said when, the first time that suits', async () => {
  await world.alice.postJson(`/patients/${ground.patientId}/disponibilites`, {
    weekday: 5,
    from: '10:00',
    to: '12:00',
    everyWeeks: 1,
  })
  expect(await proposed(`date=2027-04-12&patientId=${ground.patientId}`)).toBe('2027-04-16 10:00')
})
