import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BuiltServer, buildServer, runServer } from './built-server.ts'
import { takeFirstSteps } from './client.ts'
import { findFreePort } from './free-port.ts'
import { type OwnDatabase, startOwnDatabase } from './own-database.ts'

// Whole programs start here, several after one another.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: BuiltServer
let own: OwnDatabase
const files = mkdtempSync(join(tmpdir(), 'divan-own-files-'))

beforeAll(async () => {
  built = await buildServer()
  own = await startOwnDatabase('postgres-15-linux-x64')
})
afterAll(async () => {
  await own.close()
  built.remove()
  rmSync(files, { recursive: true, force: true })
})

const start = (env: Record<string, string>) =>
  runServer(built.main, { DIVAN_DATA_DIR: join(files, crypto.randomUUID()), ...env })

/** What a start that is refused says: one complaint, no trace of the program's inside. */
async function complaintOf(env: Record<string, string>): Promise<string> {
  const server = start(env)
  expect(await server.exited, server.stdout()).toEqual({ code: 1, signal: null })
  expect(server.stderr()).not.toMatch(/\n\s+at /)
  return server.stderr().trim()
}

const schemas = async (database: string): Promise<unknown[]> => {
  const rows = await own.query(
    database,
    `select nspname from pg_namespace where nspname !~ '^pg_|^information_'`,
  )
  return rows.map((row) => row['nspname'])
}

describe('a database of one’s own that cannot be used is refused in a sentence', () => {
  test('nothing listens', async () => {
    const port = await findFreePort()
    expect(await complaintOf({ DATABASE_URL: `postgres://divan@127.0.0.1:${port}/divan` })).toBe(
      `Divan: The database does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
    )
  })

  test('no such database, a wrong password, an address that is none', async () => {
    await own.administer('postgres', 'create role known login password :password')
    expect(await complaintOf({ DATABASE_URL: own.url('nowhere', 'known') })).toMatch(
      /^Divan: The database does not answer: database "nowhere" does not exist$/,
    )
    const wrong = own.url('postgres', 'known').replace(/:[^:@]+@/, ':wrong@')
    expect(await complaintOf({ DATABASE_URL: wrong })).toMatch(
      /^Divan: The database does not answer: password authentication failed for user "known"$/,
    )
    expect(await complaintOf({ DATABASE_URL: 'mysql://localhost/divan' })).toMatch(/^Divan: DATABASE_URL: /)
  })

  test('a superuser, and a login that passes by the policies: nothing was made', async () => {
    await own.administer(
      'postgres',
      `create database mighty;
       create role mighty_one login superuser password :password;
       create role by_passer login bypassrls password :password`,
    )
    expect(await complaintOf({ DATABASE_URL: own.url('mighty', 'mighty_one') })).toMatch(
      /^Divan: The login "mighty_one" is a superuser: practices would not be kept apart\. Give Divan a login/,
    )
    expect(await complaintOf({ DATABASE_URL: own.url('mighty', 'by_passer') })).toMatch(
      /^Divan: The login "by_passer" is allowed to bypass row-level security/,
    )
    expect(await schemas('mighty')).toEqual(['public'])
  })
})

describe('with a plain login', () => {
  test('the administrator is told what to run, runs just that, and Divan works', async () => {
    await own.administer('postgres', 'create database practice; create role plain login password :password')
    const env = { DATABASE_URL: own.url('practice', 'plain') }
    const complaint = await complaintOf(env)
    expect(complaint).toMatch(/permission denied to create role.*an administrator runs once:\n/)
    expect(await schemas('practice')).toEqual(['public'])

    await own.administer('practice', complaint.slice(complaint.indexOf('\n')))
    const server = start(env)
    const client = await takeFirstSteps(await server.url, server.code())
    expect((await client.page('/agenda')).status).toBe(200)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(server.stderr()).toBe('')
  })

  test('a database more on the same server asks only for what it lacks itself', async () => {
    await own.administer('postgres', 'create database second; create role other login password :password')
    const complaint = await complaintOf({ DATABASE_URL: own.url('second', 'other') })
    expect(complaint).not.toMatch(/create role/)
    expect(complaint).toMatch(/grant divan_practice to "other";/)
    await own.administer('second', complaint.slice(complaint.indexOf('\n')))
    const server = start({ DATABASE_URL: own.url('second', 'other') })
    await server.url
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })
})

test('a login that may make roles and owns its database needs nobody; two processes may start on it at once', async () => {
  await own.administer(
    'postgres',
    `create role builder login createrole password :password; create database built owner builder`,
  )
  const env = { DATABASE_URL: own.url('built', 'builder') }
  const servers = [start(env), start(env)]
  await Promise.all(servers.map((server) => server.url))
  for (const server of servers) expect(await server.stop()).toEqual({ code: 0, signal: null })
})

test('a start that fails on a taken port leaves the first steps of the one that has it as they are', async () => {
  await own.administer(
    'postgres',
    `create role steady login createrole password :password; create database shared owner steady`,
  )
  const env = { DATABASE_URL: own.url('shared', 'steady') }
  const server = start(env)
  const url = await server.url
  expect(await complaintOf({ ...env, PORT: new URL(url).port })).toMatch(/is taken by another program/)
  const client = await takeFirstSteps(url, server.code())
  expect((await client.page('/agenda')).status).toBe(200)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
})

test('with DATABASE_OWNER_URL the application’s login stays without any right on the tables', async () => {
  await own.administer(
    'postgres',
    `create role keeper login createrole password :password; create database kept owner keeper;
     create role app login noinherit password :password`,
  )
  // On a server whose roles exist already, whoever did not make them must be given them.
  await own.administer(
    'kept',
    'grant divan_owner, divan_jobs, divan_practice, divan_directory to keeper with admin option',
  )
  const server = start({
    DATABASE_URL: own.url('kept', 'app'),
    DATABASE_OWNER_URL: own.url('kept', 'keeper'),
  })
  await server.url
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  const [row] = await own.query('kept', `select pg_has_role('app', 'divan_owner', 'member') as owns`)
  expect(row).toEqual({ owns: false })
})
