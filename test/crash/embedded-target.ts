import { Pool } from 'pg'
import { startEmbeddedServer } from '#src/db/embedded/server.ts'
import type { WriteTarget } from './write-target.ts'

/** The embedded server itself: each write is a transaction over two tables that must agree. */
export async function openTarget(dataDir: string, connections: number): Promise<WriteTarget> {
  const packageName = process.env['DIVAN_CRASH_POSTGRES']
  const log = (message: string, details = {}) => console.error(message, JSON.stringify(details))
  const server = await startEmbeddedServer({ dataDir, log, ...(packageName ? { packageName } : {}) })
  server.onUnexpectedExit(async (exit) => {
    const outcome = await exit.restart
    if (!outcome.restarted) throw new Error(outcome.reason)
  })
  const pool = new Pool({ ...server.connection('postgres', server.superuser), max: connections })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await prepareTables(pool)
  return {
    async write(id, writer) {
      const client = await pool.connect()
      let failure: Error | undefined
      try {
        await client.query('BEGIN')
        await client.query('INSERT INTO entry (id, writer) VALUES ($1, $2)', [id, writer])
        await client.query(
          'INSERT INTO tally (writer, count) VALUES ($1, 1) ON CONFLICT (writer) DO UPDATE SET count = tally.count + 1',
          [writer],
        )
        const { command } = await client.query('COMMIT')
        if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`)
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error))
        throw failure
      } finally {
        client.release(failure)
      }
    },
    async close() {
      await pool.end()
      await server.stop()
    },
  }
}

/** The database may be killed here too: tried until it is done. */
async function prepareTables(pool: Pool) {
  const tables = `
    CREATE TABLE IF NOT EXISTS entry (id text PRIMARY KEY, writer text NOT NULL);
    CREATE TABLE IF NOT EXISTS tally (writer text PRIMARY KEY, count integer NOT NULL)`
  for (let attempt = 1; ; attempt++) {
    try {
      await pool.query(tables)
      return
    } catch (error) {
      if (attempt === 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
