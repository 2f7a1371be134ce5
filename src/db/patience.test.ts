import { expect, test } from 'vitest'
import { whileDatabaseReturns } from './patience.ts'
import { DatabaseUnfit } from './roles.ts'

const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

test('what failed because the database went away is done again, however deep that lies', async () => {
  const failures: Error[] = [
    refused(),
    new DatabaseUnfit('The database does not answer', { cause: refused() }),
    Object.assign(new Error('terminating connection'), { code: '57P01' }),
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
  ]
  let tries = 0
  const done = whileDatabaseReturns(async () => {
    const failure = failures[tries++]
    if (failure) throw failure
    return 'done'
  })
  expect(await done).toBe('done')
  expect(tries).toBe(6)
})

test('anything else is thrown at once', async () => {
  let tries = 0
  const failed = whileDatabaseReturns(async () => {
    tries++
    throw new DatabaseUnfit('PostgreSQL 14 is too old')
  })
  await expect(failed).rejects.toThrow(/too old/)
  expect(tries).toBe(1)
})
