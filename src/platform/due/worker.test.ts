import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { openDue } from './due.ts'
import type { DueKind, DueKinds, DueRow } from './kinds.ts'
import { TryLater } from './kinds.ts'
import { workForDue } from './work-for-due.ts'
import { type Worker, startWorker } from './worker.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { workFor } from '../work-for.ts'

const settings = { policy: 'stately', batchSize: 5, concurrency: 2, retryLimit: 2, retryDelay: 1 } as const

let world: World
/** The world's platform, with the kinds of this file. */
let platform: Platform
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

let workers: Worker[] = []
afterEach(async () => {
  for (const worker of workers) await worker.stop()
  workers = []
  world.setNow(WORLD_NOW)
  await asOwner(world.database.owner, (admin) => admin.query('truncate cell.due; truncate pgboss.job'))
})

async function work(kinds: DueKinds): Promise<void> {
  platform = { ...world.platform, due: openDue(Object.keys(kinds)) }
  workers.push(await startWorker(platform, { connection: world.database.login, kinds, sweeps: [] }))
}

const kind = (handle: DueKind['handle'], more: Partial<DueKind> = {}): DueKind => ({
  ...settings,
  handle,
  ...more,
})

const ask = (task: (asked: Parameters<Parameters<typeof workFor>[3]>[0]) => void): Promise<void> =>
  workFor(platform, world.alice.practiceId, { kind: 'system', id: null }, async (asking) => task(asking))

const rows = () =>
  world.alice.work(({ tx }) =>
    tx.selectFrom('cell.due').select(['id', 'subjectId', 'leaseUntil', 'failedAt']).execute(),
  )
const empty = () => vi.waitFor(async () => expect(await rows()).toEqual([]), { timeout: 20_000 })

test('what is asked for in a transaction is done once after its commit, and its row is gone', async () => {
  const done: string[] = []
  await work({
    test: kind((_, due) =>
      workForDue(platform, due, async () => void done.push(due.subjectId)).then(() => undefined),
    ),
  })
  const subject = newId()
  await ask((asked) => {
    asked.enqueue('test', subject)
    asked.enqueue('test', subject)
  })
  await empty()
  expect(done).toEqual([subject])
})

test('asked for twice while it runs, it is one job that waits, and it runs once more', async () => {
  const done: string[] = []
  let go: () => void = () => {}
  const gate = new Promise<void>((resolve) => (go = resolve))
  await work({
    test: kind(async (_, due) => {
      done.push(due.id)
      await gate
      await workForDue(platform, due, async () => {})
    }),
  })
  const subject = newId()
  const asking = (): Promise<void> => ask((asked) => asked.enqueue('test', subject))
  await asking()
  await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 10_000 })
  await asking()
  await asking()
  await vi.waitFor(async () => expect(await statesOfJobs()).toEqual(['created', 'active']), {
    timeout: 10_000,
  })
  go()
  await empty()
  expect(new Set(done).size).toBe(2)
  expect(done).toHaveLength(2)
})

async function statesOfJobs(): Promise<string[]> {
  return asOwner(world.database.owner, async (admin) => {
    const jobs = await admin.query<{ state: string }>(
      `select state::text from pgboss.job where name = 'test.stately' order by job.state`,
    )
    return jobs.rows.map((job) => job.state)
  })
}

test('what is due later waits for Divan’s clock, and what is taken back is not done', async () => {
  const done: string[] = []
  await work({
    test: kind(async (_, due) => {
      await workForDue(platform, due, async () => void done.push(due.subjectId))
    }),
  })
  const [kept, taken, moved] = [newId(), newId(), newId()]
  await ask((asked) => {
    for (const subject of [kept, taken, moved]) asked.due('test', subject, WORLD_NOW.add({ hours: 1 }))
  })
  await ask((asked) => {
    asked.takeBack('test', taken)
    asked.due('test', moved, WORLD_NOW.add({ hours: 3 }))
  })
  world.setNow(WORLD_NOW.add({ hours: 2 }))
  await vi.waitFor(async () => expect((await rows()).map((row) => row.subjectId)).toEqual([moved]), {
    timeout: 10_000,
  })
  expect(done).toEqual([kept])
})

test('one that fails does not fail its batch, is tried again, and is put off in the end', async () => {
  const tries = new Map<string, number>()
  const bad = newId()
  const forgetful = newId()
  await work({
    test: kind(
      async (_, due) => {
        tries.set(due.subjectId, (tries.get(due.subjectId) ?? 0) + 1)
        if (due.subjectId === forgetful) return
        if (due.subjectId === bad) throw new TryLater('no')
        await workForDue(platform, due, async () => {})
      },
      { concurrency: 1 },
    ),
  })
  const others = [newId(), newId(), newId()]
  await ask((asked) => {
    for (const subject of [others[0], bad, others[1], forgetful, others[2]])
      asked.enqueue('test', subject ?? '')
  })
  await vi.waitFor(
    async () => {
      const left = await rows()
      expect(left.map((row) => row.subjectId).toSorted()).toEqual([bad, forgetful].toSorted())
      for (const row of left) {
        expect(row.failedAt?.toString()).toBe(WORLD_NOW.toString())
        expect(row.leaseUntil?.toString()).toBe(WORLD_NOW.add({ hours: 24 }).toString())
      }
    },
    { timeout: 25_000, interval: 200 },
  )
  for (const subject of others) expect(tries.get(subject)).toBe(1)
  for (const subject of [bad, forgetful]) expect(tries.get(subject)).toBe(1 + settings.retryLimit)
  // A day later it is tried once more.
  world.setNow(WORLD_NOW.add({ hours: 25 }))
  await vi.waitFor(() => expect(tries.get(bad)).toBeGreaterThan(1 + settings.retryLimit), { timeout: 10_000 })
})

test('a kind that is not possible here waits, untouched', async () => {
  await work({
    test: kind(async () => {}, { isPossible: () => false }),
    other: kind(async (_, due) => void (await workForDue(platform, due, async () => {}))),
  })
  const [waiting, done] = [newId(), newId()]
  await ask((asked) => {
    asked.enqueue('test', waiting)
    asked.enqueue('other', done)
  })
  await vi.waitFor(async () => expect(await rows()).toHaveLength(1), { timeout: 10_000 })
  expect(await rows()).toMatchObject([{ subjectId: waiting, leaseUntil: null }])
})

test('one that a person waits for goes before a thousand others, and a thousand drain by the batch', async () => {
  const done: string[] = []
  const urgent = newId()
  const kinds: DueKinds = {
    test: kind(
      async (_, due: DueRow) => {
        await workForDue(platform, due, async () => void done.push(due.subjectId))
      },
      { batchSize: 20, concurrency: 1 },
    ),
  }
  platform = { ...world.platform, due: openDue(Object.keys(kinds)) }
  await ask((asked) => {
    for (let count = 0; count < 1_000; count++) asked.enqueue('test', newId())
  })
  await ask((asked) => asked.enqueue('test', urgent, { urgent: true }))
  world.takeStatements()
  await work(kinds)
  await vi.waitFor(async () => expect(await rows()).toEqual([]), { timeout: 60_000, interval: 250 })
  expect(done).toHaveLength(1_001)
  expect(done.indexOf(urgent)).toBeLessThan(20)
  // Each batch asks once which of its rows are still due: read one by one, or one a poll, there would be a thousand.
  const batches = world
    .takeStatements()
    .filter((sql) => sql.includes('as job(practice_id, subject_id)')).length
  expect(batches).toBeLessThan(60)
}, 90_000)

test('an unknown kind is a bug, said at once', async () => {
  await work({})
  await expect(ask((asked) => asked.enqueue('nobody', newId()))).rejects.toThrow(/no feature declares/)
})
