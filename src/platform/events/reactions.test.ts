import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { findDue } from '#test/due.ts'
import { type World, createWorld } from '#test/world.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'
import { declareEvents } from './declare-events.ts'
import { type Reaction, gatherReactions, on } from './reactions.ts'

const kiteEvents = declareEvents('kite', {
  fly: { fr: 'Envol', en: 'Flown', facts: { metres: 'number' } },
  land: { fr: 'Atterrissage', en: 'Landed' },
})

let world: World
let runs: string[] = []
/** Tells the rows of one test from those of the others. */
let address = ''
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  runs = []
  address = newId()
})

type AnyWork = Pick<Work, 'tx'>

/** Any row serves: a place that nothing stands on. */
async function insertRow({ tx }: AnyWork, name: string): Promise<void> {
  await tx.insertInto('place').values({ id: newId(), name, kind: 'cabinet', address }).execute()
}

async function rowsLeft(): Promise<string[]> {
  const rows = await world.alice.work(({ tx }) =>
    tx.selectFrom('place').select('name').where('address', '=', address).orderBy('name').execute(),
  )
  return rows.map(({ name }) => name)
}

const countEvents = async (): Promise<number> => {
  const rows = await world.alice.work(({ tx }) =>
    tx.selectFrom('auditEvent').select('id').where('action', 'like', 'kite.%').execute(),
  )
  return rows.length
}

/** Work of Alice's in a house with these reactions. */
function workWith<T>(reactions: readonly Reaction[], task: (work: Work) => Promise<T>): Promise<T> {
  const { practiceId, userId } = world.alice
  const house = { ...world.platform.house, reactions: gatherReactions(reactions) }
  return workFor({ ...world.platform, house }, practiceId, { kind: 'user', id: userId }, task)
}

const notesFlight = on(kiteEvents.fly, async (work, { id, facts }) => {
  runs.push(`${id} ${facts.metres}`)
  await insertRow(work, `suite de ${facts.metres}`)
})

async function fly(work: Work, metres: number): Promise<void> {
  await insertRow(work, `envol ${metres}`)
  work.record(kiteEvents.fly, work.practiceId, { metres })
}

test('a reaction writes in the transaction of the verb, with its facts, before the chain is appended', async () => {
  world.takeStatements()
  await workWith([notesFlight], async (work) => {
    await fly(work, 40)
    expect(runs).toEqual([])
  })
  expect(runs).toEqual([`${world.alice.practiceId} 40`])
  const statements = world.takeStatements()
  expect(statements.filter((sql) => sql.startsWith('begin'))).toHaveLength(1)
  const [verb, reaction, ...others] = statements.flatMap((sql, at) =>
    sql.includes('into "place"') ? [at] : [],
  )
  expect(others).toEqual([])
  expect(verb).toBeLessThan(reaction ?? 0)
  expect(statements.findIndex((sql) => sql.includes('append_audit'))).toBeGreaterThan(reaction ?? Infinity)
  expect(await rowsLeft()).toEqual(['envol 40', 'suite de 40'])
})

test('what was refused has no consequences', async () => {
  const before = await countEvents()
  const outcome = await workWith([notesFlight], async (work) => {
    await fly(work, 40)
    return { refused: 'no-wind' as const }
  })
  expect(outcome).toEqual({ refused: 'no-wind' })
  expect(runs).toEqual([])
  expect(await rowsLeft()).toEqual([])
  expect(await countEvents()).toBe(before)
})

test('a verb that throws has none either', async () => {
  const torn = workWith([notesFlight], async (work) => {
    await fly(work, 40)
    throw new Error('torn')
  })
  await expect(torn).rejects.toThrow('torn')
  expect(runs).toEqual([])
  expect(await rowsLeft()).toEqual([])
})

test('a reaction that throws takes back the verb, the reactions before it, what became due and the events', async () => {
  const before = await countEvents()
  const { practiceId } = world.alice
  const fails = on(kiteEvents.fly, async (work) => {
    await insertRow(work, 'à moitié')
    throw new Error('tangled')
  })
  const tangled = workWith([notesFlight, fails], async (work) => {
    work.enqueue('mail-send', practiceId)
    await fly(work, 40)
  })
  await expect(tangled).rejects.toThrow('tangled')
  expect(runs).toHaveLength(1)
  expect(await rowsLeft()).toEqual([])
  expect(await countEvents()).toBe(before)
  expect(await findDue(world.alice, 'mail-send', practiceId)).toBeUndefined()
})

test('it runs once for each event, in their order, and for no other event', async () => {
  const second = on(kiteEvents.fly, async (_work, { facts }) => {
    runs.push(`second ${facts.metres}`)
  })
  await workWith([notesFlight, second], async (work) => {
    await fly(work, 1)
    work.record(kiteEvents.land, null)
    await fly(work, 2)
  })
  const { practiceId } = world.alice
  expect(runs).toEqual([`${practiceId} 1`, 'second 1', `${practiceId} 2`, 'second 2'])
  expect(await rowsLeft()).toEqual(['envol 1', 'envol 2', 'suite de 1', 'suite de 2'])
})

test('a transaction that is tried again leaves one row of it', async () => {
  let isFirst = true
  const deadlocked = on(kiteEvents.fly, async () => {
    if (!isFirst) return
    isFirst = false
    throw Object.assign(new Error('deadlock'), { code: '40P01' })
  })
  await workWith([notesFlight, deadlocked], (work) => fly(work, 7))
  expect(runs).toHaveLength(2)
  expect(await rowsLeft()).toEqual(['envol 7', 'suite de 7'])
})

test('it goes one level deep: it can make things due, and record nothing', async () => {
  const { practiceId } = world.alice
  const before = await countEvents()
  const sends = on(kiteEvents.fly, async (work) => {
    expect('record' in work).toBe(false)
    // @ts-expect-error a reaction records nothing
    expect(() => work.record(kiteEvents.land, null)).toThrow(TypeError)
    work.enqueue('mail-send', practiceId)
  })
  const landed = on(kiteEvents.land, async () => {
    runs.push('landed')
  })
  await workWith([sends, landed], (work) => fly(work, 3))
  expect(runs).toEqual([])
  expect(await countEvents()).toBe(before + 1)
  expect(await findDue(world.alice, 'mail-send', practiceId)).toBeDefined()
})

test('a reaction that refuses does not compile', () => {
  // @ts-expect-error the verb was done
  const refuses = on(kiteEvents.fly, async () => ({ refused: 'no-wind' }))
  expect(refuses.event.code).toBe('kite.fly')
})
