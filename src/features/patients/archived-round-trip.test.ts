import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('who was archived comes back archived, with the day it was', async () => {
  const { body: made } = await world.alice.postJson('/patients', { lastName: 'Ancien', firstName: 'Paul' })
  const { id } = made as { id: string }
  await world.alice.postJson('/patients', { lastName: 'Présent', firstName: 'Léa' })
  expect((await world.alice.postJson(`/patients/${id}/archivage`, {})).status).toBe(200)
  const csv = await (await world.alice.get('/patients/export.csv?etat=tous')).text()
  expect(csv).toMatch(/Ancien;Paul;.*;\d{2}\/\d{2}\/\d{4}\r\n/)

  const { cookie, csrf } = world.bob
  const form = new FormData()
  form.set('_csrf', csrf)
  form.set('file', new File([csv], 'patients.csv'))
  const headers = { cookie, accept: 'application/json' }
  const upload = await world.app.hono.request('/patients/import', { method: 'POST', body: form, headers })
  expect(upload.status).toBe(201)
  const batch = (await upload.json()) as { id: string; version: number }
  const done = await world.bob.postJson(`/patients/import/${batch.id}/confirmation`, {
    version: batch.version,
  })
  expect(done.status).toBeLessThan(300)
  const names = async (state: string) => {
    const { body } = await world.bob.json(`/patients?etat=${state}`)
    return (body as { items: { lastName: string }[] }).items.map((item) => item.lastName)
  }
  expect([await names('actifs'), await names('archives')]).toEqual([['Présent'], ['Ancien']])
  expect(await (await world.bob.get('/patients/export.csv?etat=tous')).text()).toBe(csv)
})
