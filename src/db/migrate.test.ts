import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, createTestDatabase } from '#test/database.ts'
import { type Migration, migrate, migrations, pendingMigrations } from './migrate.ts'
import { asOwner } from './prepare.ts'
import { prepareRoles, requireHarmlessLogin } from './roles.ts'

const one: Migration = { name: '0001-one', sql: 'select 1' }
const two: Migration = { name: '0002-two', sql: 'select 2' }
const dated: Migration = { name: '2026-11-30-dated', sql: 'select 3' }
const sum = (migration: Migration) => createHash('sha256').update(migration.sql).digest('hex')

describe('what is left to run', () => {
  test('is what did not run yet, in order', () => {
    expect(pendingMigrations([dated, two, one], new Map([[one.name, sum(one)]]), false)).toEqual([two, dated])
  })

  test('one that sorts before one that ran is refused, but in development', () => {
    const done = new Map([
      [one.name, sum(one)],
      [dated.name, sum(dated)],
    ])
    expect(() => pendingMigrations([one, two, dated], done, false)).toThrow(/"0002-two" comes before/)
    expect(pendingMigrations([one, two, dated], done, true)).toEqual([two])
  })

  test('a migration changed after it ran is refused', () => {
    expect(() => pendingMigrations([one], new Map([[one.name, 'other']]), false)).toThrow(/changed/)
  })

  test('a database from a newer Divan is refused', () => {
    expect(() => pendingMigrations([one], new Map([['0009-later', 'x']]), false)).toThrow(/newer/)
  })
})

describe('on a database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
    await asOwner(database.owner, (admin) => prepareRoles(admin, 'divan_app'))
  })
  afterAll(() => database.drop())

  test('several processes may migrate at once, and a second run does nothing', async () => {
    const added = {
      name: '9999-added',
      sql: 'create table migration.proof (n int); insert into migration.proof values (1)',
    }
    const list = [...migrations, added]
    const ran = await Promise.all(
      [1, 2, 3, 4].map(() => asOwner(database.owner, (admin) => migrate(admin, list))),
    )
    expect(ran.flat()).toEqual(['9999-added'])
  })

  test('a failing migration leaves nothing behind', async () => {
    const broken = {
      name: '9999-added',
      sql: 'create table migration.proof (n int); insert into migration.proof values (1)',
    }
    const worse = {
      name: '99999-broken',
      sql: 'create table migration.half (n int); select nothing_like_this()',
    }
    await expect(
      asOwner(database.owner, (admin) => migrate(admin, [...migrations, broken, worse])),
    ).rejects.toThrow(/99999-broken/)
    await asOwner(database.owner, async (admin) => {
      expect((await admin.query(`select to_regclass('migration.half') as half`)).rows[0]).toEqual({
        half: null,
      })
    })
  })

  test('a superuser is refused as the application’s login, and the application’s own is not', async () => {
    await expect(asOwner(database.owner, requireHarmlessLogin)).rejects.toThrow(/superuser/)
    await expect(asOwner(database.login, requireHarmlessLogin)).resolves.toBeUndefined()
  })
})
