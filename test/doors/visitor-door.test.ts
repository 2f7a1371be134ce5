import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, createApp } from '#src/app.tsx'
import { newId } from '#src/domain/ids.ts'
import { features } from '#src/features/index.ts'
import { readPage } from '../page/read-page.ts'
import { type World, WORLD_NOW, createWorld } from '../world.ts'
import { bodyOf, createVisitor } from '../worlds/visitor.ts'
import { SENDS, visitorFeature } from './visitor-features.tsx'

const HERE = '/essai/alice'

let world: World
let app: App
beforeAll(async () => {
  world = await createWorld()
  app = createApp(world.platform, [...features, { name: 'test', routes: visitorFeature }])
})
afterAll(() => world.close())
let hour = 0
// An hour later nobody has sent anything yet.
beforeEach(() => world.setNow(WORLD_NOW.add({ hours: ++hour })))

const visit = () => createVisitor(app)
const placesOf = (name: string, who: 'alice' | 'bob' = 'alice') =>
  world[who].work(({ tx }) => tx.selectFrom('place').select('id').where('name', '=', name).execute())

describe('a visitor’s form', () => {
  test('is shown in the browser’s language, sent with its token, and leads on with a sentence', async () => {
    const visitor = visit()
    const page = await readPage(visitor.get(HERE, { 'accept-language': 'en' }))
    expect(page.language).toBe('en')
    expect(page.title).toContain('Cabinet alice')
    const sent = await visitor.submit(HERE, { name: 'Chez moi' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, HERE])
    expect((await readPage(visitor.get(HERE))).text()).toContain('C’est noté.')
    expect(await placesOf('Chez moi')).toHaveLength(1)
    expect(await placesOf('Chez moi', 'bob')).toEqual([])
  })

  test('without its token, or from another site, is refused and changes nothing', async () => {
    const visitor = visit()
    await visitor.get(HERE)
    for (const answer of [
      await visitor.post(HERE, { name: 'Volé' }),
      await visitor.post(HERE, { name: 'Volé', _csrf: 'x'.repeat(32) }),
      await visitor.postJson(HERE, { name: 'Volé' }, { 'sec-fetch-site': 'cross-site' }),
    ]) {
      expect(answer.status).toBe(403)
    }
    expect(await placesOf('Volé')).toEqual([])
  })

  test('sent again is done once, at the same moment too; from another browser its key is taken', async () => {
    const visitor = visit()
    const form = (await readPage(visitor.get(HERE))).form(HERE).values()
    const fields = {
      _csrf: String(form['_csrf']),
      submissionId: String(form['submissionId']),
      name: 'Deux fois',
    }
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post(HERE, fields)))
    for (const answer of answers) expect([answer.status, answer.headers.get('location')]).toEqual([303, HERE])
    expect(await placesOf('Deux fois')).toHaveLength(1)
    const other = await visit().submit(HERE, { submissionId: fields.submissionId, name: 'Deux fois' })
    expect(other.status).toBe(409)
    expect(await placesOf('Deux fois')).toHaveLength(1)
  })

  test('refused comes back filled in, keeps nothing, and may be sent again mended', async () => {
    const visitor = visit()
    const submissionId = newId()
    const refused = await visitor.submit(HERE, { name: 'pris', submissionId })
    expect(refused.status).toBe(409)
    const page = await readPage(refused)
    expect([page.field('name').value, page.text()]).toEqual(['pris', expect.stringContaining('par moi')])
    expect(page.text()).toContain('Déjà pris.')
    expect(await placesOf('pris')).toEqual([])
    const invalid = await visitor.submit(HERE, { name: 'x'.repeat(41) })
    expect([invalid.status, (await readPage(invalid)).field('name').value]).toEqual([422, 'x'.repeat(41)])
    expect((await visitor.submit(HERE, { name: 'mendé', submissionId })).status).toBe(303)
  })

  test('has its JSON twin, which needs no token and tells the same', async () => {
    const program = visit()
    const key = { 'idempotency-key': 'la même' }
    const first = await program.postJson(HERE, { name: 'Par JSON' }, key)
    const made = await bodyOf<{ id: string }>(first)
    expect([first.status, first.headers.get('location')]).toEqual([201, HERE])
    expect(await placesOf('Par JSON')).toEqual([{ id: made.id }])
    expect((await program.postJson(HERE, { name: 'Par JSON' }, key)).status).toBe(201)
    expect((await program.postJson(HERE, { name: 'Autre chose' }, key)).status).toBe(409)
    expect(await placesOf('Par JSON')).toHaveLength(1)
    const refused = await program.postJson(HERE, { name: 'pris' })
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await refused.json()).toMatchObject({ status: 409, code: 'taken', errors: [{ field: 'name' }] })
    expect(await (await program.get(HERE, { accept: 'application/json' })).json()).toEqual({
      practice: 'Cabinet alice',
      slug: 'alice',
    })
  })

  test('sent too often is told to wait, with all that was typed; then only told', async () => {
    const visitor = createVisitor(app, '192.0.2.77')
    for (let n = 0; n < SENDS; n++) {
      expect((await visitor.submit(HERE, { name: `n° ${n}` })).status).toBe(303)
    }
    const waiting = await visitor.submit(HERE, { name: 'encore un' })
    expect(waiting.status).toBe(429)
    expect(Number(waiting.headers.get('retry-after'))).toBe(3600 / SENDS)
    const page = await readPage(waiting)
    expect(page.text()).toContain('Trop de demandes en peu de temps : recommencez dans 8 minutes.')
    expect(page.field('name').value).toBe('encore un')
    const json = await visitor.postJson(HERE, { name: 'encore un' })
    expect([json.status, json.headers.get('content-type')]).toEqual([429, 'application/problem+json'])
    expect(json.headers.get('retry-after')).toBe('450')
    for (let n = 1; n < SENDS; n++) await visitor.submit(HERE, { name: 'encore un' })
    world.takeStatements()
    const plain = await visitor.submit(HERE, { name: 'encore un' })
    expect([plain.status, (await readPage(plain)).fields('name')]).toEqual([429, []])
    // The page that gave the token was read from the database; the refusal was not.
    expect(world.takeStatements().filter((text) => text.startsWith('begin'))).toHaveLength(1)
    expect(await placesOf('encore un')).toEqual([])
    // Somebody else is not kept waiting, and neither is he once a turn has come.
    expect((await createVisitor(app, '192.0.2.78').submit(HERE, { name: 'un autre' })).status).toBe(303)
    world.setNow(world.platform.clock().add({ seconds: 450 }))
    expect((await visitor.submit(HERE, { name: 'enfin' })).status).toBe(303)
  })

  test('larger than its door takes is refused', async () => {
    const large = await visit().postJson(HERE, { name: 'x'.repeat(100_001) })
    expect(large.status).toBe(413)
  })

  test('stands in the audit trail as a visitor’s, and refused ones do not', async () => {
    const events = () =>
      world.alice.work(({ tx }) =>
        tx.selectFrom('auditEvent').select(['action', 'actorKind', 'actorId']).orderBy('seq').execute(),
      )
    const before = (await events()).length
    await visit().submit(HERE, { name: 'pris' })
    await visit().submit(HERE, { name: 'Au journal' })
    expect((await events()).slice(before)).toEqual([
      { action: 'place.create', actorKind: 'visitor', actorId: null },
    ])
  })

  test('of a practice that is not there is not there', async () => {
    expect((await visit().get('/essai/personne')).status).toBe(404)
    expect((await visit().postJson('/essai/personne', { name: 'x' })).status).toBe(404)
  })
})

test('the API document says which door opens what', async () => {
  type Api = { paths: Record<string, Record<string, { tags: string[]; security: object[] }>> }
  const { paths } = await bodyOf<Api>(await app.hono.request('/openapi.json'))
  expect(paths['/essai/{practice}']?.['post']).toMatchObject({ tags: ['visitor'], security: [] })
  expect(paths['/patients']?.['post']).toMatchObject({
    tags: ['practice'],
    security: [{ session: [] }, { token: [] }],
  })
})
