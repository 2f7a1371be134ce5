import { createHash } from 'node:crypto'
import type pg from 'pg'
import { DatabaseUnfit } from './roles.ts'

export interface Migration {
  /** File name without ending; migrations run in the order of their names. */
  name: string
  sql: string
}

const files = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const migrations: readonly Migration[] = Object.entries(files)
  .map(([path, sql]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), sql }))
  .sort((a, b) => (a.name < b.name ? -1 : 1))

/** Any number will do, as long as every Divan on this database takes the same. */
export const ADVISORY_LOCK = 5_124_001

/**
 * Brings the database forward, one transaction per migration, under an advisory lock so that several
 * processes may start at once. Refused: a migration changed after it ran, or a database from a newer Divan.
 * Returns the names that ran now.
 */
export async function migrate(admin: pg.Client, list: readonly Migration[] = migrations): Promise<string[]> {
  await admin.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
  try {
    await admin.query('set role divan_owner')
    await admin.query('create schema if not exists migration')
    await admin.query(
      'create table if not exists migration.done (name text primary key, checksum text not null, done_at timestamptz not null default clock_timestamp())',
    )
    const { rows } = await admin.query<{ name: string; checksum: string }>(
      'select name, checksum from migration.done',
    )
    const pending = pendingMigrations(list, new Map(rows.map((row) => [row.name, row.checksum])))
    for (const migration of pending) await runOne(admin, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await admin.query('reset role')
    await admin.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK])
  }
}

/** Decides what is left to run; throws where history and files disagree. */
export function pendingMigrations(
  list: readonly Migration[],
  done: ReadonlyMap<string, string>,
): Migration[] {
  const known = new Set(list.map((migration) => migration.name))
  for (const name of done.keys()) {
    if (!known.has(name))
      throw new DatabaseUnfit(`This database was brought forward by a newer Divan ("${name}").`)
  }
  for (const migration of list) {
    const recorded = done.get(migration.name)
    if (recorded !== undefined && recorded !== checksum(migration)) {
      throw new DatabaseUnfit(`The migration "${migration.name}" was changed after it ran.`)
    }
  }
  return list.filter((migration) => !done.has(migration.name))
}

function checksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex')
}

async function runOne(admin: pg.Client, migration: Migration): Promise<void> {
  await admin.query('begin')
  try {
    await admin.query(migration.sql)
    await admin.query('insert into migration.done (name, checksum) values ($1, $2)', [
      migration.name,
      checksum(migration),
    ])
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback')
    throw new Error(`migration ${migration.name}: ${(error as Error).message}`, { cause: error })
  }
}
