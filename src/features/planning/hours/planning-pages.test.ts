import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshotPages } from '#test/screenshot.ts'
import { type PlanningWorld, createPlanningWorld } from '#test/worlds/planning.ts'

let world: PlanningWorld
let period: string
let exception: string
let off: string
beforeAll(async () => {
  world = await createPlanningWorld()
  const make = async (path: string, body: Record<string, unknown>): Promise<string> => {
    const made = await world.send(path, body)
    expect(made.status, path).toBe(201)
    return `${path}/${made.body.id}`
  }
  const summer = { name: 'Été', firstDate: '2027-07-12', lastDate: '2027-08-20', hours: [] }
  period = await make('/horaires/periodes', summer)
  exception = await make('/horaires/exceptions', { date: '2027-05-07', hours: [] })
  off = await make('/absences', { kind: 'private', startDate: '2027-06-02', repeat: 'weekly' })
})
afterAll(() => world.close())

describe('another practice', () => {
  test('finds none of it', async () => {
    const paths = [
      [period, { name: 'x', firstDate: '2027-07-12', lastDate: '2027-07-13', version: 1 }],
      [exception, { date: '2027-05-07', hours: [], version: 1 }],
    ] as const
    for (const [path, form] of paths) {
      expect((await world.bob.json(path)).status, path).toBe(404)
      expect((await world.bob.postJson(path, form)).status, path).toBe(404)
      for (const noun of ['suppression', 'retablissement', 'modifications/1/annulation']) {
        expect((await world.bob.postJson(`${path}/${noun}`, {})).status, `${path}/${noun}`).toBe(404)
      }
    }
    expect((await world.bob.postJson(`${off}/dates/2027-06-09/suppression`, {})).status).toBe(404)
    const foreign = { date: '2027-05-10', placeId: world.ground.placeId, hours: '9h-10h' }
    expect((await world.bob.postJson('/horaires/exceptions', foreign)).status).toBe(404)
    const bobs = await world.bob.json(`/agenda/creneaux?du=2027-05-07&au=2027-05-07`)
    expect((bobs.body as { items: unknown[] }).items.length).toBeGreaterThan(0)
  })
})

test('every page answers, and looks as it should', async () => {
  const shots = [
    { path: '/horaires', name: 'horaires' },
    { path: '/horaires?nouveau=1', name: 'horaires-nouveau' },
    { path: '/horaires/periodes/nouvelle', name: 'periode-nouvelle' },
    { path: period, name: 'periode' },
    { path: '/horaires/exceptions/nouvelle?date=2026-11-26', name: 'exception-nouvelle' },
    { path: exception, name: 'exception' },
    { path: '/parametres/agenda', name: 'parametres-agenda' },
    { path: '/agenda/creneaux', name: 'creneaux' },
    { path: '/absences', name: 'absences' },
    { path: '/absences/nouvelle', name: 'absence-nouvelle' },
    { path: off, name: 'absence' },
    { path: '/agenda?vue=semaine&date=2026-12-22', name: 'agenda-noel' },
    { path: '/types-de-rendez-vous', name: 'types' },
    { path: `/types-de-rendez-vous/${world.ground.typeId}`, name: 'type' },
  ]
  for (const { path } of shots) expect((await world.alice.get(path)).status, path).toBe(200)
  await screenshotPages(
    world,
    shots.map((shot) => ({ ...shot, as: 'alice' as const, fullPage: true })),
  )
}, 600_000)
