import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { findRunningServer } from '#src/db/embedded/running-server.ts'
import { type BuiltServer, type ServerProcess, buildServer, runServer } from './built-server.ts'
import { logIn, takeFirstSteps } from './client.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: BuiltServer
let folder: string
const running: ServerProcess[] = []
beforeAll(async () => {
  built = await buildServer()
  folder = mkdtempSync(join(tmpdir(), 'divan-starting-'))
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
})
afterAll(() => {
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

function start(env: Record<string, string>): ServerProcess {
  const server = runServer(built.main, env)
  running.push(server)
  return server
}

const newFolder = (): string => join(folder, crypto.randomUUID())

describe('a start that cannot be says why in one line, and ends with 1', () => {
  const refused: [name: string, env: () => Promise<Record<string, string>>, sentence: RegExp][] = [
    [
      'the port is taken',
      async () => {
        const other = start({ DIVAN_DATA_DIR: newFolder() })
        return { DIVAN_DATA_DIR: newFolder(), PORT: new URL(await other.url).port }
      },
      /^Divan: PORT: \d+ is taken by another program\. Stop it, or give Divan another PORT\.$/,
    ],
    [
      'an address of another machine',
      async () => ({
        DIVAN_DATA_DIR: newFolder(),
        HOST: '192.0.2.1',
        DIVAN_BASE_URL: 'https://divan.example',
      }),
      /^Divan: HOST: "192\.0\.2\.1" is no address of this machine\.$/,
    ],
    [
      'the data directory is in use',
      async () => {
        const dataDir = newFolder()
        await start({ DIVAN_DATA_DIR: dataDir }).url
        return { DIVAN_DATA_DIR: dataDir }
      },
      /^Divan: Another Divan \(process \d+\) is running on the data directory .*: stop it first, or give this one another DIVAN_DATA_DIR\.$/,
    ],
    ['a port that is none', async () => ({ PORT: 'http' }), /^Divan: PORT: /],
    [
      'a clock set on a real site',
      async () => ({ DIVAN_NOW: '2026-11-22T09:00:00Z', DIVAN_BASE_URL: 'https://divan.example' }),
      /^Divan: DIVAN_NOW: refused while DIVAN_BASE_URL is https$/,
    ],
  ]
  test.each(refused)('%s', async (_name, env, sentence) => {
    const server = start(await env())
    expect(await server.exited, server.stdout()).toEqual({ code: 1, signal: null })
    const complaint = server
      .stderr()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'))
    expect(complaint).toEqual([expect.stringMatching(sentence)])
  })
})

test('below a 0700 directory it starts, as root too, and what it keeps is closed to others', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o700)
  const dataDir = join(closed, 'a folder', 'data')
  const server = start({ DIVAN_DATA_DIR: dataDir })
  const client = await takeFirstSteps(await server.url, server.code())
  expect((await client.page('/aujourdhui')).status).toBe(200)
  // The real clock runs: none of these is taken for a guesser's.
  for (let count = 0; count < 8; count++) {
    expect((await (await logIn(client.url)).page('/aujourdhui')).status).toBe(200)
  }
  const open = ['database', 'master.key', 'keyring'].filter(
    (name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0,
  )
  expect(open).toEqual([])
})

test('health, readiness and figures tell a living server from one whose database is away', async () => {
  const dataDir = newFolder()
  const server = start({ DIVAN_DATA_DIR: dataDir })
  const url = await server.url
  const status = async (path: string) => (await fetch(url + path)).status
  expect([await status('/healthz'), await status('/readyz'), await status('/metrics')]).toEqual([
    200, 200, 200,
  ])
  const figures = await (await fetch(`${url}/metrics`)).text()
  expect(figures).toMatch(/^divan_http_requests_total \d+$/m)
  expect(Number(/^process_resident_memory_bytes (\d+)$/m.exec(figures)?.[1])).toBeGreaterThan(30_000_000)

  const database = findRunningServer(join(dataDir, 'database'))
  if (!database) throw new Error('no database runs')
  const seen: number[] = []
  process.kill(database.pid, 'SIGKILL')
  for (let waited = 0; waited < 100 && !(seen.includes(503) && seen.at(-1) === 200); waited++) {
    seen.push(await status('/readyz'))
    expect(await status('/healthz')).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(seen).toContain(503)
  expect(seen.at(-1)).toBe(200)
})
