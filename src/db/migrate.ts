import { createHash } from 'node:crypto'
import type pg from 'pg'
import { DatabaseUnfit } from './roles.ts'

export interface Migration {
  /**
   * File name without ending, the date first (`2026-11-30-due`), so that people who work apart cannot take the same
   * one; the first eight are numbered and sort before. Migrations run in the order of their names.
   */
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

/** A colleague's migration may arrive after one's own has run; elsewhere the one order holds. */
const IN_DEVELOPMENT: boolean = import.meta.env.DEV

/** Any number will do, as long as every Divan on this database takes the same. */
export const ADVISORY_LOCK = 5_124_001

/**
 * Brings the database forward, one transaction per migration, under an advisory lock so that several
 * processes may start at once. Refused: a migration changed after it ran, a database from a newer Divan, and, outside
 * development, a missing one that sorts before one that ran. Returns the names that ran now.
 */
export async function migrate(
  admin: pg.Client,
  list: readonly Migration[] = migrations,
  inDevelopment: boolean = IN_DEVELOPMENT,
): Promise<string[]> {
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
    const done = new Map(rows.map((row) => [row.name, row.checksum]))
    const pending = pendingMigrations(list, done, inDevelopment)
    for (const migration of pending) await runOne(admin, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await admin.query('reset role')
    await admin.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK])
  }
}

/** Decides what is left to run, in the order of names; throws where history and files disagree. */
export function pendingMigrations(
  list: readonly Migration[],
  done: ReadonlyMap<string, string>,
  inDevelopment: boolean,
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
  const pending = list
    .filter((migration) => !done.has(migration.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const last = [...done.keys()].toSorted().at(-1)
  const [first] = pending
  if (!inDevelopment && first && last !== undefined && first.name < last) {
    throw new DatabaseUnfit(
      `The migration "${first.name}" comes before "${last}", which has run: it must be named to come after.`,
    )
  }
  return pending
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
