import pg from 'pg'
import { ADVISORY_LOCK, migrate } from './migrate.ts'
import { DatabaseUnfit, prepareRoles, requireHarmlessLogin } from './roles.ts'

/** What else lives in the database and is prepared with it, by whoever owns it (the job queue). */
export type Preparation = (admin: pg.Client) => Promise<void>

export interface DatabaseAccess {
  /** Login of the application: it owns nothing and enters a role per transaction. */
  login: pg.ClientConfig
  /** Login that may make roles and tables; used at start-up only. */
  owner: pg.ClientConfig
}

/** Checks that the login is harmless, then makes or brings forward everything in the database. */
export async function prepareDatabase(
  access: DatabaseAccess,
  preparations: readonly Preparation[],
): Promise<void> {
  // First, so that a refused login has changed nothing.
  await asOwner(access.login, requireHarmlessLogin)
  await asOwner(access.owner, async (admin) => {
    // Several processes may start at once on a new database; the lock ends with the connection.
    await admin.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    await prepareRoles(admin, await userOf(access.login))
    await migrate(admin)
    for (const prepare of preparations) await prepare(admin)
  })
}

/** Opens one connection for start-up work; a database that does not answer is said so in a sentence. */
export async function asOwner<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
  let broken: Error | undefined
  client.on('error', (error) => {
    broken = error
  })
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseUnfit(`The database does not answer: ${(error as Error).message}`, { cause: error })
  }
  try {
    return await work(client)
  } catch (error) {
    // Whatever was made of it on the way here, the connection's own end is the reason.
    if (!broken) throw error
    throw new DatabaseUnfit(`The database went away: ${broken.message}`, { cause: broken })
  } finally {
    await client.end()
  }
}

async function userOf(config: pg.ClientConfig): Promise<string> {
  if (config.user) return config.user
  return asOwner(config, async (client) => {
    const { rows } = await client.query<{ name: string }>('select current_user as name')
    if (!rows[0]) throw new Error('no current user')
    return rows[0].name
  })
}
