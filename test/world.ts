import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { type App, createApp } from '#src/app.tsx'
import { readConfig } from '#src/config.ts'
import { type Database, openDatabase } from '#src/db/database.ts'
import { type CreatedPractice, createPractice } from '#src/features/account/index.ts'
import { openKeyring } from '#src/platform/crypto/keyring.ts'
import { masterKeyFromText } from '#src/platform/crypto/master-key.ts'
import { startJobs } from '#src/platform/jobs/jobs.ts'
import { createLog } from '#src/platform/log.ts'
import { openSession } from '#src/platform/login/sessions.ts'
import type { Platform } from '#src/platform/platform.ts'
import { localStorage } from '#src/platform/storage/local.ts'
import { type Work, workFor } from '#src/platform/work.ts'
import { type TestDatabase, createTestDatabase } from './database.ts'

/** Sunday evening before a working week in Paris winter time; the clock stands still unless a test moves it. */
export const WORLD_NOW = Temporal.Instant.from('2026-11-22T20:00:00Z')
export const PASSWORD = 'Un-Divan-Bleu-7!'

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

export async function createWorld(): Promise<World> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'divan-world-'))
  const logLines: string[] = []
  const log = createLog((line) => logLines.push(line))
  let statements: string[] = []
  let now = WORLD_NOW
  const db = openDatabase({ connection: database.login, observe: (sql) => statements.push(sql) })
  const jobs = await startJobs({ connection: database.login, log })
  const platform: Platform = {
    config: readConfig({ DIVAN_DATA_DIR: folder }),
    db,
    clock: () => now,
    keyring: openKeyring(join(folder, 'keyring'), masterKeyFromText(randomBytes(32).toString('base64'))),
    storage: localStorage(join(folder, 'files')),
    jobs,
    log,
  }
  const app = createApp(platform)
  const settle = (person: string) => settleIn(platform, app, person)
  const [alice, bob] = [await settle('alice'), await settle('bob')]
  statements = []
  return {
    platform,
    app,
    db,
    database,
    alice,
    bob,
    logLines,
    takeStatements: () => statements.splice(0),
    setNow: (next) => {
      now = typeof next === 'string' ? Temporal.Instant.from(next) : next
    },
    close: async () => {
      await jobs.stop()
      await db.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function settleIn(platform: Platform, app: App, person: string): Promise<Inhabitant> {
  const identifier = `${person}@divan.test`
  const created = await createPractice(platform, {
    practiceName: `Cabinet ${person}`,
    displayName: person === 'alice' ? 'Alice Martin' : 'Bob Durand',
    identifier,
    password: PASSWORD,
    slug: person,
  })
  const { practiceId, userId } = created
  const { token, csrf } = await platform.db.inPractice(practiceId, async (tx) => {
    const session = await openSession(tx, {
      practiceId,
      userId,
      now: platform.clock(),
      userAgent: 'test',
      address: '127.0.0.1',
      awaitingCode: false,
    })
    const row = await tx
      .selectFrom('loginSession')
      .select('csrfToken')
      .where('id', '=', session.id)
      .executeTakeFirstOrThrow()
    return { token: session.token, csrf: row.csrfToken }
  })
  const cookie = `divan_session=${token.text}`
  const send = async (path: string, init: RequestInit): Promise<Response> => app.hono.request(path, init)
  const asJson = async (answer: Response) => ({
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as never,
  })
  return {
    ...created,
    identifier,
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
    work: (task) => workFor(platform, practiceId, { kind: 'user', id: userId }, task),
  }
}
