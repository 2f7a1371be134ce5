import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { type World, createWorld } from '#test/world.ts'
import { declareEvents } from '../events/declare-events.ts'
import type { Work } from '../work.ts'
import { type ChainState, verifyAudit } from './verify.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const EVENTS = 8
const { read } = declareEvents('patient', {
  read: { fr: 'Lecture', en: 'Reading', facts: { count: 'number?', name: 'string?' } },
})

beforeEach(async () => {
  for (let count = 0; count < EVENTS; count++) {
    await world.alice.work(async (work) =>
      work.record(read, work.practiceId, { count, name: 'é "\\ \u2028' }),
    )
  }
})
afterEach(() => restore())

const verify = (): Promise<ChainState> => world.db.inPractice(world.alice.practiceId, (tx) => verifyAudit(tx))

/** Changes rows as somebody would who holds the database itself, past every policy and right. */
async function tamper(statement: string, ...values: unknown[]): Promise<void> {
  await asOwner(world.database.owner, async (admin) => {
    await admin.query(
      'create table if not exists kept_event as select * from audit_event; create table if not exists kept_head as select * from audit_head',
    )
    const { rowCount } = await admin.query(statement, [world.alice.practiceId, ...values])
    expect(rowCount).toBeGreaterThan(0)
  })
}

async function restore(): Promise<void> {
  await asOwner(world.database.owner, async (admin) => {
    const { rowCount } = await admin.query(`select from pg_tables where tablename = 'kept_event'`)
    if (rowCount === 0) return
    await admin.query(`delete from audit_event; insert into audit_event select * from kept_event; drop table kept_event;
      delete from audit_head; insert into audit_head select * from kept_head; drop table kept_head`)
  })
}

const TARGET = `(select seq - 3 from audit_head where practice_id = $1)`
const targetSeq = async (): Promise<number> => {
  const state = await verify()
  return state.events - 3
}

test('a chain that nobody touched is intact, to its last event', async () => {
  const state = await verify()
  expect(state).toMatchObject({ intact: true })
  expect(state.events).toBeGreaterThanOrEqual(EVENTS)
})

test('a chain that grows while it is read is intact', async () => {
  const writers = { stopped: false }
  const writing = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (!writers.stopped) await world.alice.work(async (work) => work.record(read, null))
    }),
  )
  const states: ChainState[] = []
  const hasGrown = (): boolean => (states.at(-1)?.events ?? 0) > (states[0]?.events ?? 0)
  // However fast it reads and slowly they write: at least until something was appended meanwhile.
  while (states.length < 30 || !hasGrown()) states.push(await verify())
  writers.stopped = true
  await writing
  expect(states.filter((state) => !state.intact)).toEqual([])
  expect(hasGrown()).toBe(true)
})

describe('what is changed behind the application’s back is found, and where', () => {
  const COLUMNS = [
    ['at', `at + interval '1 second'`],
    ['actor_kind', `'system'`],
    ['actor_id', `gen_random_uuid()`],
    ['actor_id', `null`],
    ['action', `'patient.create'`],
    ['subject_type', `'invoice'`],
    ['subject_id', `gen_random_uuid()`],
    ['facts', `facts || '{"count": 99}'`],
    ['id', `gen_random_uuid()`],
  ] as const
  test.each(COLUMNS)('the column %s set to %s', async (column, value) => {
    const seq = await targetSeq()
    await tamper(`update audit_event set ${column} = ${value} where practice_id = $1 and seq = ${TARGET}`)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq, reason: 'columns' })
  })

  test('the hashed text, also when its own hash is made to fit', async () => {
    const seq = await targetSeq()
    const replaced = `replace(canonical, 'patient.read', 'patient.seen')`
    await tamper(`update audit_event set canonical = ${replaced} where practice_id = $1 and seq = ${TARGET}`)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq, reason: 'altered' })
    await restore()
    await tamper(
      `update audit_event e set action = 'patient.seen', canonical = ${replaced},
         hash = sha256((select b.hash from audit_event b where b.practice_id = $1 and b.seq = e.seq - 1) || convert_to(${replaced}, 'UTF8'))
       where practice_id = $1 and seq = ${TARGET}`,
    )
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq + 1, reason: 'altered' })
  })

  test('an event taken out of the middle, of the beginning, or of the end', async () => {
    const seq = await targetSeq()
    await tamper(`delete from audit_event where practice_id = $1 and seq = ${TARGET}`)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq, reason: 'gap' })
    await restore()
    await tamper(`delete from audit_event where practice_id = $1 and seq = 1`)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: 1, reason: 'gap' })
    await restore()
    await tamper(
      `delete from audit_event where practice_id = $1 and seq = (select seq from audit_head where practice_id = $1)`,
    )
    expect(await verify()).toMatchObject({ intact: false, reason: 'head' })
  })

  test('two events that changed places', async () => {
    const seq = await targetSeq()
    await tamper(`delete from audit_event where practice_id = $1 and seq = $2`, seq)
    await tamper(`update audit_event set seq = $2 where practice_id = $1 and seq = $2::bigint + 1`, seq)
    expect(await verify()).toMatchObject({ intact: false, brokenAt: seq })
  })

  test('the head, moved, rewritten or taken away', async () => {
    await tamper(`update audit_head set seq = seq + 1 where practice_id = $1`)
    expect(await verify()).toMatchObject({ intact: false, reason: 'head' })
    await restore()
    await tamper(`update audit_head set hash = sha256('other') where practice_id = $1`)
    expect(await verify()).toMatchObject({ intact: false, reason: 'head' })
    await restore()
    await tamper(`delete from audit_head where practice_id = $1`)
    expect(await verify()).toMatchObject({ intact: false, reason: 'head' })
  })
})

test('the application itself can neither change nor delete an event', async () => {
  const attempts: ((work: Work) => Promise<unknown>)[] = [
    ({ tx }) => tx.updateTable('auditEvent').set({ action: 'x.y' }).execute(),
    ({ tx }) => tx.deleteFrom('auditEvent').execute(),
    ({ tx }) => tx.updateTable('auditHead').set({ seq: 1 }).execute(),
  ]
  for (const attempt of attempts) await expect(world.alice.work(attempt)).rejects.toThrow(/permission denied/)
})

test('fifty at once leave one chain without a gap', async () => {
  const before = (await verify()).events
  await Promise.all(
    Array.from({ length: 50 }, () => world.alice.work(async (work) => work.record(read, null))),
  )
  expect(await verify()).toEqual({ intact: true, events: before + 50 })
})
