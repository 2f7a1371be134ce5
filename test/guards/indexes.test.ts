import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('an index that is no key serves one question only', async () => {
  const wide = await asOwner(world.database.owner, async (admin) => {
    const { rows } = await admin.query<{ table: string }>(`
      select distinct c.relname as table from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and not i.indisunique and i.indpred is null order by 1`)
    return rows.map((row) => row.table)
  })
  expect(wide).toEqual([])
})

test('without statistics, a key is looked up in the primary key', async () => {
  const found = await asOwner(world.database.owner, async (admin) => {
    const { rows: tables } = await admin.query<{ name: string }>(`
      select distinct c.relname as name from pg_constraint x join pg_class c on c.oid = x.confrelid
      where x.contype = 'f' and c.relnamespace = 'public'::regnamespace and c.relname <> 'practice' order by 1`)
    // As foreign keys ask, in a plan that is kept: PostgreSQL knows nothing of the table yet.
    await admin.query(
      'set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_bitmapscan = off',
    )
    const indexes: [table: string, index: string | undefined][] = []
    for (const { name } of tables) {
      await admin.query(
        `prepare key_of_${name} (uuid, uuid) as
         select 1 from only ${name} x where practice_id = $1 and id = $2 for key share of x`,
      )
      const { rows } = await admin.query<{ 'QUERY PLAN': string }>(
        `explain (costs off) execute key_of_${name} (gen_random_uuid(), gen_random_uuid())`,
      )
      indexes.push([name, rows.map((row) => /using (\S+) on/.exec(row['QUERY PLAN'])?.[1]).find(Boolean)])
    }
    return indexes
  })
  expect(found.length).toBeGreaterThan(8)
  expect(found.filter(([table, index]) => index !== `${table}_pkey`)).toEqual([])
})
