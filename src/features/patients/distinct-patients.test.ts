import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { type Inhabitant, type World, createWorld } from '#test/world.ts'
import { createPatient } from './index.ts'
import { mergePatients } from './merge-patients.ts'

let world: World
let [older, younger] = ['', '']
beforeAll(async () => {
  world = await createWorld()
  ;[older, younger] = [await open(world.alice), await open(world.alice)]
})
afterAll(() => world.close())

const open = (person: Inhabitant, lastName = 'Petit'): Promise<string> =>
  person.work(async (work) => {
    const created = await createPatient(work, { firstName: 'Sarah', lastName })
    if (isRefused(created)) throw new Error(created.refused)
    return created.id
  })
const proposed = async () => (await world.alice.json('/patients/doublons')).body as { items: object[] }
const page = async () => (await world.alice.get('/patients/doublons')).text()

test('two files that are said to be two people are proposed no more, until it is taken back', async () => {
  expect((await proposed()).items).toHaveLength(1)
  expect(await page()).toContain('Ce sont deux personnes')
  const said = await world.alice.post(`/patients/${younger}/distinction`, { otherId: older })
  expect([said.status, said.headers.get('location')]).toEqual([303, '/patients/doublons'])
  expect(await proposed()).toMatchObject({ items: [], distinct: [{ first: { id: older } }] })
  expect(await page()).toContain('Reconnues comme distinctes')

  const again = await world.alice.postJson(`/patients/${older}/distinction`, { otherId: younger })
  expect(again.status).toBe(200)
  expect(await proposed()).toMatchObject({ items: [], distinct: [{}] })

  const back = await world.alice.postJson(`/patients/${older}/rapprochement/${younger}`, {})
  expect(back.status).toBe(200)
  expect(await proposed()).toMatchObject({ items: [{ first: { id: older } }], distinct: [] })
  expect((await world.alice.postJson(`/patients/${older}/rapprochement/${younger}`, {})).status).toBe(200)
})

test('a third of the name is still proposed with each', async () => {
  await world.alice.postJson(`/patients/${older}/distinction`, { otherId: younger })
  const third = await open(world.alice)
  expect((await proposed()).items).toHaveLength(2)
  await world.alice.work((work) => mergePatients(work, third, older))
  expect((await proposed()).items).toEqual([])
  const merged = await world.alice.postJson(`/patients/${third}/distinction`, { otherId: younger })
  expect(merged).toMatchObject({ status: 409, body: { code: 'merged-file' } })
})

test('a file is not distinct from itself, nor from another practice’s', async () => {
  const self = await world.alice.postJson(`/patients/${older}/distinction`, { otherId: older })
  expect(self).toMatchObject({ status: 409, body: { code: 'same-file' } })
  const foreign = await open(world.bob)
  for (const [id, otherId] of [
    [older, foreign],
    [foreign, older],
  ]) {
    expect((await world.alice.postJson(`/patients/${id}/distinction`, { otherId })).status).toBe(404)
    expect((await world.alice.postJson(`/patients/${id}/rapprochement/${otherId}`, {})).status).toBe(404)
  }
  expect((await world.bob.postJson(`/patients/${older}/distinction`, { otherId: younger })).status).toBe(404)
  expect((await world.bob.postJson(`/patients/${older}/rapprochement/${younger}`, {})).status).toBe(404)
  expect(await proposed()).toMatchObject({ distinct: [{}] })
})

test('both decisions are on record', async () => {
  const events = await world.alice.work((work) =>
    work.tx
      .selectFrom('auditEvent')
      .select(['action', 'facts'])
      .where('action', 'in', ['patient.mark-distinct', 'patient.unmark-distinct'])
      .orderBy('seq')
      .execute(),
  )
  expect(events.map(({ action }) => action)).toEqual([
    'patient.mark-distinct',
    'patient.mark-distinct',
    'patient.unmark-distinct',
    'patient.mark-distinct',
  ])
  expect(events[0]?.facts).toEqual({ otherId: older })
})
