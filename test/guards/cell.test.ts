import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const query = async <Row extends object>(text: string): Promise<Row[]> =>
  asOwner(world.database.owner, async (admin) => (await admin.query<Row>(text)).rows)

/** The words a column of the cell may hold; each has a CHECK of the shape of a name. */
const WORDS = ['due.kind', 'sweep.name']

test('the cell holds ids, kinds and instants, no content', async () => {
  const columns = await query<{ name: string; type: string }>(`
    select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'cell'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped`)
  expect(columns.length).toBeGreaterThan(8)
  const plain = ['uuid', 'timestamp with time zone', 'boolean']
  const others = columns.filter(({ type }) => !plain.includes(type)).map(({ name }) => name)
  expect(others.toSorted()).toEqual(WORDS)
  for (const name of WORDS) {
    const [table, column] = name.split('.')
    const checks = await query<{ rule: string }>(`
      select pg_get_constraintdef(oid) as rule from pg_constraint where contype = 'c' and conrelid = 'cell.${table}'::regclass`)
    expect(checks.map(({ rule }) => rule)).toContain(`CHECK ((${column} ~ '^[a-z]+(-[a-z]+)*$'::text))`)
  }
})

test('no key leaves the cell and none enters it, and nothing in it runs by itself', async () => {
  const keys = await query(`
    select x.conname from pg_constraint x join pg_class a on a.oid = x.conrelid left join pg_class b on b.oid = x.confrelid
    where x.contype = 'f' and 'cell'::regnamespace in (a.relnamespace, b.relnamespace)`)
  const triggers = await query(`
    select tgname from pg_trigger join pg_class c on c.oid = tgrelid where c.relnamespace = 'cell'::regnamespace`)
  expect([...keys, ...triggers]).toEqual([])
})

test('who may do what in the cell and in the queue', async () => {
  const tables = await query<{ grant: string }>(`
    select grantee || ' ' || table_name || ' ' || string_agg(privilege_type, ' ' order by privilege_type) as grant
    from information_schema.role_table_grants where table_schema = 'cell' and grantee <> 'divan_owner'
    group by grantee, table_name order by 1`)
  const columns = await query<{ grant: string }>(`
    select grantee || ' ' || table_name || ' ' || column_name as grant from information_schema.role_column_grants
    where table_schema = 'cell' and privilege_type = 'UPDATE' and grantee = 'divan_jobs' and table_name = 'due' order by 1`)
  expect([...tables, ...columns].map(({ grant }) => grant)).toEqual([
    'divan_jobs due SELECT',
    'divan_jobs sweep INSERT SELECT UPDATE',
    'divan_practice due DELETE INSERT SELECT UPDATE',
    'divan_jobs due failed_at',
    'divan_jobs due lease_until',
  ])
  const roles = await query<{ role: string }>(`
    select role from unnest('{divan_practice, divan_directory, divan_operator}'::text[]) as role
    where has_schema_privilege(role, 'pgboss', 'usage') or has_table_privilege(role, 'pgboss.job', 'select, insert')`)
  expect(roles).toEqual([])
})

test('a practice sees and writes what is due in it, and nothing of another', async () => {
  const { alice, bob, db } = world
  const row = { id: newId(), kind: 'mail-send', subjectId: newId(), dueAt: world.platform.clock() }
  await alice.work(({ tx }) =>
    tx
      .insertInto('cell.due')
      .values({ practiceId: alice.practiceId, ...row })
      .execute(),
  )
  expect(await bob.work(({ tx }) => tx.selectFrom('cell.due').select('id').execute())).toEqual([])
  const foreign = bob.work(({ tx }) =>
    tx
      .insertInto('cell.due')
      .values({ practiceId: alice.practiceId, ...row, id: newId() })
      .execute(),
  )
  await expect(foreign).rejects.toThrow(/row-level security/)
  expect(await db.inCell((tx) => tx.selectFrom('cell.due').select('id').execute())).toEqual([{ id: row.id }])
})

test('the worker leases, and neither makes, moves nor deletes what is due', async () => {
  const { db, alice } = world
  const row = { practiceId: alice.practiceId, id: newId(), kind: 'other', subjectId: newId() }
  const now = world.platform.clock()
  const refused = /permission denied/
  await expect(
    db.inCell((tx) =>
      tx
        .insertInto('cell.due')
        .values({ ...row, dueAt: now })
        .execute(),
    ),
  ).rejects.toThrow(refused)
  await expect(db.inCell((tx) => tx.deleteFrom('cell.due').execute())).rejects.toThrow(refused)
  await expect(db.inCell((tx) => tx.updateTable('cell.due').set({ dueAt: now }).execute())).rejects.toThrow(
    refused,
  )
  await db.inCell((tx) => tx.updateTable('cell.due').set({ leaseUntil: now }).execute())
})
