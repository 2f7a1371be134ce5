import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface Table {
  name: string
  column: string
}

/** Every table, partition and view there is in these schemas, with one of its columns. */
async function tablesOf(...schemas: string[]): Promise<Table[]> {
  return asOwner(world.database.owner, async (admin) => {
    const { rows } = await admin.query<Table>(
      `select format('%I.%I', n.nspname, c.relname) as name,
         (select quote_ident(attname) from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped limit 1) as column
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
      [schemas],
    )
    return rows
  })
}

/** What the database says to each kind of statement on each table, in this role. */
async function tryEverything(role: string, tables: readonly Table[]): Promise<string[]> {
  return asOwner(world.database.login, async (login) => {
    const allowed: string[] = []
    for (const { name, column } of tables) {
      for (const statement of [
        `select ${column} from ${name} limit 1`,
        `insert into ${name} default values`,
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
        `truncate ${name}`,
      ]) {
        await login.query('begin')
        await login.query(`set local role ${role}`)
        const said = await login.query(statement).then(
          () => 'done',
          (error: Error & { code?: string }) => error.code ?? error.message,
        )
        await login.query('rollback')
        // 42501: insufficient privilege.
        if (said !== '42501') allowed.push(`${statement}: ${said}`)
      }
    }
    return allowed
  })
}

describe('the operator’s role', () => {
  test('is refused by the database on every table of practices, of the cell, of the directory and of the queue', async () => {
    const tables = await tablesOf('public', 'cell', 'directory', 'pgboss')
    expect(tables.length).toBeGreaterThan(45)
    expect(await tryEverything('divan_operator', tables)).toEqual([])
  })

  test('may execute none of the functions that reach them', async () => {
    const functions = await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query<{ name: string }>(
        `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ('public', 'cell', 'directory') and p.prosecdef
           and has_function_privilege('divan_operator', p.oid, 'execute')`,
      )
      return rows.map(({ name }) => name)
    })
    expect(functions).toEqual([])
  })

  test('is all that reaches the operator’s tables: no other role of the house may', async () => {
    const tables = await tablesOf('operator')
    expect(tables.length).toBeGreaterThan(4)
    for (const role of ['divan_practice', 'divan_directory', 'divan_jobs']) {
      expect(await tryEverything(role, tables), role).toEqual([])
    }
    // Were the statements wrong, they would be refused to everybody.
    const own = await tryEverything('divan_operator', tables)
    expect(own.filter((line) => line.startsWith('select') && line.endsWith('done'))).toHaveLength(
      tables.length,
    )
  })

  test('may neither change nor take away what its trail says', async () => {
    const trail = (await tablesOf('operator')).filter(({ name }) => name === 'operator.audit_event')
    const allowed = await tryEverything('divan_operator', trail)
    expect(allowed.filter((line) => /^(?:update|delete|truncate)/.test(line))).toEqual([])
  })
})
