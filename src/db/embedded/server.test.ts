import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { isInstalled, makeScratch, startHere } from '#test/crash/embedded-world.ts'
import { query } from '#test/crash/scratch.ts'
import { platformPackage } from './binaries.ts'
import { EmbeddedStartError } from './start-error.ts'

const world = makeScratch()
afterEach(world.clear)

const packages = [
  { packageName: platformPackage(), major: 18 },
  { packageName: `postgres-15-${process.platform}-${process.arch}`, major: 15 },
].filter(({ packageName }) => isInstalled(packageName))

test('the PostgreSQL of this platform is among those tried', () => {
  expect(packages.map(({ major }) => major)).toContain(18)
})

describe.each(packages)('PostgreSQL $major', ({ packageName, major }) => {
  test('is created, stopped and started again with its data', async () => {
    const first = await startHere(world, { packageName })
    expect(first.major).toBe(major)
    await query(first, 'CREATE EXTENSION btree_gist')
    await query(first, 'CREATE TABLE kept (word text)')
    await query(first, 'INSERT INTO kept VALUES ($1)', ['Ângela-Zoë 李'])
    await first.stop()
    const second = await startHere(world, { packageName })
    expect(second.pid).not.toBe(first.pid)
    expect(await query(second, 'SELECT word FROM kept')).toEqual([{ word: 'Ângela-Zoë 李' }])
  })

  test('sorts by code point, keeps UTC, writes durably and listens on its socket alone', async () => {
    const server = await startHere(world, { packageName, fsync: true })
    const shown = async (name: string) => (await query(server, `SHOW ${name}`))[0]?.[name]
    expect(await shown('server_encoding')).toBe('UTF8')
    expect(await shown('TimeZone')).toBe('UTC')
    expect(await shown('fsync')).toBe('on')
    expect(await shown('full_page_writes')).toBe('on')
    expect(await shown('synchronous_commit')).toBe('on')
    expect(await shown('data_checksums')).toBe('on')
    expect(await shown('listen_addresses')).toBe('')
    expect(await query(server, `SELECT 'é' > 'z' AS last`)).toEqual([{ last: true }])
    expect(statSync(server.socketDir).mode & 0o777).toBe(0o700)
    expect(statSync(dirname(server.socketDir)).mode & 0o777).toBe(0o700)
  })
})

test('letters with accents change case on PostgreSQL 18', async () => {
  const server = await startHere(world)
  expect(await query(server, `SELECT lower('ÉÀÇ') AS lowered`)).toEqual([{ lowered: 'éàç' }])
})

test('settings given win, and throw-away databases do without fsync', async () => {
  const server = await startHere(world, { settings: { max_connections: '7', work_mem: '3MB' } })
  const rows = await query(
    server,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'max_connections', 'work_mem') ORDER BY name`,
  )
  expect(rows.map((row) => row['setting'])).toEqual(['off', '7', '3072'])
})

test('works with quotes, commas and spaces in the path, and below a closed folder', async () => {
  const closed = join(world.folder(), `l'été, "à" la \\ plage`)
  mkdirSync(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  const server = await startHere(world, { dataDir })
  expect(server.socketDir).toBe(join(dataDir, 'socket'))
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  expect(statSync(join(dataDir, 'cluster')).uid).toBe(process.getuid?.())
})

test('takes a short folder for the socket where the path is too long, and removes it', async () => {
  const dataDir = join(world.folder(), 'x'.repeat(90), 'data')
  const server = await startHere(world, { dataDir })
  expect(dirname(server.socketDir)).toBe(tmpdir())
  expect(await query(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(statSync(server.socketDir, { throwIfNoEntry: false })).toBeUndefined()
})

test('refuses, and does not touch, the data of another major version', async () => {
  const server = await startHere(world)
  await server.stop()
  const version = join(world.dataDir(), 'cluster', 'PG_VERSION')
  writeFileSync(version, '14\n')
  await expect(startHere(world)).rejects.toThrow(
    /written by PostgreSQL 14, and this Divan brings PostgreSQL 18/,
  )
  expect(readFileSync(version, 'utf8')).toBe('14\n')
})

test('refuses a folder that PostgreSQL did not make', async () => {
  mkdirSync(join(world.dataDir(), 'cluster'), { recursive: true })
  await expect(startHere(world)).rejects.toThrow(/is not a PostgreSQL data directory/)
})

test('removes what a kill during the creation left, and creates anew', async () => {
  const unfinished = join(world.dataDir(), 'cluster.new-killed')
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(join(unfinished, 'PG_VERSION'), '18\n')
  await startHere(world)
  expect(statSync(unfinished, { throwIfNoEntry: false })).toBeUndefined()
})

test('says what PostgreSQL says when a setting keeps it from starting, and lets go of the directory', async () => {
  const failure = startHere(world, { settings: { shared_buffers: 'much' } })
  await expect(failure).rejects.toThrow(EmbeddedStartError)
  await expect(failure).rejects.toThrow(/invalid value for parameter "shared_buffers": "much"/)
  await startHere(world)
})

test('keeps what people write out of its log', async () => {
  const server = await startHere(world)
  await query(server, 'CREATE TABLE person (email text UNIQUE, age integer)')
  const secret = 'confidential_words'
  const insert = 'INSERT INTO person (email) VALUES ($1)'
  await query(server, insert, [secret])
  await expect(query(server, insert, [secret])).rejects.toThrow(/duplicate key/)
  await expect(query(server, `SELECT '${secret}'::integer`)).rejects.toThrow(/invalid input/)
  await expect(query(server, `SELECT ${secret} FROM`)).rejects.toThrow(/syntax error/)
  const killed = query(server, `SELECT pg_sleep(30), '${secret}'`)
  const backend = await untilRow(() =>
    query(server, `SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'`),
  )
  process.kill(Number(backend['pid']), 'SIGKILL')
  await expect(killed).rejects.toThrow(/terminated/)
  // The loss of a backend restarts all others: the server is stopped once it answers again.
  await untilRow(() => query(server, 'SELECT 1').catch(() => []))
  await server.stop()
  const log = readFileSync(join(world.dataDir(), 'postgres.log'), 'utf8')
  expect(log).toMatch(/was terminated by signal 9/)
  expect(log).not.toContain(secret)
})

async function untilRow(read: () => Promise<Record<string, unknown>[]>) {
  for (;;) {
    const [row] = await read()
    if (row) return row
  }
}
