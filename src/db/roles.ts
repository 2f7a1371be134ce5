import type pg from 'pg'

/**
 * The roles of the house. None of them can log in: a login enters one of them per transaction.
 * - divan_owner owns the tables and runs migrations;
 * - divan_practice reads and writes one practice's rows, under row-level security;
 * - divan_directory finds logins and slugs, no content;
 * - divan_jobs runs the job queue's own tables;
 * - divan_operator is the editor's, without grant on anything clinical.
 */
export const ROLES = [
  'divan_owner',
  'divan_practice',
  'divan_directory',
  'divan_jobs',
  'divan_operator',
] as const

/** What the application's login may become. It is never the owner. */
const LOGIN_ROLES = ['divan_practice', 'divan_directory', 'divan_jobs'] as const

export const MINIMUM_VERSION = 150_000

/** Said at start-up when the database cannot be used; the message is for whoever runs the machine. */
export class DatabaseUnfit extends Error {}

/**
 * Makes the roles that are missing and lets `login` enter them. `admin` needs CREATEROLE the first
 * time only; what it may not do is refused with the statements an administrator can run.
 */
export async function prepareRoles(admin: pg.Client, login: string): Promise<void> {
  await requireVersion(admin)
  const { rows } = await admin.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [ROLES],
  )
  const missing = ROLES.filter((role) => !rows.some((row) => row.rolname === role))
  const wanted = [
    ...missing.map((role) => `create role ${role} nologin noinherit`),
    ...(await missingMemberships(admin, login)).map((role) => `grant ${role} to ${quoted(login)}`),
  ]
  for (const statement of wanted) {
    try {
      await admin.query(statement)
    } catch (error) {
      throw new DatabaseUnfit(
        `The database lacks roles that its login may not create (${(error as Error).message}). ` +
          `An administrator runs once:\n  ${wanted.join(';\n  ')};`,
      )
    }
  }
}

/** Refuses a login under which row-level security would not hold. */
export async function requireHarmlessLogin(client: pg.Client): Promise<void> {
  await requireVersion(client)
  const { rows } = await client.query<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  )
  const login = rows[0]
  if (login?.rolsuper || login?.rolbypassrls) {
    throw new DatabaseUnfit(
      `The login "${login.rolname}" is ${login.rolsuper ? 'a superuser' : 'allowed to bypass row-level security'}: ` +
        'practices would not be kept apart. Give Divan a login of its own: ' +
        "create role divan_app login noinherit password '…'.",
    )
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  )
  const server = rows[0]
  if (!server || server.number < MINIMUM_VERSION) {
    throw new DatabaseUnfit(`PostgreSQL ${server?.version ?? '?'} is too old: Divan needs 15 or newer.`)
  }
}

async function missingMemberships(admin: pg.Client, login: string): Promise<string[]> {
  const { rows } = await admin.query<{ role: string }>(
    `select r.rolname as role from pg_auth_members m
       join pg_roles r on r.oid = m.roleid join pg_roles l on l.oid = m.member where l.rolname = $1`,
    [login],
  )
  return LOGIN_ROLES.filter((role) => !rows.some((row) => row.role === role))
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
