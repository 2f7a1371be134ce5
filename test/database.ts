import { randomBytes } from 'node:crypto'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { inject } from 'vitest'
import { type DatabaseAccess, asOwner } from '#src/db/prepare.ts'
import { TEMPLATE, type Template, readTemplate } from './template.ts'

const ADVISORY_LOCK = 77

export interface TestDatabase extends DatabaseAccess {
  /** Who lives in it, and the key of the keyring that `copyKeyring` brings. */
  template: Template
  /** Gives `folder` a keyring of its own, with the keys that the practices began with. */
  copyKeyring(folder: string): Promise<void>
  drop(): Promise<void>
}

/** A migrated database of its own with the two practices, copied from the template (about 50 ms). */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { superuser, templateFolder } = inject('cluster')
  const name = `test_${randomBytes(8).toString('hex')}`
  const template = await asOwner(connection('postgres', superuser), async (admin) => {
    // Test files run in parallel processes: the first one makes the template, the others wait.
    await admin.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    const made = await readTemplate(templateFolder, connection, superuser, admin)
    await admin.query(`create database ${name} template ${TEMPLATE} strategy file_copy`)
    return made
  })
  return {
    login: connection(name, 'divan_app'),
    owner: connection(name, superuser),
    template,
    copyKeyring: (folder) =>
      cp(join(templateFolder, 'keyring'), join(folder, 'keyring'), { recursive: true }),
    drop: () =>
      asOwner(connection('postgres', superuser), async (admin) => {
        await admin.query(`drop database ${name} with (force)`)
      }),
  }
}

function connection(database: string, user: string): pg.ClientConfig {
  const { host, port } = inject('cluster')
  return { host, port, database, user, ssl: false }
}
