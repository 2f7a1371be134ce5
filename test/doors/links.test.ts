import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '#src/app.tsx'
import { newId } from '#src/domain/ids.ts'
import { features } from '#src/features/index.ts'
import { createLink, revokeLink, sweepLinks } from '#src/platform/links/links.ts'
import { readPage } from '../page/read-page.ts'
import { type World, WORLD_NOW, createWorld } from '../world.ts'
import { createVisitor } from '../worlds/visitor.ts'
import { linkFeature } from './visitor-features.tsx'

let world: World
let app: App
beforeAll(async () => {
  world = await createWorld()
  app = createApp(world.platform, [...features, { name: 'test', routes: linkFeature }])
})
afterAll(() => world.close())

async function send(
  options: Parameters<typeof createLink>[2] = {},
): Promise<{ path: string; text: string; id: string }> {
  const made = await world.alice.work(async (work) => {
    const subjectId = newId()
    await work.tx.insertInto('place').values({ id: subjectId, name: 'Zibeline', kind: 'cabinet' }).execute()
    return { ...(await createLink(work, { purpose: 'test-place', subjectId }, options)), subjectId }
  })
  return { path: `/p/${made.text}`, text: made.text, id: made.subjectId }
}

const stateOf = (id: string) =>
  world.alice.work(({ tx }) =>
    tx.selectFrom('place').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )

describe('a link sent to somebody', () => {
  test('is 22 letters, and is kept as a hash', async () => {
    const { text } = await send()
    expect(text).toMatch(/^[\w-]{22}$/)
    const rows = await world.alice.work(({ tx }) => tx.selectFrom('link').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain(text.slice(4))
    expect(rows.at(-1)?.tokenHash).toHaveLength(32)
  })

  test('shows its page in its own language, as often as it is asked, and changes nothing by it', async () => {
    const { path } = await send({ language: 'en' })
    const counts = async () =>
      world.alice.work(async ({ tx }) => [
        await tx.selectFrom('link').selectAll().orderBy('id').execute(),
        await tx.selectFrom('auditEvent').select('seq').execute(),
        await tx.selectFrom('place').selectAll().orderBy('id').execute(),
      ])
    const before = await counts()
    for (let n = 0; n < 5; n++) {
      const page = await app.hono.request(path, { headers: { accept: 'text/html', 'accept-language': 'fr' } })
      expect(page.status).toBe(200)
      expect((await readPage(page)).text()).toContain('en proposée')
      expect((await app.hono.request(path, { method: 'HEAD' })).status).toBe(200)
    }
    expect(await counts()).toEqual(before)
    const json = await createVisitor(app).get(path, { accept: 'application/json' })
    expect(await json.json()).toEqual({ purpose: 'test-place', state: 'proposée' })
    expect(json.headers.get('x-robots-tag')).toBe('noindex')
  })

  test('does what may be done with it, by whoever holds it, and says so in the audit trail', async () => {
    const { path, id } = await send()
    const visitor = createVisitor(app)
    const refused = await visitor.submit(path, { answer: 'jamais' }, `${path}/reponse`)
    expect([refused.status, (await readPage(refused)).field('answer').value]).toEqual([409, 'jamais'])
    const invalid = await visitor.submit(path, { answer: 'peut-être' }, `${path}/reponse`)
    expect([invalid.status, (await readPage(invalid)).field('answer').value]).toEqual([422, 'peut-être'])
    expect((await visitor.post(`${path}/reponse`, { answer: 'non' })).status).toBe(403)
    expect((await stateOf(id)).archivedAt).toBeNull()
    const done = await visitor.submit(path, { answer: 'non' }, `${path}/reponse`)
    expect([done.status, done.headers.get('location')]).toEqual([303, path])
    expect((await stateOf(id)).archivedAt).not.toBeNull()
    const [event] = await world.alice.work(({ tx }) =>
      tx.selectFrom('auditEvent').select(['actorKind', 'actorId']).orderBy('seq', 'desc').limit(1).execute(),
    )
    const link = await world.alice.work(({ tx }) =>
      tx.selectFrom('link').select('id').where('subjectId', '=', id).executeTakeFirstOrThrow(),
    )
    expect(event).toEqual({ actorKind: 'visitor', actorId: link.id })
  })

  test('over by the verb that ended it or by its time: 410, in words and without a name', async () => {
    const { path } = await send()
    const visitor = createVisitor(app)
    expect((await visitor.submit(path, {}, `${path}/retrait`)).status).toBe(303)
    const spent = await visitor.get(path)
    expect([spent.status, await spent.text()]).toEqual([410, expect.stringContaining('C’est repris.')])
    expect((await visitor.postJson(`${path}/reponse`, { answer: 'oui' })).status).toBe(410)
    const late = await send({ expiresAt: WORLD_NOW.add({ minutes: 1 }) })
    expect((await visitor.get(late.path)).status).toBe(200)
    world.setNow(WORLD_NOW.add({ minutes: 1 }))
    const expired = await visitor.get(late.path, { accept: 'application/json' })
    expect(expired.status).toBe(410)
    const told = await expired.text()
    expect(told).toContain('Le délai est passé.')
    expect(told).not.toMatch(/zibeline|alice|martin|cabinet/i)
    world.setNow(WORLD_NOW)
  })

  test('a newer one takes the place of the older', async () => {
    const { path, id } = await send()
    const newer = await world.alice.work((work) => createLink(work, { purpose: 'test-place', subjectId: id }))
    const visitor = createVisitor(app)
    expect((await visitor.get(path)).status).toBe(410)
    expect((await visitor.get(`/p/${newer.text}`)).status).toBe(200)
  })

  test('unknown, altered, foreign, of a purpose that answers elsewhere: the same bytes for all', async () => {
    const { text } = await send()
    const { code } = await world.bob.work(({ tx }) =>
      tx.selectFrom('practice').select('code').executeTakeFirstOrThrow(),
    )
    const elsewhere = await world.alice.work((work) =>
      createLink(work, { purpose: 'password-reset', subjectId: world.alice.userId }),
    )
    const altered = `${text.slice(0, 21)}${text.endsWith('A') ? 'B' : 'A'}`
    const nowhere = ['x', altered, code + text.slice(4), `____${text.slice(4)}`, elsewhere.text, `${text}a`]
    const answers: string[] = []
    for (const none of nowhere) {
      const answer = await createVisitor(app).get(`/p/${none}`)
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      answers.push(JSON.stringify([answer.status, headers, await answer.text()]))
      expect((await createVisitor(app).postJson(`/p/${none}/reponse`, { answer: 'oui' })).status).toBe(404)
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^\[404,/)
    expect((await createVisitor(app).get(`/p/${text}`)).status).toBe(200)
    expect(world.logLines.join()).not.toContain(text.slice(4, 20))
  })

  test('stands in no log when its page fails', async () => {
    const { path, text, id } = await send()
    const routes = linkFeature()
    const [page] = routes.links
    if (!page) throw new Error('no page')
    routes.links[0] = { ...page, load: () => Promise.reject(new Error(`broken at ${page.name}`)) }
    const broken = createApp(world.platform, [{ name: 'test', routes: () => routes }])
    const before = world.logLines.length
    expect((await broken.hono.request(path, { headers: { accept: 'text/html' } })).status).toBe(500)
    const lines = world.logLines.slice(before).join()
    expect(lines).toContain('/p/:token')
    expect(lines).not.toContain(text.slice(4, 20))
    expect(lines).not.toContain(id)
  })
})

test('what ended thirteen months ago is swept; what goes on is not', async () => {
  const [living, revoked, expired] = [await send(), await send(), await send({ expiresAt: WORLD_NOW })]
  await world.alice.work((work) => revokeLink(work, { purpose: 'test-place', subjectId: revoked.id }))
  const idsLeft = async () => {
    const rows = await world.alice.work(({ tx }) => tx.selectFrom('link').select('subjectId').execute())
    return rows.map(({ subjectId }) => subjectId)
  }
  const sweep = (before: Temporal.Instant, most: number) =>
    world.alice.work(async (work) => {
      if (sweepLinks.home === 'practice') await sweepLinks.run(work, before, most)
    })
  await sweep(WORLD_NOW, 100)
  expect(await idsLeft()).toEqual(expect.arrayContaining([living.id, revoked.id, expired.id]))
  await sweep(WORLD_NOW.add({ seconds: 1 }), 100)
  expect(await idsLeft()).toContain(living.id)
  for (const { id } of [revoked, expired]) expect(await idsLeft()).not.toContain(id)
})
