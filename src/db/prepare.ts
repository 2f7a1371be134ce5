import pg from 'pg'
import { migrate } from './migrate.ts'
import { DatabaseUnfit, prepareRoles, requireHarmlessLogin } from './roles.ts'

/** What else lives in the database and is prepared with it, by whoever owns it (the job queue). */
export type Preparation = (admin: pg.Client) => Promise<void>

export interface DatabaseAccess {
  /** Login of the application: it owns nothing and enters a role per transaction. */
  login: pg.ClientConfig
  /** Login that may make roles and tables; used at start-up only. */
  owner: pg.ClientConfig
}

/** Makes or brings forward everything in the database, then checks that the login is harmless. */
export async function prepareDatabase(
  access: DatabaseAccess,
  preparations: readonly Preparation[],
): Promise<void> {
  await asOwner(access.owner, async (admin) => {
    await prepareRoles(admin, await userOf(access.login))
    await migrate(admin)
    for (const prepare of preparations) await prepare(admin)
  })
  await asOwner(access.login, requireHarmlessLogin)
}

/** Opens one connection for start-up work; a database that does not answer is said so in a sentence. */
export async function asOwner<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config)
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseUnfit(`The database does not answer: ${(error as Error).message}`, { cause: error })
  }
  try {
    return await work(client)
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
