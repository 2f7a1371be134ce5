import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  for (const [lastName, firstName] of [
    ['Ângela-Zoë', 'Maria'],
    ['Nouvel', 'Paul'],
    ['<b>', "O'Neil"],
  ]) {
    await world.alice.postJson('/patients', { lastName, firstName, phone: '0639981234' })
  }
})
afterAll(() => world.close())

async function found(q: string): Promise<{ label: string; detail: string; href: string; icon: string }[]> {
  const { status, body } = await world.alice.json(`/recherche?q=${encodeURIComponent(q)}`)
  expect(status).toBe(200)
  return (body as { items: never[] }).items
}

test('finds patients first, then what can be done, without accents', async () => {
  const items = await found('nouv')
  expect(items.map((item) => item.label)).toEqual(['Paul Nouvel', 'Nouveau patient', 'Nouveau rendez-vous'])
  expect(items[0]).toMatchObject({ detail: '06\u00a039\u00a098\u00a012\u00a034', icon: 'user' })
  expect(items[0]?.href).toMatch(/^\/patients\/[0-9a-f-]{36}$/)
  expect((await found('angela')).map((item) => item.label)).toEqual(['Maria Ângela-Zoë'])
  expect((await found('reglem')).map((item) => item.href)).toEqual(['/reglements'])
})

test('shows nobody before something is typed', async () => {
  const items = await found('')
  expect(items.length).toBeGreaterThan(5)
  expect(items.filter((item) => item.href.startsWith('/patients/0'))).toEqual([])
})

test('is a page without JavaScript, names escaped', async () => {
  const html = await (await world.alice.get('/recherche?q=neil')).text()
  expect(html).toContain('O&#39;Neil &lt;b&gt;')
  const none = await (await world.alice.get('/recherche?q=zzz')).text()
  expect(none).toContain('Rien ne correspond')
})

test('another practice finds none of them', async () => {
  const { body } = await world.bob.json('/recherche?q=angela')
  expect(body).toEqual({ items: [], next: null })
})
