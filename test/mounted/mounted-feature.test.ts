import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { sql } from '#src/db/sql.ts'
import { features } from '#src/features/index.ts'
import { findDue, runDue } from '#test/due.ts'
import { ownersOf } from '#test/guards/owners.ts'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { CURSED, KITE_MIGRATION, TOO_HEAVY, kites, tally } from './kites.tsx'

const all = [...features, kites, tally]

let world: World
beforeAll(async () => {
  world = await createWorld({ features: all })
  await asOwner(world.database.owner, async (admin) => {
    await admin.query('set role divan_owner')
    await admin.query(KITE_MIGRATION)
  })
})
afterAll(() => world.close())
beforeEach(() =>
  asOwner(world.database.owner, (admin) => admin.query('delete from kite; delete from kite_tally')),
)

const stored = (table: 'kite' | 'kite_tally', who = world.alice) =>
  who.work(async (work) => {
    const { rows } =
      table === 'kite'
        ? await sql<Record<string, unknown>>`select id, name, landed_at from kite`.execute(work.tx)
        : await sql<Record<string, unknown>>`select about, subject_id from kite_tally`.execute(work.tx)
    return rows
  })

async function fly(name: string): Promise<string> {
  const { status, body } = await world.alice.postJson('/cerfs-volants', { name })
  expect(status).toBe(201)
  return (body as { id: string }).id
}

describe('a feature mounted by nothing but its own value', () => {
  test('stands in the sidebar, the settings, the palette and its shortcuts, in both languages', async () => {
    const page = await readPage(world.alice.get('/cerfs-volants'))
    expect(page.links('/cerfs-volants').length).toBeGreaterThan(1)
    expect(page.text()).toContain('Comprendre')
    expect((await readPage(world.alice.get('/parametres'))).text()).toContain('Réglage du vent')
    await fly('Écoufle')
    const found = (await world.alice.json('/recherche?q=%C3%89couf')).body as { items: { label: string }[] }
    expect(found.items.map((item) => item.label)).toEqual(['Écoufle'])
    const offered = (await world.alice.json('/recherche')).body as { items: { label: string }[] }
    expect(offered.items.map((item) => item.label).slice(0, 2)).toEqual(['Nouveau patient', 'Faire voler'])
    expect((await world.bob.json('/recherche?q=%C3%89couf')).body).toEqual({ items: [], next: null })
    expect(world.platform.house.navigation('en').find((group) => group.key === 'insight')?.entries).toEqual([
      { key: 'kites', href: '/cerfs-volants', icon: 'sunrise', label: 'Kites' },
    ])
  })

  test('is described for clients, and its form refuses, repeats and fills in as any other', async () => {
    const described = (await (await world.app.hono.request('/openapi.json')).json()) as {
      paths: Record<string, { post: { summary: string } }>
    }
    expect(described.paths['/cerfs-volants']?.post.summary).toBe('Kites')
    const answer = await world.alice.post('/cerfs-volants', { name: 'x'.repeat(41) })
    expect(answer.status).toBe(422)
    const refused = await readPage(answer)
    expect(refused.field('name').value).toBe('x'.repeat(41))
    const submissionId = crypto.randomUUID()
    for (const name of ['Milan', 'Milan encore']) {
      expect((await world.alice.post('/cerfs-volants', { name, submissionId })).status).toBe(303)
    }
    expect((await stored('kite')).map((row) => row['name'])).toEqual(['Milan'])
  })

  test('its event is in the journal with its words, and names what it happened to', async () => {
    const id = await fly('Cerf')
    const journal = (await world.alice.json('/journal?action=kite.fly')).body as {
      items: { subjectId: string; sentence: string; facts: unknown }[]
    }
    expect(journal.items[0]).toMatchObject({
      subjectId: id,
      sentence: 'Envol d’un cerf-volant',
      facts: { letters: 4 },
    })
    const page = await readPage(world.alice.get('/journal?action=kite.fly'))
    expect(page.links(`/cerfs-volants#${id}`).length).toBeGreaterThan(0)
    expect(page.text()).toContain('Envol d’un cerf-volant')
  })

  test('what it makes due is done once, by Divan itself, and its row is gone', async () => {
    const id = await fly('Buse')
    expect(await findDue(world.alice, 'kite-landing', id)).toMatchObject({ urgent: false })
    await runDue(world.platform, world.alice, 'kite-landing', id, all)
    expect((await stored('kite'))[0]?.['landedAt']).toEqual(world.platform.clock())
    expect(await findDue(world.alice, 'kite-landing', id)).toBeUndefined()
  })

  test('another feature reacts in the same transaction, and is taken back with it', async () => {
    const id = await fly('Faucon')
    expect(await stored('kite_tally')).toEqual([{ about: 'kite', subjectId: id }])

    const refused = await world.alice.postJson('/cerfs-volants', { name: TOO_HEAVY })
    expect(refused.status).toBe(409)
    const thrown = await world.alice.postJson('/cerfs-volants', { name: CURSED })
    expect(thrown.status).toBe(500)
    expect((await stored('kite')).map((row) => row['name'])).toEqual(['Faucon'])
    expect(await stored('kite_tally')).toHaveLength(1)
    const { items } = (await world.alice.json('/journal?action=kite.fly')).body as {
      items: { subjectId: string }[]
    }
    expect(items[0]?.subjectId).toBe(id)
  })

  test('it reacts to the product’s own events too, and no other practice sees any of it', async () => {
    const made = await world.alice.postJson('/patients', { lastName: 'Roy', firstName: 'Léa' })
    const { id } = made.body as { id: string }
    expect(await stored('kite_tally')).toEqual([{ about: 'patient', subjectId: id }])
    expect(await stored('kite_tally', world.bob)).toEqual([])
    expect(await stored('kite', world.bob)).toEqual([])
  })

  test('its tables have their owners, and nobody else does', () => {
    const owners = ownersOf(all)
    expect(owners['kite']).toEqual(['features/kites/'])
    expect(owners['kite_tally']).toEqual(['features/tally/'])
    expect(ownersOf(features)['kite']).toBeUndefined()
  })
})
