import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFile } from 'node:fs/promises'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { type Sweep, runSweep } from '#src/platform/due/sweep.ts'
import { sweepsOf } from '#src/platform/feature.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { features } from './index.ts'

const sweeps = sweepsOf(features)

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A row of each table that is swept: `$1` the practice, `$2` its id, `$3` the instant that its age is reckoned from. */
const ROWS: Readonly<Record<string, string>> = {
  submissions: `insert into submission (practice_id, id, actor_kind, actor_id, route, created_at) values ($1, $2, 'user', $2, '/', $3)`,
  'login-sessions': `insert into login_session (practice_id, id, user_id, token_hash, csrf_token, created_at, last_seen_at, expires_at)
    values ($1, $2::uuid, $2::uuid, $2::uuid::text::bytea, '', $3, $3, $3)`,
  'login-throttles': `insert into directory.login_throttle (key, failures, last_failure_at, blocked_until)
    select $2::uuid::text, 1, $3, $3 where $1::uuid is not null`,
  'sent-messages': `insert into outbox_message (practice_id, id, channel, purpose, recipient_sealed, subject_sealed, body_sealed, key_owner, state, generation, created_at, send_after, sent_at)
    values ($1, $2, 'email', 'x', '', '', '', 'practice', 'sent', 1, $3, $3, $3)`,
  'webhooks-told': `insert into webhook_event (practice_id, id, source, event_id, body_sealed, received_at)
    values ($1, $2::uuid, 'x', $2::uuid::text, '', $3)`,
  'webhooks-heard': `insert into directory.webhook_event (source, account, event_id, id, type, object_id, body_hash, received_at)
    select 'x', '', $2::uuid::text, $2::uuid, '', '', sha256(''), $3 where $1::uuid is not null`,
  links: `insert into link (practice_id, id, purpose, subject_id, token_hash, created_at, expires_at)
    values ($1, $2::uuid, 'x', $2::uuid, sha256($2::uuid::text::bytea), $3, $3)`,
  'note-drafts': `insert into note_draft (practice_id, id, session_id, user_id, base_version, body_sealed, started_at, updated_at, settled_at)
    values ($1, $2, $2, $2, 0, '', $3, $3, $3)`,
  'patient-previews': `insert into import_batch (practice_id, id, kind, file_name, file_hash, content_sealed, created_by, created_at)
    values ($1, $2, 'patients', 'a', '', '', $2, $3)`,
  'calendar-previews': `insert into import_batch (practice_id, id, kind, file_name, file_hash, content_sealed, created_by, created_at)
    values ($1, $2, 'calendar', 'a', '', '', $2, $3)`,
}

describe.each(sweeps.map((sweep) => [sweep.name, sweep] as const))('%s', (name, sweep) => {
  const edge = WORLD_NOW.toZonedDateTimeISO('UTC').subtract(sweep.olderThan).toInstant()

  test('takes away what is older, in every practice, and leaves the rest', async () => {
    const { alice, bob } = world
    const kept = [newId(), newId()]
    await insert(name, [
      [alice.practiceId, newId(), edge.subtract({ minutes: 1 })],
      [bob.practiceId, newId(), edge.subtract({ hours: 24 })],
      [alice.practiceId, kept[0] ?? '', edge.add({ minutes: 1 })],
      [bob.practiceId, kept[1] ?? '', edge],
    ])
    expect(await runSweep(world.platform, sweep)).toBe(2)
    expect(await runSweep(world.platform, sweep)).toBe(0)
    expect(await find(sweep, kept)).toBe(2)
  })

  test('is told in docs/SECURITY.md, with its age', async () => {
    const security = await readFile('docs/SECURITY.md', 'utf8')
    const age = Object.entries(sweep.olderThan)
      .map(([unit, count]) => `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`)
      .join(' ')
    expect(security).toContain(`| \`${name}\` | ${age} |`)
    expect(sweep.reason.length).toBeGreaterThan(20)
  })
})

test('a thousand at a time, until none is left', async () => {
  const sweep = sweeps.find(({ name }) => name === 'submissions')
  if (!sweep) throw new Error('submissions are not swept')
  const old = WORLD_NOW.subtract({ hours: 24 * 60 })
  await insert(
    sweep.name,
    Array.from({ length: 2_001 }, () => [world.alice.practiceId, newId(), old] as const),
  )
  world.takeStatements()
  expect(await runSweep(world.platform, sweep)).toBe(2_001)
  const statements = world.takeStatements().filter((sql) => sql.includes('delete from submission'))
  expect(statements).toHaveLength(4)
  for (const statement of statements) expect(statement).toContain('limit')
})

type Row = readonly [practiceId: string, id: string, at: Temporal.Instant]

async function insert(name: string, rows: readonly Row[]): Promise<void> {
  const statement = ROWS[name]
  if (!statement) throw new Error(`no row of "${name}" is known here`)
  await asOwner(world.database.owner, async (admin) => {
    // Rows that refer to nobody, as only a restoration may write them.
    await admin.query('set session_replication_role = replica')
    for (const [practiceId, id, at] of rows) await admin.query(statement, [practiceId, id, at.toString()])
  })
}

async function find({ name }: Sweep, ids: readonly string[]): Promise<number> {
  const [, table = ''] = /insert into ([\w.]+)/.exec(ROWS[name] ?? '') ?? []
  const key = table === 'directory.login_throttle' ? 'key' : 'id'
  return asOwner(world.database.owner, async (admin) => {
    const { rows } = await admin.query<{ count: number }>(
      `select count(*)::int as count from ${table} where ${key}::text = any($1)`,
      [ids],
    )
    return rows[0]?.count ?? -1
  })
}
