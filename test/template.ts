import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { accessTo } from '#src/db/open-access.ts'
import { prepareDatabase } from '#src/db/prepare.ts'
import { type CreatedPractice, createPractice } from '#src/features/account/index.ts'
import { prepareJobs } from '#src/platform/jobs/prepare.ts'
import { openSession } from '#src/platform/login/sessions.ts'
import type { Platform } from '#src/platform/platform.ts'
import { openTestPlatform } from './platform.ts'

/** Sunday evening before a working week in Paris winter time; the clock stands still unless a test moves it. */
export const WORLD_NOW = Temporal.Instant.from('2026-11-22T20:00:00Z')
export const PASSWORD = 'Un-Divan-Bleu-7!'
export const TEMPLATE = 'template_world'

/** A practice as the template holds it, its practitioner logged in. */
export interface Resident extends CreatedPractice {
  identifier: string
  sessionToken: string
  csrf: string
}

export interface Template {
  /** Opens the keyring, which lies beside in `keyring/`: every world works on a copy of it. */
  masterKey: string
  alice: Resident
  bob: Resident
}

type Connection = (database: string, user: string) => pg.ClientConfig

/**
 * What every test's database is copied from: migrated, with Alice's practice and Bob's. The first file that asks
 * makes it, once per run, so that no file waits for two passwords to be hashed. The caller holds a lock.
 */
export async function readTemplate(
  folder: string,
  connection: Connection,
  superuser: string,
  admin: pg.Client,
): Promise<Template> {
  const path = join(folder, 'template.json')
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known !== undefined) return JSON.parse(known) as Template
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`)
  await rm(join(folder, 'keyring'), { recursive: true, force: true })
  await mkdir(join(folder, 'keyring'))
  const template = await makeTemplate(folder, connection, superuser)
  await writeFile(path, JSON.stringify(template))
  return template
}

async function makeTemplate(folder: string, connection: Connection, superuser: string): Promise<Template> {
  const access = await accessTo(connection, superuser, TEMPLATE)
  await prepareDatabase(access, [prepareJobs])
  const masterKey = randomBytes(32).toString('base64')
  const platform = openTestPlatform({ connection: access.login, folder, masterKey, clock: () => WORLD_NOW })
  try {
    return {
      masterKey,
      alice: await settleIn(platform, 'alice', 'Alice Martin'),
      bob: await settleIn(platform, 'bob', 'Bob Durand'),
    }
  } finally {
    await platform.close()
  }
}

async function settleIn(platform: Platform, person: string, displayName: string): Promise<Resident> {
  const identifier = `${person}@divan.test`
  const created = await createPractice(platform, {
    practiceName: `Cabinet ${person}`,
    displayName,
    identifier,
    password: PASSWORD,
    slug: person,
  })
  const { practiceId, userId } = created
  return platform.db.inPractice(practiceId, async (tx) => {
    const { id, token } = await openSession(tx, {
      practiceId,
      userId,
      now: platform.clock(),
      userAgent: 'test',
      address: '127.0.0.1',
      awaitingCode: false,
    })
    const { csrfToken } = await tx
      .selectFrom('loginSession')
      .select('csrfToken')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { ...created, identifier, sessionToken: token.text, csrf: csrfToken }
  })
}
