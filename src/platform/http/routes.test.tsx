import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Hono } from 'hono'
import { newId } from '#src/domain/ids.ts'
import { type World, createWorld } from '#test/world.ts'
import { declareEvents } from '../events/declare-events.ts'
import { createBuckets } from '../limits/buckets.ts'
import type { AppEnv } from './app-env.ts'
import { type Declaration, createRoutes } from './routes.ts'

// The request layer on a small feature of its own: places, which every practice has.
let world: World
let hono: Hono<AppEnv>
let runs = 0
let declared: readonly Declaration[]
const { create: placed } = declareEvents('place', { create: { fr: 'Création', en: 'Creation' } })
beforeAll(async () => {
  world = await createWorld()
  const routes = createRoutes()
  routes.page('/lieux-essai/:id', {
    summary: 'A place',
    load: async (visit, { params }) =>
      visit.tx
        .selectFrom('place')
        .select(['id', 'name'])
        .where('id', '=', params.id ?? '')
        .executeTakeFirstOrThrow(),
    page: (place) => <p>{place.name}</p>,
  })
  routes.action('/lieux-essai', {
    summary: 'Makes a place',
    form: z.object({ name: z.string().min(1).max(300) }),
    act: async (visit, input) => {
      runs++
      if (input.name === 'refusé') {
        await visit.tx
          .insertInto('place')
          .values({ id: newId(), name: 'à moitié', kind: 'cabinet' })
          .execute()
        return { refused: 'no-such-name' as const }
      }
      const id = newId()
      await visit.tx.insertInto('place').values({ id, name: input.name, kind: 'cabinet' }).execute()
      visit.record(placed, id)
      return { id }
    },
    done: ({ id }) => ({ location: `/lieux-essai/${id}`, created: true, json: { id } }),
    explain: () => ({ status: 409, errors: [{ field: 'name', message: 'Pas ce nom.' }] }),
    again: async (_visit, attempt) => <form>{`${attempt.value('name')}|${attempt.error('name')}`}</form>,
  })
  routes.form('/lieux-essai/noms', {
    summary: 'Keeps a name',
    shownAt: '/lieux-essai/noms/nouveau',
    shows: 'The form of a name',
    query: z.object({ propose: z.string().optional() }),
    form: z.object({ name: z.string() }),
    load: async (_visit, { query, attempt }) => attempt?.value('name') ?? query.propose ?? 'rien',
    act: async () => ({ refused: 'never' as const }),
    page: (loaded, _view, attempt) => <p>{`${loaded}|${attempt?.refused?.refused ?? 'fresh'}`}</p>,
    done: () => ({ location: '/' }),
    explain: () => ({ status: 409, errors: [] }),
  })
  declared = routes.declared
  hono = new Hono<AppEnv>()
  hono.use(async (c, next) => {
    c.set('platform', world.platform)
    c.set('buckets', createBuckets())
    c.set('shell', {
      refusalPage: () => <p />,
      plainRefusalPage: () => <p />,
      fetch: (request) => hono.fetch(request),
    })
    await next()
  })
  hono.route('/', routes.app)
  hono.onError((error, c) => c.text(error.constructor.name, 400))
})
afterAll(() => world.close())
beforeEach(() => {
  runs = 0
})

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  hono.request('/lieux-essai', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: world.alice.csrf, ...fields }).toString(),
    headers: {
      cookie: world.alice.cookie,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  })

const json = (body: string, headers: Record<string, string> = {}) =>
  hono.request('/lieux-essai', {
    method: 'POST',
    body,
    headers: {
      cookie: world.alice.cookie,
      accept: 'application/json',
      'content-type': 'application/json',
      ...headers,
    },
  })

const places = (name: string) =>
  world.alice.work(({ tx }) => tx.selectFrom('place').select('id').where('name', '=', name).execute())

describe('a form declared once', () => {
  const headers = () => ({ cookie: world.alice.cookie, accept: 'text/html' })

  test('is shown where it says, and shown again with what was sent', async () => {
    const shown = await hono.request('/lieux-essai/noms/nouveau?propose=Ici', { headers: headers() })
    expect(await shown.text()).toBe('<p>Ici|fresh</p>')
    const refused = await hono.request('/lieux-essai/noms?propose=Ici', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: world.alice.csrf, name: 'Tapé' }),
      headers: headers(),
    })
    expect([refused.status, await refused.text()]).toEqual([409, '<p>Tapé|never</p>'])
  })

  test('says of its GET and of its POST what each is', () => {
    expect(
      declared
        .filter(({ path }) => path.includes('/noms'))
        .map(({ method, path, summary }) => [method, path, summary]),
    ).toEqual([
      ['get', '/lieux-essai/noms/nouveau', 'The form of a name'],
      ['post', '/lieux-essai/noms', 'Keeps a name'],
    ])
  })
})

describe('a form', () => {
  test('makes the thing and leads to it', async () => {
    const answer = await form({ name: `O'Neil <b> =cmd() 李` })
    expect(answer.status).toBe(303)
    const page = await hono.request(answer.headers.get('location') ?? '', {
      headers: { cookie: world.alice.cookie },
    })
    expect(await page.text()).toBe('<p>O&#39;Neil &lt;b&gt; =cmd() 李</p>')
  })

  test('sent twice is done once, also at the same moment', async () => {
    const submissionId = newId()
    const answers = await Promise.all([1, 2, 3, 4].map(() => form({ name: 'Deux fois', submissionId })))
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303])
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
    expect(await places('Deux fois')).toHaveLength(1)
  })

  test('without its token, or from another site, is refused and changes nothing', async () => {
    const refused = await Promise.all([
      form({ name: 'Volé', _csrf: '' }),
      form({ name: 'Volé', _csrf: world.bob.csrf }),
      form({ name: 'Volé' }, { origin: 'https://mechant.example', host: 'localhost' }),
      form({ name: 'Volé' }, { 'sec-fetch-site': 'cross-site' }),
    ])
    expect(await Promise.all(refused.map((answer) => answer.text()))).toEqual(Array(4).fill('Forbidden'))
    expect(runs).toBe(0)
  })

  test('refused comes back filled in, keeps nothing, and its submission may be sent again mended', async () => {
    const submissionId = newId()
    const refused = await form({ name: 'refusé', submissionId })
    expect([refused.status, await refused.text()]).toEqual([409, '<form>refusé|Pas ce nom.</form>'])
    expect(await places('à moitié')).toEqual([])
    expect((await form({ name: 'accepté', submissionId })).status).toBe(303)
    const missing = await form({ name: '' })
    expect([missing.status, await missing.text()]).toEqual([422, '<form>|Ce champ est nécessaire.</form>'])
  })
})

describe('JSON', () => {
  test('makes the thing, answers it, and answers it again for the same key', async () => {
    const send = () => json('{"name":"Par clé"}', { 'idempotency-key': 'clé n° 1' })
    const [first, second] = [await send(), await send()]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await second.json()).toMatchObject((await first.json()) as object)
    expect(await places('Par clé')).toHaveLength(1)
  })

  test('refused is a problem document', async () => {
    const answer = await json('{"name":"refusé"}')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      status: 409,
      code: 'no-such-name',
      errors: [{ field: 'name', message: 'Pas ce nom.' }],
    })
  })

  test('unreadable is 400, unknown fields are left out', async () => {
    expect(await (await json('{"name":')).text()).toBe('BadRequest')
    expect(await (await json('[1]')).text()).toBe('BadRequest')
    expect((await json('{"name":"Champ de trop","practiceId":"x"}')).status).toBe(201)
  })

  test('a key that served another route is refused', async () => {
    const id = newId()
    await world.alice.work(({ tx, now }) =>
      tx
        .insertInto('submission')
        .values({ id, actorKind: 'user', actorId: world.alice.userId, route: '/autre', createdAt: now })
        .execute(),
    )
    expect((await json('{"name":"x"}', { 'idempotency-key': id })).status).toBe(409)
  })
})

test('every write is in the audit chain, and no refused one', async () => {
  const before = await world.alice.work(({ tx }) => tx.selectFrom('auditEvent').select('seq').execute())
  await form({ name: 'refusé' })
  await form({ name: 'Au journal' })
  const after = await world.alice.work(({ tx }) =>
    tx.selectFrom('auditEvent').select(['seq', 'action']).orderBy('seq').execute(),
  )
  expect(after.slice(before.length).map((event) => event.action)).toEqual(['place.create'])
})
