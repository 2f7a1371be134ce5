import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PlanningWorld, createPlanningWorld } from '#test/worlds/planning.ts'

let world: PlanningWorld
beforeAll(async () => {
  world = await createPlanningWorld()
})
afterAll(() => world.close())

describe('free times', () => {
  test('of a day begin on the step, within the hours, and end before they do', async () => {
    const times = await world.freeOn('2026-11-24')
    expect(times.slice(0, 2)).toEqual(['09:00', '09:15'])
    expect(times).toContain('11:45')
    expect(times).not.toContain('12:00')
    expect(times.at(-1)).toBe('18:15')
    expect(await world.freeOn('2026-11-28')).toEqual([])
  })

  test('keep off appointments and their buffers, and say which touch one', async () => {
    const { body } = await world.send('/rendez-vous', world.ground.booking('2026-11-25T10:00'))
    const answer = await world.read(
      `/agenda/creneaux?typeId=${world.ground.typeId}&du=2026-11-25&au=2026-11-25`,
    )
    const at = (clock: string) => answer.body.items.find((item) => item['startsAt']?.slice(11, 16) === clock)
    expect(at('10:00')).toBeUndefined()
    expect(at('09:15')).toMatchObject({ touches: true, endsAt: '2026-11-25T10:00:00+01:00' })
    expect(at('10:45')).toMatchObject({ touches: true })
    expect(at('15:00')).toMatchObject({ touches: false })
    await world.send(`/rendez-vous/${body.id}/annulation`, { by: 'practitioner' })
  })

  test('are those of the clock on the wall on both sides of its change', async () => {
    const answer = await world.read(
      `/agenda/creneaux?typeId=${world.ground.typeId}&du=2027-03-26&au=2027-03-30`,
    )
    const firsts = answer.body.items
      .map((item) => item['startsAt'] ?? '')
      .filter((one) => one.includes('T09:00'))
    expect(firsts).toEqual(['2027-03-26T09:00:00+01:00', '2027-03-30T09:00:00+02:00'])
  })

  test('say whether the patient can come', async () => {
    await world.alice.work((work) =>
      work.tx
        .insertInto('patientAvailability')
        .values({
          id: crypto.randomUUID(),
          patientId: world.ground.patientId,
          weekday: 4,
          fromTime: Temporal.PlainTime.from('17:00'),
          toTime: Temporal.PlainTime.from('19:00'),
        })
        .execute(),
    )
    const { body } = await world.read(
      `/agenda/creneaux?typeId=${world.ground.typeId}&du=2026-11-26&au=2026-11-26&patientId=${world.ground.patientId}`,
    )
    const fitting = body.items
      .filter((item) => String(item['fits']) === 'true')
      .map((item) => item['startsAt']?.slice(11, 16))
    expect(fitting).toEqual(['17:00', '17:15', '17:30', '17:45', '18:00', '18:15'])
    expect(body.items.length).toBeGreaterThan(20)
    await world.alice.work((work) =>
      work.tx.updateTable('patientAvailability').set({ removedAt: work.now }).execute(),
    )
  })

  test('cost two statements beside the request’s own, however many', async () => {
    world.takeStatements()
    await world.read(`/agenda/creneaux?typeId=${world.ground.typeId}&du=2026-11-23&au=2027-02-20`)
    expect(world.takeStatements().filter((one) => /^\s*(select|with)/i.test(one)).length).toBeLessThanOrEqual(
      4,
    )
  })

  test.each([
    ['reversed dates', 'du=2026-12-10&au=2026-12-01'],
    ['the past', 'du=2026-11-02&au=2026-11-06'],
  ])('are none for %s', async (_, query) => {
    expect((await world.read(`/agenda/creneaux?typeId=${world.ground.typeId}&${query}`)).body.items).toEqual(
      [],
    )
  })

  test('of another practice’s type are not found', async () => {
    expect((await world.bob.json(`/agenda/creneaux?typeId=${world.ground.typeId}`)).status).toBe(404)
    expect((await world.bob.json('/agenda/creneaux?typeId=nonsense')).status).toBe(404)
  })

  test('are on a page, each a link to the form', async () => {
    const page = await (await world.alice.get('/agenda/creneaux?du=2026-11-24&au=2026-11-24')).text()
    expect(page).toContain('mardi 24 novembre')
    expect(page).toContain('/rendez-vous/nouveau?startsAt=2026-11-24T09%3A00')
  })
})
