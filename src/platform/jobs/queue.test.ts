import { afterAll, beforeAll, expect, test } from 'vitest'
// Sets the parsers that the whole house reads rows with, as every start does.
import '#src/db/client.ts'
import { asOwner } from '#src/db/prepare.ts'
import { type TestDatabase, createTestDatabase } from '#test/database.ts'
import { createLog } from '../log.ts'
import { startQueue } from './queue.ts'
import { prepareJobs } from './prepare.ts'
import type { Queues } from './queue-settings.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const queues: Queues = {
  test: { policy: 'short', batchSize: 2, concurrency: 1, retryLimit: 1, retryDelay: 1 },
}

test('the queue starts beside another process, or after a killed one, without a complaint', async () => {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const first = await startQueue({ connection: database.login, log, queues })
  // As another process would have left it that was killed a moment ago.
  await asOwner(database.owner, async (admin) => {
    const { rowCount } = await admin.query('update pgboss.instance set pid = pid + 1')
    expect(rowCount).toBe(1)
    await prepareJobs(admin)
  })
  const second = await startQueue({ connection: database.login, log, queues })
  const instances = await asOwner(database.owner, (admin) => admin.query('select from pgboss.instance'))
  await second.stop()
  await first.stop()
  expect(instances.rowCount).toBe(2)
  expect(lines).toEqual([])
})
