import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '#src/app.tsx'
import type { Database } from '#src/db/database.ts'
import type { CreatedPractice } from '#src/features/account/index.ts'
import { features as allFeatures } from '#src/features/index.ts'
import type { Feature } from '#src/platform/feature.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { type TestDatabase, createTestDatabase } from './database.ts'
import { openTestPlatform } from './platform.ts'
import { type Resident, WORLD_NOW } from './template.ts'
import { workFor } from '#src/platform/work-for.ts'

export { PASSWORD, WORLD_NOW } from './template.ts'

export interface Inhabitant extends CreatedPractice {
  identifier: string
  cookie: string
  csrf: string
  /** GET as a browser, or as a JSON client with `json()`. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  json(path: string): Promise<{ status: number; body: never; headers: Headers }>
  /** POST a form as a browser does, with its token. */
  post(path: string, fields: Record<string, string | readonly string[]>): Promise<Response>
  postJson(
    path: string,
    value: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: never; headers: Headers }>
  /** Runs actions or queries inside this practice. */
  work<T>(task: (work: Work) => Promise<T>): Promise<T>
}

export interface World {
  platform: Platform
  app: App
  db: Database
  database: TestDatabase
  /** Two practices, always: what one does must never touch the other. */
  alice: Inhabitant
  bob: Inhabitant
  logLines: string[]
  /** Every statement sent since the last call. */
  takeStatements(): string[]
  setNow(now: Temporal.Instant | string): void
  close(): Promise<void>
}

export interface WorldOptions {
  /** Those of the product unless told. */
  features?: readonly Feature[]
}

/** A copy of the template, which nobody else sees: its database, its keyring, its clock. */
export async function createWorld({ features = allFeatures }: WorldOptions = {}): Promise<World> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'divan-world-'))
  await database.copyKeyring(folder)
  const { masterKey, alice, bob } = database.template
  const logLines: string[] = []
  const statements: string[] = []
  let now = WORLD_NOW
  const platform = openTestPlatform({
    connection: database.login,
    folder,
    masterKey,
    features,
    clock: () => now,
    onLogLine: (line) => logLines.push(line),
    onStatement: (sql) => statements.push(sql),
  })
  const app = createApp(platform, features)
  return {
    platform,
    app,
    db: platform.db,
    database,
    alice: inhabit(platform, app, alice),
    bob: inhabit(platform, app, bob),
    logLines,
    takeStatements: () => statements.splice(0),
    setNow: (next) => {
      now = typeof next === 'string' ? Temporal.Instant.from(next) : next
    },
    close: async () => {
      await platform.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function inhabit(platform: Platform, app: App, resident: Resident): Inhabitant {
  const { sessionToken, csrf, ...known } = resident
  const cookie = `divan_session=${sessionToken}`
  const send = async (path: string, init: RequestInit): Promise<Response> => app.hono.request(path, init)
  const asJson = async (answer: Response) => ({
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as never,
  })
  return {
    ...known,
    cookie,
    csrf,
    get: (path, headers = {}) => send(path, { headers: { cookie, accept: 'text/html', ...headers } }),
    json: async (path) => asJson(await send(path, { headers: { cookie, accept: 'application/json' } })),
    post: (path, fields) => {
      const form = new URLSearchParams({ _csrf: csrf })
      for (const [name, value] of Object.entries(fields)) {
        for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
      }
      return send(path, {
        method: 'POST',
        body: form.toString(),
        headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      })
    },
    postJson: async (path, value, headers = {}) =>
      asJson(
        await send(path, {
          method: 'POST',
          body: JSON.stringify(value),
          headers: { cookie, accept: 'application/json', 'content-type': 'application/json', ...headers },
        }),
      ),
    work: (task) => workFor(platform, known.practiceId, { kind: 'user', id: known.userId }, task),
  }
}
