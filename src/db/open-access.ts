import { join } from 'node:path'
import type pg from 'pg'
import { startEmbeddedServer } from './embedded/server.ts'
import type { Log as EmbeddedLog } from './embedded/log.ts'
import { whileDatabaseReturns } from './patience.ts'
import { type DatabaseAccess, asOwner } from './prepare.ts'

export interface OpenAccess extends DatabaseAccess {
  /** Started here, and started again whenever it ends. */
  isOurs: boolean
  /** Stops the embedded server; nothing to do for a database of one's own. */
  close(): Promise<void>
}

export interface AccessSettings {
  dataDir: string
  databaseUrl?: string
  databaseOwnerUrl?: string
}

const DATABASE = 'divan'
const LOGIN = 'divan_app'

/**
 * Reaches PostgreSQL: the one named in the settings, or our own, started here. `onLost` tells that ours ended and
 * could not be started again.
 */
export async function openAccess(
  settings: AccessSettings,
  log: EmbeddedLog,
  onLost: (reason: string) => void,
): Promise<OpenAccess> {
  if (settings.databaseUrl) {
    return {
      login: { connectionString: settings.databaseUrl },
      owner: { connectionString: settings.databaseOwnerUrl ?? settings.databaseUrl },
      isOurs: false,
      close: async () => {},
    }
  }
  const server = await startEmbeddedServer({ dataDir: join(settings.dataDir, 'database'), log })
  server.onUnexpectedExit(({ restart }) => {
    void restart.then((outcome) => (outcome.restarted ? undefined : onLost(outcome.reason)))
  })
  try {
    return {
      ...(await whileDatabaseReturns(() =>
        accessTo((database, user) => server.connection(database, user), server.superuser, DATABASE),
      )),
      isOurs: true,
      close: () => server.stop(),
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Makes the database and the application's login on a server of our own, where they are missing. */
export async function accessTo(
  connection: (database: string, user: string) => pg.ClientConfig,
  superuser: string,
  database: string,
): Promise<DatabaseAccess> {
  await asOwner(connection('postgres', superuser), async (admin) => {
    const login = await admin.query('select from pg_roles where rolname = $1', [LOGIN])
    if (login.rowCount === 0)
      await admin.query(`create role ${LOGIN} login noinherit nosuperuser nobypassrls`)
    const made = await admin.query('select from pg_database where datname = $1', [database])
    if (made.rowCount === 0) await admin.query(`create database ${database}`)
  })
  return { login: connection(database, LOGIN), owner: connection(database, superuser) }
}
