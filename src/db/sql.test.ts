import { sql as kyselySql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { sql } from './sql.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => world.close())

const columns = sql`${'<b>'}::text as typed_text, ${7}::int as whole_number`

test('numbers values through the pieces, in the order of the text', () => {
  const { sql: text, parameters } =
    sql`select ${1}::int as one, ${columns}, ${'last'}::text as last`.compile()
  expect(text).toBe(
    'select $1::int as one, $2::text as typed_text, $3::int as whole_number, $4::text as last',
  )
  expect(parameters).toEqual([1, '<b>', 7, 'last'])
})

test('what is interpolated is a value, whatever it looks like', async () => {
  const hostile = `'; drop table practice; --`
  const { rows } = await world.alice.work((work) =>
    sql<{ typedText: string; wholeNumber: number; hostile: string }>`
      select ${columns}, ${hostile}::text as hostile`.execute(work.tx),
  )
  expect(rows).toEqual([{ typedText: '<b>', wholeNumber: 7, hostile }])
})

test('a piece stands in a statement of Kysely', async () => {
  const { rows } = await world.alice.work((work) =>
    kyselySql`select ${columns}, ${8}::int as eight`.execute(work.tx),
  )
  expect(rows).toEqual([{ typedText: '<b>', wholeNumber: 7, eight: 8 }])
})

test('a piece is a column and a condition of a query that Kysely builds', async () => {
  const row = await world.alice.work((work) =>
    work.tx
      .selectFrom('practice')
      .select(sql<number>`${7}::int + 1`.as('eight'))
      .where(sql<boolean>`practice_id = ${work.practiceId}`)
      .executeTakeFirstOrThrow(),
  )
  expect(row).toEqual({ eight: 8 })
})

test('instants and civil dates go in and come out as what they are', async () => {
  const at = Temporal.Instant.from('2026-03-29T01:30:00Z')
  const date = Temporal.PlainDate.from('2026-03-29')
  const { rows } = await world.alice.work((work) =>
    sql<{ startsAt: Temporal.Instant; date: Temporal.PlainDate }>`
      select ${at}::timestamptz as starts_at, ${date}::date as date`.execute(work.tx),
  )
  expect(rows[0]?.startsAt.equals(at)).toBe(true)
  expect(rows[0]?.date.equals(date)).toBe(true)
})

test('a piece of Kysely does not pass for a value', () => {
  expect(() => sql`select ${kyselySql.ref('id')}`.compile()).toThrow(TypeError)
})
