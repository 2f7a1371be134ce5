import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Keyed by practice_id alone: there is one row a practice. */
const ONE_ROW_TABLES = ['practice', 'audit_head']

interface Table {
  name: string
  forced: boolean
  policies: number
  primaryKey: string[]
}

async function tenantTables(): Promise<Table[]> {
  return asOwner(world.database.owner, async (admin) => {
    const { rows } = await admin.query<Table>(`
      select c.relname as name, c.relforcerowsecurity and c.relrowsecurity as forced,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        (select array_agg(a.attname::text order by k.n) from pg_constraint x, unnest(x.conkey) with ordinality k(attnum, n)
           join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
          where x.conrelid = c.oid and x.contype = 'p') as "primaryKey"
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`)
    return rows
  })
}

describe('every table of the public schema belongs to one practice', () => {
  test('row-level security is forced and the key starts with the practice', async () => {
    const tables = await tenantTables()
    expect(tables.length).toBeGreaterThan(25)
    for (const table of tables) {
      const key = ONE_ROW_TABLES.includes(table.name) ? ['practice_id'] : ['practice_id', 'id']
      expect(table, table.name).toMatchObject({ forced: true, policies: 1, primaryKey: key })
    }
  })

  test('every foreign key between tenant tables carries the practice', async () => {
    const loose = await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query<{ name: string; columns: string[] }>(`
        select x.conrelid::regclass || '.' || x.conname as name, array_agg(a.attname::text) as columns
        from pg_constraint x join pg_attribute a on a.attrelid = x.conrelid and a.attnum = any(x.conkey)
        where x.contype = 'f' and x.connamespace = 'public'::regnamespace group by 1`)
      return rows.filter((row) => !row.columns.includes('practice_id')).map((row) => row.name)
    })
    expect(loose).toEqual([])
  })

  test('without entering a practice nothing can be read at all', async () => {
    const tables = await tenantTables()
    await asOwner(world.database.login, async (login) => {
      for (const table of tables) {
        await expect(login.query(`select from ${table.name}`), table.name).rejects.toThrow(
          /permission denied/,
        )
      }
      await login.query('begin')
      await login.query(`set local role divan_practice`)
      for (const table of tables) {
        const { rowCount } = await login.query(`select from ${table.name}`)
        expect(rowCount, table.name).toBe(0)
      }
      await login.query('rollback')
    })
  })

  test('the owner itself is held by the policies', async () => {
    await asOwner(world.database.owner, async (admin) => {
      await admin.query('set role divan_owner')
      const { rows } = await admin.query('select * from user_account')
      expect(rows).toEqual([])
    })
  })

  test('nothing of another practice can be written', async () => {
    const { alice, bob } = world
    await expect(
      alice.work(async ({ tx }) => {
        await tx
          .insertInto('place')
          .values({ practiceId: bob.practiceId, id: alice.userId, name: 'Chez Bob', kind: 'cabinet' })
          .execute()
      }),
    ).rejects.toThrow(/row-level security/)
    const changed = await alice.work(({ tx }) =>
      tx
        .updateTable('practice')
        .set({ name: 'À moi' })
        .where('practiceId', '=', bob.practiceId)
        .executeTakeFirst(),
    )
    expect(changed.numUpdatedRows).toBe(0n)
  })

  test('the operator has no right on anything clinical', async () => {
    const granted = await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query<{ name: string }>(`
        select table_name as name from information_schema.role_table_grants
        where grantee = 'divan_operator' and table_schema = 'public'`)
      return rows
    })
    expect(granted).toEqual([])
  })

  test('a pooled connection keeps nothing of the practice it served', async () => {
    await world.alice.work(async () => undefined)
    await asOwner(world.database.login, async (login) => {
      const { rows } = await login.query(
        `select current_user as name, current_setting('app.practice_id', true) as practice`,
      )
      expect(rows[0]).toMatchObject({ name: 'divan_app' })
    })
  })
})
