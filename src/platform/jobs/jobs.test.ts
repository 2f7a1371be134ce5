import { afterAll, beforeAll, expect, test } from 'vitest'
// Sets the parsers that the whole house reads rows with, as every start does.
import '#src/db/client.ts'
import { asOwner } from '#src/db/prepare.ts'
import { type TestDatabase, createTestDatabase } from '#test/database.ts'
import { createLog } from '../log.ts'
import { startJobs } from './jobs.ts'
import { prepareJobs } from './prepare.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('jobs start beside another process, or after a killed one, without a complaint', async () => {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const first = await startJobs({ connection: database.login, log })
  // As another process would have left it that was killed a moment ago.
  await asOwner(database.owner, async (admin) => {
    const { rowCount } = await admin.query('update pgboss.instance set pid = pid + 1')
    expect(rowCount).toBe(1)
    await prepareJobs(admin)
  })
  const second = await startJobs({ connection: database.login, log })
  const instances = await asOwner(database.owner, (admin) => admin.query('select from pgboss.instance'))
  await second.stop()
  await first.stop()
  expect(instances.rowCount).toBe(2)
  expect(lines).toEqual([])
})
