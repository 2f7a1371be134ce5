import { sql } from '#src/db/sql.ts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '#src/db/database.ts'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { placeEvents } from '#src/features/planning/events.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { workFor } from '#src/platform/work-for.ts'
import { type World, createWorld } from '#test/world.ts'
import { type Queue, startQueue } from '../jobs/queue.ts'
import { openDue } from './due.ts'
import type { DueKinds } from './kinds.ts'
import { tick } from './tick.ts'
import { SYSTEM, workForDue } from './work-for-due.ts'
import { type Worker, startWorker } from './worker.ts'

const settings = { policy: 'short', batchSize: 5, concurrency: 2, retryLimit: 3, retryDelay: 1 } as const

let world: World
let platform: Platform
beforeAll(async () => {
  world = await createWorld()
  platform = { ...world.platform, due: openDue(['test']) }
})
afterAll(() => world.close())

let opened: (Worker | Queue)[] = []
afterEach(async () => {
  for (const one of opened) await one.stop()
  opened = []
  await asOwner(world.database.owner, (admin) => admin.query('truncate cell.due; truncate pgboss.job'))
})

async function openQueue(): Promise<Queue> {
  const queue = await startQueue({
    connection: world.database.login,
    log: world.platform.log,
    queues: { test: settings },
  })
  opened.push(queue)
  return queue
}

async function work(handle: DueKinds[string]['handle']): Promise<void> {
  const kinds: DueKinds = { test: { ...settings, handle } }
  opened.push(await startWorker(platform, { connection: world.database.login, kinds, sweeps: [] }))
}

const inAlice = <T>(task: (work: Work) => Promise<T>): Promise<T> =>
  workFor(platform, world.alice.practiceId, SYSTEM, task)

const count = async (what: string): Promise<number> =>
  asOwner(world.database.owner, async (admin) => {
    const { rows } = await admin.query<{ count: number }>(`select count(*)::int as count from ${what}`)
    return rows[0]?.count ?? -1
  })

const undone = () => vi.waitFor(async () => expect(await count('cell.due')).toBe(0), { timeout: 60_000 })

/** As a crash does: the connection of this transaction is gone, and with it what it wrote. */
async function kill(tx: { executeQuery: Work['tx']['executeQuery'] }): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx as Work['tx'])
  await asOwner(world.database.owner, (admin) =>
    admin.query('select pg_terminate_backend($1)', [rows[0]?.pid]),
  )
}

test('two ticks never hand out one row twice', async () => {
  const ROWS = 900
  await inAlice(async (asking) => {
    for (let n = 0; n < ROWS; n++) asking.enqueue('test', newId(), { urgent: n % 3 === 0 })
  })
  const queue = await openQueue()
  // Two processes: each with connections of its own.
  const others = [openDatabase({ connection: world.database.login }), platform.db]
  const ticks = Array.from({ length: 8 }, (_, n) =>
    tick({ db: others[n % 2] ?? platform.db, clock: platform.clock, queues: { test: settings }, queue }),
  )
  const handed = (await Promise.all(ticks)).reduce((sum, each) => sum + each.count, 0)
  const rest = await tick({ db: platform.db, clock: platform.clock, queues: { test: settings }, queue })
  await others[0]?.close()
  expect(handed + rest.count).toBe(ROWS)
  expect(await count('pgboss.job')).toBe(ROWS)
  expect(await count('cell.due where lease_until is null')).toBe(0)
})

test('killed between the lease and the queue, neither is there', async () => {
  await inAlice(async (asking) => asking.enqueue('test', newId()))
  const queue = await openQueue()
  const ground = { db: platform.db, clock: platform.clock, queues: { test: settings } }
  const cut = tick({ ...ground, queue: { put: (tx) => kill(tx), wake: () => {} } })
  await expect(cut).rejects.toThrow(Error)
  expect(await count('cell.due where lease_until is null')).toBe(1)
  expect(await count('pgboss.job')).toBe(0)
  expect((await tick({ ...ground, queue })).count).toBe(1)
  expect((await tick({ ...ground, queue })).count).toBe(0)
  expect(await count('pgboss.job')).toBe(1)
})

test('killed between the act and the end, it is acted once', async () => {
  const place = await addPlace()
  let runs = 0
  await work(async (_, due) => {
    await workForDue(platform, due, async ({ tx, practiceId }) => {
      await tx
        .updateTable('place')
        .set((row) => ({ position: sql<number>`${row.ref('position')} + 1` }))
        .where('practiceId', '=', practiceId)
        .where('id', '=', due.subjectId)
        .execute()
      if (++runs === 1) await kill(tx)
    })
  })
  await inAlice(async (asking) => asking.enqueue('test', place))
  await undone()
  expect(runs).toBe(2)
  expect((await readPlace(place)).position).toBe(1)
})

test('the handler against its verb, 200 times: nothing asked is lost, nothing stands still', async () => {
  const places = await Promise.all(Array.from({ length: 4 }, addPlace))
  const acted = new Map<string, number>()
  await work(async (_, due) => {
    await workForDue(platform, due, async (acting) => {
      await lock(acting, due.subjectId)
      const { name } = await readPlace(due.subjectId, acting)
      // What the handler makes of its subject: whoever changes the subject meanwhile waits, and asks again.
      await acting.tx
        .updateTable('place')
        .set({ address: name })
        .where('practiceId', '=', acting.practiceId)
        .where('id', '=', due.subjectId)
        .execute()
      acting.record(placeEvents.update, due.subjectId)
      acted.set(due.subjectId, (acted.get(due.subjectId) ?? 0) + 1)
    })
  })
  await Promise.all(
    places.map(async (id) => {
      for (let n = 1; n <= 50; n++) {
        await inAlice(async (asking) => {
          await lock(asking, id)
          await asking.tx
            .updateTable('place')
            .set({ name: `Cabinet ${n}` })
            .where('practiceId', '=', asking.practiceId)
            .where('id', '=', id)
            .execute()
          asking.enqueue('test', id)
          asking.record(placeEvents.update, id)
        })
      }
    }),
  )
  await undone()
  for (const id of places) {
    expect(await readPlace(id)).toMatchObject({ name: 'Cabinet 50', address: 'Cabinet 50' })
    expect(acted.get(id)).toBeGreaterThan(0)
  }
  expect(world.logLines.filter((line) => line.includes('40P01'))).toEqual([])
}, 120_000)

async function lock({ tx, practiceId }: Work, id: string): Promise<void> {
  await tx
    .selectFrom('place')
    .select('id')
    .where('practiceId', '=', practiceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

async function addPlace(): Promise<string> {
  const id = newId()
  await inAlice(async ({ tx }) =>
    tx.insertInto('place').values({ id, name: 'Cabinet 0', kind: 'cabinet' }).execute(),
  )
  return id
}

function readPlace(id: string, within?: Work): Promise<{ name: string; address: string; position: number }> {
  const read = ({ tx, practiceId }: Work) =>
    tx
      .selectFrom('place')
      .select(['name', 'address', 'position'])
      .where('practiceId', '=', practiceId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  return within ? read(within) : inAlice(read)
}
