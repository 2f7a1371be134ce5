import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BuiltServer, buildServer, runServer } from './built-server.ts'
import { logIn, takeFirstSteps } from './client.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

let built: BuiltServer
const folder = mkdtempSync(join(tmpdir(), 'divan-away-'))
beforeAll(async () => {
  built = await buildServer()
})
afterAll(() => {
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('a database killed at any moment of the start is started again, and the start goes on', async () => {
  const environment = { DIVAN_DATA_DIR: join(folder, 'data') }
  const first = runServer(built.main, environment)
  await takeFirstSteps(await first.url, first.code())
  await first.stop()
  let early = 0
  for (const milliseconds of [0, 60, 150, 250, 350]) {
    const server = runServer(built.main, environment)
    const url = server.url
    const pid = await databasePid(server.stderr)
    await delay(milliseconds)
    if (!server.stdout().includes('http:')) early++
    process.kill(pid, 'SIGKILL')
    await expect(url, `${milliseconds} ms after the database had started`).resolves.toMatch(/^http:/)
    await logIn(await url)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  }
  expect(early).toBeGreaterThan(1)
})

/** Its number stands in the line that says that it runs. */
async function databasePid(log: () => string): Promise<number> {
  for (;;) {
    const pid = /"database server started","pid":(\d+)/.exec(log())?.[1]
    if (pid) return Number(pid)
    await delay(2)
  }
}
