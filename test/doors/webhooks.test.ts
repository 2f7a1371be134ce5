import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type App, createApp } from '#src/app.tsx'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { openDue } from '#src/platform/due/due.ts'
import { type Worker, startWorker } from '#src/platform/due/worker.ts'
import { byLink } from '#src/platform/http/by-link.ts'
import { createRoutes } from '#src/platform/http/routes.ts'
import { createLink } from '#src/platform/links/links.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Delivery } from '#src/platform/webhooks/delivery.ts'
import { processHeard, processTold } from '#src/platform/webhooks/process-event.ts'
import type { Work } from '#src/platform/work.ts'
import { type World, createWorld } from '../world.ts'

const SECRET = 'un-secret-partagé'
const sign = (body: string) => createHmac('sha256', SECRET).update(body).digest('hex')

interface Sent {
  id: string
  account?: string
  name: string
}

/** What the other service says that an object is now, by its id. */
const objects = new Map<string, string>()
let failures = 0

const isSigned = ({ body, header }: Delivery) => header('x-signature') === sign(body.toString('utf8'))

async function makePlace({ tx }: Work, name: string): Promise<void> {
  await tx.insertInto('place').values({ id: newId(), name, kind: 'cabinet' }).execute()
}

const kinds = {
  'test-told': processTold(
    async () => {
      if (failures-- > 0) throw new Error('the other service is away')
    },
    (work, _fact, { body }) => makePlace(work, (JSON.parse(body.toString('utf8')) as Sent).name),
  ),
  'test-heard': processHeard(
    async (_platform, { objectId }) => objects.get(objectId) ?? 'inconnu',
    (work, name) => makePlace(work, name),
  ),
}

function testRoutes() {
  const routes = createRoutes()
  routes.raw('/webhooks/essai/:token', {
    enter: byLink({ name: 'test-hook', ended: () => ({ title: 'Fini.', page: 'Fini.' }) }),
    summary: 'Told to a practice',
    source: 'told',
    kind: 'test-told',
    maxBytes: 2_000,
    read: async (delivery) =>
      isSigned(delivery) ? { eventId: (JSON.parse(String(delivery.body)) as Sent).id } : undefined,
  })
  routes.raw('/webhooks/essai', {
    summary: 'Heard of some practice',
    source: 'heard',
    kind: 'test-heard',
    async read(delivery) {
      if (!isSigned(delivery)) return undefined
      const { id, account = '', name } = JSON.parse(String(delivery.body)) as Sent
      return { eventId: id, account, type: 'place.made', objectId: name }
    },
    practiceOf: async (_platform, account) => (account === 'acct_alice' ? world.alice.practiceId : undefined),
  })
  return routes
}

let world: World
let platform: Platform
let app: App
let worker: Worker | undefined
beforeAll(async () => {
  world = await createWorld()
  platform = { ...world.platform, due: openDue(Object.keys(kinds)) }
  app = createApp(platform, [{ name: 'test', routes: testRoutes }])
})
afterAll(() => world.close())
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const work = async () => {
  worker = await startWorker(platform, { connection: world.database.login, kinds, sweeps: [] })
}
const deliver = (path: string, value: Sent, signature?: string) => {
  const body = JSON.stringify(value)
  const headers = { 'content-type': 'application/json', 'x-signature': signature ?? sign(body) }
  return app.hono.request(path, { method: 'POST', body, headers })
}
const placesOf = (name: string, who: 'alice' | 'bob' = 'alice') =>
  world[who].work(({ tx }) => tx.selectFrom('place').select('id').where('name', '=', name).execute())
const hook = async () =>
  world.alice.work((asked) => createLink(asked, { purpose: 'test-hook', subjectId: newId() }))
const rowsOf = (table: string) =>
  asOwner(
    world.database.owner,
    async (admin) => (await admin.query(`select * from ${table} order by received_at, received desc`)).rows,
  )

test('what is told to a practice is kept in it, sealed, and processed once, however often it comes', async () => {
  const { text } = await hook()
  const path = `/webhooks/essai/${text}`
  for (let n = 0; n < 5; n++) {
    const answer = await deliver(path, { id: 'evt_1', name: 'Zanzibar' })
    expect([answer.status, await answer.json()]).toEqual([200, {}])
  }
  expect(await placesOf('Zanzibar')).toEqual([])
  const [event] = await rowsOf('webhook_event')
  expect(event).toMatchObject({ source: 'told', event_id: 'evt_1', received: 5, processed_at: null })
  expect(event.body_sealed.toString('latin1')).not.toContain('Zanzibar')
  failures = 1
  await work()
  await vi.waitFor(async () => expect(await placesOf('Zanzibar')).toHaveLength(1), { timeout: 40_000 })
  await deliver(path, { id: 'evt_1', name: 'Zanzibar' })
  await deliver(path, { id: 'evt_2', name: 'Ensuite' })
  await vi.waitFor(async () => expect(await placesOf('Ensuite')).toHaveLength(1), { timeout: 20_000 })
  expect(await placesOf('Zanzibar')).toHaveLength(1)
  expect(await placesOf('Zanzibar', 'bob')).toEqual([])
})

test('what is heard of some practice is kept without its body, and what it is about is asked anew', async () => {
  objects.set('obj_1', 'Samarcande')
  for (let n = 0; n < 3; n++) {
    expect(
      (await deliver('/webhooks/essai', { id: 'evt_9', account: 'acct_alice', name: 'obj_1' })).status,
    ).toBe(200)
  }
  const unknown = await deliver('/webhooks/essai', { id: 'evt_9', account: 'acct_nobody', name: 'obj_1' })
  expect(unknown.status).toBe(200)
  const kept = await rowsOf('directory.webhook_event')
  expect(kept.map(({ account, received, type, object_id }) => [account, received, type, object_id])).toEqual([
    ['acct_alice', 3, 'place.made', 'obj_1'],
    ['acct_nobody', 1, 'place.made', 'obj_1'],
  ])
  expect(kept[0].body_hash).toHaveLength(32)
  await work()
  await vi.waitFor(async () => expect(await placesOf('Samarcande')).toHaveLength(1), { timeout: 20_000 })
  await vi.waitFor(
    async () => {
      const [done] = await rowsOf('directory.webhook_event')
      expect(done.processed_at).not.toBeNull()
    },
    { timeout: 20_000 },
  )
  await deliver('/webhooks/essai', { id: 'evt_9', account: 'acct_alice', name: 'obj_1' })
  expect(await world.alice.work(({ tx }) => tx.selectFrom('cell.due').select('id').execute())).toEqual([])
})

test('unsigned, too large, to an address that is none or no more: nothing is kept', async () => {
  const before = [await rowsOf('webhook_event'), await rowsOf('directory.webhook_event')]
  const { text } = await hook()
  const forged = { id: 'evt_x', account: 'acct_alice', name: 'obj_1' }
  expect((await deliver(`/webhooks/essai/${text}`, forged, 'faux')).status).toBe(400)
  expect((await deliver('/webhooks/essai', forged, 'faux')).status).toBe(400)
  expect((await deliver(`/webhooks/essai/${text}`, { id: 'evt_x', name: 'x'.repeat(2_001) })).status).toBe(
    413,
  )
  expect((await deliver(`/webhooks/essai/${'a'.repeat(22)}`, forged)).status).toBe(404)
  expect([await rowsOf('webhook_event'), await rowsOf('directory.webhook_event')]).toEqual(before)
})

test('no transaction touches the directory and a practice', async () => {
  world.takeStatements()
  await deliver('/webhooks/essai', { id: 'evt_10', account: 'acct_alice', name: 'obj_1' })
  const { text } = await hook()
  await deliver(`/webhooks/essai/${text}`, { id: 'evt_11', name: 'Alep' })
  const transactions = world
    .takeStatements()
    .join('\n')
    .split(/^(?=begin)/m)
  expect(transactions.length).toBeGreaterThanOrEqual(4)
  for (const one of transactions) {
    expect(/directory\./.test(one.replaceAll('"', '')) && /divan_practice/.test(one), one).toBe(false)
  }
})
