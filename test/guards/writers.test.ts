import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '#src/features/index.ts'
import { asOwner } from '#src/db/prepare.ts'
import { type TestDatabase, createTestDatabase } from '#test/database.ts'
import { ownersOf } from './owners.ts'
import { readSources } from './sources.ts'

/** What the platform writes beside or instead of a feature: folders or files under src. */
const PLATFORM: Readonly<Record<string, readonly string[]>> = {
  login_session: ['platform/login/', 'platform/http/visit.ts'],
  api_token: ['platform/http/visit.ts'],
  link: ['platform/links/'],
  submission: ['platform/http/submission.ts'],
  outbox_message: ['platform/messages/'],
  // Rows enter through append_audit() alone: no right to write them is given to anybody.
  audit_head: [],
  audit_event: [],
  'directory.login_throttle': ['platform/login/'],
  webhook_event: ['platform/webhooks/'],
  'directory.webhook_event': ['platform/webhooks/'],
  'operator.account': ['operator/login/'],
  'operator.session': ['platform/operator/', 'platform/http/operator-door.ts'],
  'operator.submission': ['platform/operator/'],
  'operator.audit_head': ['platform/operator/'],
  'operator.audit_event': ['platform/operator/'],
  'cell.due': ['platform/due/'],
  'cell.sweep': ['platform/due/'],
}

const OWNERS = ownersOf(features, PLATFORM)

/** The job queue's tables are pg-boss's own, and this one is the migrations'. */
const ELSEWHERE = new Set(['migration.done'])

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('every table has an owner here', async () => {
  const tables = await asOwner(database.owner, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(
      `select case schemaname when 'public' then '' else schemaname || '.' end || tablename as name
       from pg_tables where schemaname in ('public', 'directory', 'cell', 'operator')`,
    )
    return rows.map((row) => row.name)
  })
  expect(Object.keys(OWNERS).toSorted()).toEqual(tables.toSorted())
})

test('only its owner writes a table', () => {
  const found = writes()
  const foreign = found.filter(({ path, table }) => {
    const owners = OWNERS[table]
    return owners
      ? !owners.some((owner) => path.startsWith(`src/${owner}`))
      : !ELSEWHERE.has(table) && !table.startsWith('pgboss.')
  })
  expect(foreign).toEqual([])
  // Were the patterns to match nothing any more, the test above could not fail.
  const written = new Set(found.map(({ table }) => table))
  const unwritten = Object.entries(OWNERS).filter(([name, owners]) => owners.length > 0 && !written.has(name))
  expect(unwritten.map(([name]) => name)).toEqual([])
})

interface Writing {
  path: string
  table: string
}

function writes(): Writing[] {
  const patterns = [
    /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([\w.]+)/g,
    /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?([\w."]+)/gi,
    /\bupdate\s+(?:only\s+)?([\w."]+)\s+(?:(?:as\s+)?(?!set\b)\w+\s+)?set\b/gi,
  ]
  return readSources('.ts', '.tsx').flatMap(({ path, text }) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({ path, table: toTableName(match[1] ?? '') })),
    ),
  )
}

function toTableName(name: string): string {
  return name
    .replaceAll('"', '')
    .replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/ .*/, '')
    .replace(/^public\./, '')
}
