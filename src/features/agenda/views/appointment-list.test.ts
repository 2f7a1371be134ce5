import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '#test/worlds/agenda.ts'
import { type AppointmentWorld, createAppointmentWorld } from '#test/worlds/appointment.ts'

let world: AppointmentWorld
beforeAll(async () => {
  world = await createAppointmentWorld()
})
afterAll(() => world.close())

describe('another practice', () => {
  test('finds nothing of it, by any address', async () => {
    const id = await world.booked('2026-12-17T09:00:00+01:00')
    for (const path of ['', '/modification', '/deplacement', '/annulation']) {
      expect((await world.bob.get(`/rendez-vous/${id}${path}`)).status, path).toBe(404)
    }
    const posts: [string, Record<string, unknown>][] = [
      ['', { version: 1, note: 'x' }],
      ['/deplacement', { startsAt: '2026-12-17T11:00:00+01:00' }],
      ['/annulation', { by: 'patient' }],
      ['/lapin', {}],
      ['/arrivee', {}],
      ['/confirmation', {}],
      ['/retrait', {}],
      ['/modifications/1/annulation', {}],
    ]
    for (const [path, body] of posts) {
      expect((await world.bob.postJson(`/rendez-vous/${id}${path}`, body)).status, path).toBe(404)
    }
    expect(await world.read(id)).toMatchObject({ version: 1, status: 'confirmed' })
    const mixed: Record<string, unknown>[] = [
      { patientId: world.foreign.patientId },
      { typeId: world.foreign.typeId },
      { placeId: world.foreign.placeId },
    ]
    for (const more of mixed) expect((await world.book('2026-12-18T09:00:00+01:00', more)).status).toBe(404)
    const list = (await world.bob.json('/rendez-vous?du=2026-11-01&au=2026-12-31')) as unknown as {
      body: { items: unknown[] }
    }
    expect(list.body.items).toEqual([])
    expect((await world.alice.get('/rendez-vous/nonsense')).status).toBe(404)
  })
})

describe('the list', () => {
  test('holds what starts between two civil dates, both included, page by page', async () => {
    for (const day of ['2027-05-03', '2027-05-04', '2027-05-05']) await world.booked(`${day}T09:00`)
    const { body } = (await world.alice.json('/rendez-vous?du=2027-05-03&au=2027-05-04')) as unknown as {
      body: { items: Answer[]; next: null }
    }
    expect(body.items.map((item) => item.startsAt)).toEqual([
      '2027-05-03T09:00:00+02:00',
      '2027-05-04T09:00:00+02:00',
    ])
    expect(body.next).toBeNull()
    const page = await world.alice.get('/rendez-vous?du=2027-05-03&au=2027-05-04')
    expect(await page.text()).toContain('Lundi 3 mai 2027')
  })

  test('its pages answer', async () => {
    const id = await world.booked('2027-05-06T09:00')
    for (const path of [
      '/rendez-vous',
      '/rendez-vous/nouveau',
      `/rendez-vous/nouveau?startsAt=2027-05-07T10:00&patientId=${world.ground.patientId}`,
      `/rendez-vous/${id}`,
      `/rendez-vous/${id}/modification`,
      `/rendez-vous/${id}/deplacement`,
      `/rendez-vous/${id}/annulation`,
    ]) {
      expect((await world.alice.get(path)).status, path).toBe(200)
    }
    const form = await (
      await world.alice.get(
        `/rendez-vous/nouveau?date=2027-05-07&time=10:30&patientId=${world.ground.patientId}`,
      )
    ).text()
    expect(form).toContain('value="2027-05-07"')
    expect(form).toContain('value="10:30"')
    expect(form).toContain('Camille Dupont-alice')
  })
})
