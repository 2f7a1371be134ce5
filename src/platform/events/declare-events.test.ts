import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { declareEvents } from './declare-events.ts'

const kiteEvents = declareEvents('kite', {
  fly: { fr: 'Envol', en: 'Flown', facts: { metres: 'number', line: 'string?', calm: 'boolean?' } },
  land: { fr: 'Atterrissage', en: 'Landed', subject: 'practice' },
  'let-go': { fr: 'Ficelle lâchée', en: 'Let go', facts: { line: 'string?' } },
})

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const stored = () =>
  world.alice.work(({ tx }) =>
    tx
      .selectFrom('auditEvent')
      .select(['action', 'subjectType', 'subjectId', 'facts'])
      .where('action', 'like', 'kite.%')
      .orderBy('seq')
      .execute(),
  )

test('an event is stored under its noun and key, about its subject, with the facts that were declared', async () => {
  const { practiceId } = world.alice
  // A spread may bring more than the type knows of.
  const measured = { metres: 40, line: null, owner: 'Léa Roy' }
  await world.alice.work(async (work) => {
    work.record(kiteEvents.fly, practiceId, measured)
    work.record(kiteEvents.land, null)
    work.record(kiteEvents['let-go'], practiceId)
  })
  expect(await stored()).toEqual([
    { action: 'kite.fly', subjectType: 'kite', subjectId: practiceId, facts: { metres: 40, line: null } },
    { action: 'kite.land', subjectType: 'practice', subjectId: null, facts: {} },
    { action: 'kite.let-go', subjectType: 'kite', subjectId: practiceId, facts: {} },
  ])
})

test('wrong, missing and undeclared facts do not compile, nor events without words', () => {
  const faults = (work: Parameters<Parameters<typeof world.alice.work>[0]>[0]): void => {
    // @ts-expect-error a fact is missing
    work.record(kiteEvents.fly, null)
    // @ts-expect-error another one does not replace it
    work.record(kiteEvents.fly, null, { line: 'a' })
    // @ts-expect-error of the wrong type
    work.record(kiteEvents.fly, null, { metres: '40' })
    // @ts-expect-error null where none may be
    work.record(kiteEvents.fly, null, { metres: null })
    // @ts-expect-error nobody declared it
    work.record(kiteEvents.fly, null, { metres: 40, colour: 'red' })
    // @ts-expect-error it has none
    work.record(kiteEvents.land, null, { metres: 40 })
    // @ts-expect-error nobody declared this event
    work.record(kiteEvents.tear, null)
    // @ts-expect-error no English
    declareEvents('kite', { fold: { fr: 'Pliage' } })
    // @ts-expect-error a fact of no known type
    declareEvents('kite', { fold: { fr: 'Pliage', en: 'Folded', facts: { at: 'date' } } })
  }
  expect(faults).toBeTypeOf('function')
})
