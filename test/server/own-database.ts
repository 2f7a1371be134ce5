import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { type EmbeddedServer, startEmbeddedServer } from '#src/db/embedded/server.ts'
import { findFreePort } from './free-port.ts'

/** A PostgreSQL as an administrator runs it: over TCP, with passwords. */
export interface OwnDatabase {
  /** What goes into DATABASE_URL for this login. */
  url(database: string, login: string): string
  /** As the administrator would in psql. */
  administer(database: string, statements: string): Promise<void>
  query(database: string, sql: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

const PASSWORD = 'secret-7!'

export async function startOwnDatabase(packageName: string): Promise<OwnDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'divan-own-'))
  const port = await findFreePort()
  const access = join(dataDir, 'access.conf')
  writeFileSync(access, 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n')
  const server: EmbeddedServer = await startEmbeddedServer({
    dataDir: join(dataDir, 'server'),
    packageName,
    fsync: false,
    settings: { listen_addresses: '127.0.0.1', port: String(port), hba_file: access },
  })
  const connect = async <T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ host: server.socketDir, port, database, user: server.superuser })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }
  return {
    url: (database, login) =>
      `postgres://${login}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`,
    administer: (database, statements) =>
      connect(database, async (client) => {
        // One after the other, as some (CREATE DATABASE) refuse to share a transaction.
        for (const statement of statements.split(';').map((each) => each.trim())) {
          if (statement !== '') await client.query(statement.replaceAll(':password', `'${PASSWORD}'`))
        }
      }),
    query: (database, sql) => connect(database, async (client) => (await client.query(sql)).rows),
    async close() {
      await server.stop('immediate')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
