import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { expect, inject, test } from 'vitest'
import { migrate, migrations } from '#src/db/migrate.ts'
import { accessTo } from '#src/db/open-access.ts'
import { asOwner } from '#src/db/prepare.ts'
import { prepareRoles } from '#src/db/roles.ts'

const LINKS = '2026-11-30-sent-links'
const [practice, other, practitioner, user, feed, gone] = Array.from(
  { length: 6 },
  (_, n) => `01990000-0000-7000-8000-00000000000${n}`,
)

test('a database of before links keeps its feeds and its last reset link, each practice with a code', async () => {
  const { superuser, host, port } = inject('cluster')
  const name = `test_${randomBytes(8).toString('hex')}`
  const connection = (database: string, login: string) => ({ host, port, database, user: login, ssl: false })
  const { owner } = await accessTo(connection, superuser, name)
  try {
    await asOwner(owner, (admin) => prepareRoles(admin, 'divan_app'))
    await asOwner(owner, (admin) =>
      migrate(
        admin,
        migrations.filter((one) => one.name < LINKS),
      ),
    )
    await asOwner(owner, fill)
    await asOwner(owner, (admin) => migrate(admin))
    const { links, practices, open } = await asOwner(owner, read)
    expect(links).toEqual([
      { purpose: 'calendar-feed', subject: feed, hash: 'aa'.repeat(32), revoked: false },
      { purpose: 'calendar-feed', subject: gone, hash: 'bb'.repeat(32), revoked: true },
      { purpose: 'password-reset', subject: user, hash: 'dd'.repeat(32), revoked: false },
    ])
    expect(practices).toHaveLength(2)
    expect(new Set(practices.map(({ code }) => code)).size).toBe(2)
    for (const { code, indexed } of practices)
      expect([indexed, code]).toEqual([code, expect.stringMatching(/^[\w-]{4}$/)])
    expect(open).toEqual([])
  } finally {
    await asOwner(connection('postgres', superuser), (admin) =>
      admin.query(`drop database ${name} with (force)`),
    )
  }
})

async function fill(admin: pg.Client): Promise<void> {
  const at = '2026-11-30T08:00:00Z'
  const hash = (byte: string) => `decode(repeat('${byte}', 32), 'hex')`
  await admin.query(`
    insert into practice (practice_id, slug, name, created_at) values ('${practice}', 'a', 'A', '${at}'), ('${other}', 'b', 'B', '${at}');
    insert into directory.practice (practice_id, slug, created_at) values ('${practice}', 'a', '${at}'), ('${other}', 'b', '${at}');
    insert into practitioner (practice_id, id, display_name) values ('${practice}', '${practitioner}', 'A');
    insert into user_account (practice_id, id, practitioner_id, identifier, display_name, password_hash, created_at)
      values ('${practice}', '${user}', '${practitioner}', 'a', 'A', 'none', '${at}');
    insert into calendar_feed (practice_id, id, practitioner_id, token_hash, created_at, revoked_at) values
      ('${practice}', '${feed}', '${practitioner}', ${hash('aa')}, '${at}', null),
      ('${practice}', '${gone}', '${practitioner}', ${hash('bb')}, '${at}', '${at}');
    insert into reset_link (practice_id, id, user_id, token_hash, created_at, expires_at, used_at) values
      ('${practice}', gen_random_uuid(), '${user}', ${hash('cc')}, '${at}', '2026-11-30T09:00:00Z', null),
      ('${practice}', gen_random_uuid(), '${user}', ${hash('dd')}, '2026-11-30T08:30:00Z', '2026-11-30T09:30:00Z', null),
      ('${practice}', gen_random_uuid(), '${user}', ${hash('ee')}, '2026-11-30T08:40:00Z', '2026-11-30T09:40:00Z', '${at}')`)
}

async function read(admin: pg.Client) {
  const links = await admin.query<{ purpose: string; subject: string; hash: string; revoked: boolean }>(
    `select purpose, subject_id as subject, encode(token_hash, 'hex') as hash, revoked_at is not null as revoked
     from link order by 1, 3`,
  )
  const practices = await admin.query<{ code: string; indexed: string }>(
    `select p.code, d.code as indexed from practice p join directory.practice d using (practice_id)`,
  )
  const open = await admin.query(
    `select relname from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'directory'::regnamespace)
     and relrowsecurity and not relforcerowsecurity`,
  )
  return { links: links.rows, practices: practices.rows, open: open.rows }
}
