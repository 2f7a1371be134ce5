import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { clusterFolder } from '#src/db/embedded/cluster.ts'
import { findClusterProcesses } from '#src/db/embedded/processes.ts'
import { findRunningServer } from '#src/db/embedded/running-server.ts'
import { type BuiltServer, type ServerProcess, buildServer, runServer } from './built-server.ts'
import { type Client, takeFirstSteps } from './client.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: BuiltServer
beforeAll(async () => {
  built = await buildServer()
})
afterAll(() => built.remove())

let folder: string
let server: ServerProcess
const dataDir = () => join(folder, 'data')
const start = () => {
  folder = mkdtempSync(join(tmpdir(), 'divan-stopping-'))
  server = runServer(built.main, { DIVAN_DATA_DIR: dataDir() })
  return server
}
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const databaseProcesses = () => findClusterProcesses(clusterFolder(join(dataDir(), 'database')))

/** Holds a table, so that whoever reads it waits, until the answer is called. */
async function hold(table: string): Promise<() => Promise<void>> {
  const database = findRunningServer(join(dataDir(), 'database'))
  if (!database) throw new Error('no database runs')
  const admin = new pg.Client(database.connection('divan', database.superuser))
  await admin.connect()
  await admin.query(`begin; lock table ${table} in access exclusive mode`)
  return async () => {
    await admin.query('rollback')
    await admin.end()
  }
}

describe.each(['SIGTERM', 'SIGINT'] as const)('asked to stop with %s', (signal) => {
  test('it finishes what is under way, takes nothing new, stops its database, and ends with 0', async () => {
    start()
    const client: Client = await takeFirstSteps(await server.url, server.code())
    const release = await hold('patient')
    const slow = Array.from({ length: 20 }, () => client.page('/patients'))
    await delay(800)
    server.kill(signal)
    await delay(400)
    await expect(client.page('/agenda')).rejects.toThrow(/fetch failed/)
    await release()
    const answers = await Promise.all(slow)
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
    for (const { html } of answers) expect(html).toMatch(/<\/html>\s*$/)
    expect(await server.exited).toEqual({ code: 0, signal: null })
    expect(databaseProcesses()).toEqual([])
    expect(server.stderr()).not.toContain('"error"')
  })
})

test('asked twice it stops once', async () => {
  start()
  await server.url
  for (let count = 0; count < 5; count++) server.kill('SIGTERM')
  expect(await server.exited).toEqual({ code: 0, signal: null })
  expect(databaseProcesses()).toEqual([])
})

test('asked while it starts it leaves no database behind, whatever the moment', async () => {
  for (const milliseconds of [300, 700, 1_200, 2_000]) {
    start()
    await delay(milliseconds)
    server.kill('SIGTERM')
    const { code, signal } = await server.exited
    // Before the first line of the program has run, the signal simply ends Node.
    expect([code, signal], `${milliseconds} ms: ${server.stderr()}`).toEqual(
      code === null ? [null, 'SIGTERM'] : [0, null],
    )
    expect(databaseProcesses()).toEqual([])
    rmSync(folder, { recursive: true, force: true })
  }
})
