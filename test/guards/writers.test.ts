import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { type TestDatabase, createTestDatabase } from '#test/database.ts'
import { readSources } from './sources.ts'

/** Who writes each table: folders or files under src. To write another's table, its index is called. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  practice: ['features/account/'],
  practitioner: ['features/account/'],
  user_account: ['features/account/'],
  recovery_code: ['features/account/'],
  login_session: ['features/account/', 'platform/login/', 'platform/http/visit.ts'],
  api_token: ['features/account/', 'platform/http/visit.ts'],
  reset_link: ['features/account/'],
  submission: ['platform/http/submission.ts'],
  outbox_message: ['features/account/messages/', 'platform/mail/'],
  // Rows enter through append_audit() alone: no right to write them is given to anybody.
  audit_head: [],
  audit_event: [],
  'directory.login': ['features/account/'],
  'directory.practice': ['features/account/'],
  'directory.login_throttle': ['features/account/', 'platform/login/'],
  'directory.installation': ['features/account/'],

  'cell.due': ['platform/due/'],
  'cell.sweep': [],

  patient: ['features/patients/'],
  patient_member: ['features/patients/'],
  guardian: ['features/patients/'],
  payer: ['features/patients/'],
  consent: ['features/patients/'],
  patient_availability: ['features/patients/'],
  distinct_pair: ['features/patients/'],
  imported_line: ['features/patients/'],
  // Two kinds of batch, each its feature's: patients and calendars.
  import_batch: ['features/patients/imports/', 'features/calendar-import/'],

  place: ['features/planning/'],
  appointment_type: ['features/planning/'],
  opening_hours: ['features/planning/'],
  replaced_week: ['features/planning/'],
  time_off: ['features/planning/'],
  appointment_series: ['features/agenda/'],
  appointment_change: ['features/agenda/'],
  appointment: ['features/agenda/'],
  appointment_patient: ['features/agenda/'],
  occupancy: ['features/agenda/'],
  opening_period: ['features/planning/'],
  opening_exception: ['features/planning/'],
  agenda_setting: ['features/planning/'],
  calendar_feed: ['features/calendar-feed/'],

  session: ['features/sessions/'],
  note_version: ['features/sessions/'],
  note_draft: ['features/sessions/'],

  invoice_counter: ['features/billing/'],
  invoice: ['features/billing/'],
  invoice_line: ['features/billing/'],
  payment: ['features/billing/'],
  payment_allocation: ['features/billing/'],
}

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
       from pg_tables where schemaname in ('public', 'directory', 'cell')`,
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
