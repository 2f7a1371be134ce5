import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { RunningServer } from '#src/db/embedded/running-server.ts'

/** A folder for one test, open to its owner alone, and how to remove it. */
export function makeScratchFolder(): { folder: string; remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'divan-scratch-')))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Runs one statement on a connection of its own and answers the rows. */
export async function query(server: RunningServer, sql: string, values: unknown[] = []) {
  const client = new Client(server.connection('postgres', server.superuser))
  // A server that is killed under a connection breaks it: the query then rejects, which is enough.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, values)
    return rows
  } finally {
    await client.end()
  }
}
