import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type World, createWorld } from '#test/world.ts'
import { openDue } from './due.ts'
import type { DueKinds } from './kinds.ts'
import { measureDue } from './measure.ts'
import { type NightlyTask, nightlyTasks, runNightly } from './nightly.ts'
import { rebuildDue } from './rebuild.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const task = (name: string, run: NightlyTask['run']): NightlyTask => ({ name, every: { days: 1 }, run })

test('runs at once where it never ran, then once a night, however many workers there are', async () => {
  let runs = 0
  const tasks = [
    task('count', async () => {
      runs++
      return 0
    }),
  ]
  const night = () => Promise.all(Array.from({ length: 6 }, () => runNightly(world.platform, tasks)))
  // In Paris: nine in the evening, just before three at night, three, the same day, and two nights later.
  for (const [now, expected] of [
    ['2026-11-22T20:00:00Z', 1],
    ['2026-11-23T01:59:00Z', 1],
    ['2026-11-23T02:00:00Z', 2],
    ['2026-11-23T20:00:00Z', 2],
    ['2026-11-25T02:00:00Z', 3],
  ] as const) {
    world.setNow(now)
    await night()
    expect(runs, now).toBe(expected)
  }
})

test('one that fails does not keep the others, and is tried again when its lease is over', async () => {
  const ran: string[] = []
  const tasks = [
    task('broken', async () => {
      ran.push('broken')
      throw new Error('no')
    }),
    task('sound', async () => ran.push('sound')),
  ]
  world.setNow('2026-12-01T08:00:00Z')
  await runNightly(world.platform, tasks)
  await runNightly(world.platform, tasks)
  expect(ran).toEqual(['broken', 'sound'])
  world.setNow('2026-12-01T10:00:00Z')
  await runNightly(world.platform, tasks)
  expect(ran).toEqual(['broken', 'sound', 'broken'])
})

test('a process that stops leaves the rest of the night to the next one', async () => {
  let isStopping = false
  const ran: string[] = []
  const tasks = ['first', 'second'].map((name) =>
    task(name, async () => {
      isStopping = true
      return ran.push(name)
    }),
  )
  world.setNow('2026-12-05T08:00:00Z')
  await runNightly(world.platform, tasks, () => isStopping)
  expect(ran).toEqual(['first'])
  await runNightly(world.platform, tasks)
  expect(ran).toEqual(['first', 'first', 'second'])
})

test('what a practice calls for and is not due is made due, and what is due stays as it is', async () => {
  const [missing, there] = [newId(), newId()]
  const at = world.platform.clock()
  const kinds: DueKinds = {
    test: {
      policy: 'short',
      batchSize: 2,
      concurrency: 1,
      retryLimit: 1,
      retryDelay: 1,
      handle: async () => {},
      rebuild: async (work) =>
        work.practiceId === world.alice.practiceId
          ? [missing, there].map((subjectId) => ({ subjectId, at }))
          : [],
    },
  }
  const platform: Platform = { ...world.platform, due: openDue(['test']) }
  const rows = () =>
    world.alice.work(({ tx }) =>
      tx.selectFrom('cell.due').select(['id', 'subjectId', 'urgent']).where('kind', '=', 'test').execute(),
    )
  await world.alice.work(({ tx, practiceId }) =>
    tx
      .insertInto('cell.due')
      .values({ practiceId, id: newId(), kind: 'test', subjectId: there, dueAt: at, urgent: true })
      .execute(),
  )
  const before = await rows()
  await runNightly(platform, nightlyTasks([], kinds))
  const after = await rows()
  expect(after).toEqual(expect.arrayContaining(before))
  expect(after.map(({ subjectId }) => subjectId).toSorted()).toEqual([missing, there].toSorted())
  expect(await rebuildDue(platform, kinds, world.alice.practiceId)).toBe(0)
})

test('what waits is counted by kind, with the age of the oldest', async () => {
  const { platform, alice } = world
  const now = platform.clock()
  await alice.work(async (work) => {
    work.enqueue('mail-send', newId())
    work.due('mail-send', newId(), now.subtract({ seconds: 90 }))
    work.due('mail-send', newId(), now.add({ seconds: 90 }))
  })
  expect(await measureDue(platform)).toEqual([
    { kind: 'mail-send', waiting: 2, oldestSeconds: 90, failed: 0 },
    { kind: 'invoice-pdf', waiting: 0, oldestSeconds: 0, failed: 0 },
  ])
  const figures = await (await world.app.hono.request('/metrics')).text()
  expect(figures).toContain('divan_due_waiting{kind="mail-send"} 2\n')
  expect(figures).toContain('divan_due_oldest_seconds{kind="mail-send"} 90\n')
  expect(figures).toContain('divan_due_failed{kind="invoice-pdf"} 0\n')
})
