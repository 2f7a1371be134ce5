import type pg from 'pg'

/**
 * The roles of the house. None of them can log in: a login enters one of them per transaction.
 * - divan_owner owns the tables and runs migrations;
 * - divan_practice reads and writes one practice's rows, under row-level security;
 * - divan_directory finds logins and slugs, no content;
 * - divan_jobs runs the job queue's own tables;
 * - divan_operator is for whoever runs the installation: the schema operator, and no table of a practice.
 */
export const ROLES = [
  'divan_owner',
  'divan_practice',
  'divan_directory',
  'divan_jobs',
  'divan_operator',
] as const

/** What the application's login enters while it runs. */
const LOGIN_ROLES = ['divan_practice', 'divan_directory', 'divan_jobs', 'divan_operator'] as const

/**
 * What whoever migrates enters. It is the application's own login where DATABASE_OWNER_URL names no other:
 * the owner is held by the policies too, but could change them, so two logins are better.
 */
const ADMIN_ROLES = ['divan_owner', 'divan_jobs'] as const

export const MINIMUM_VERSION = 150_000

/** Said at start-up when the database cannot be used; the message is for whoever runs the machine. */
export class DatabaseUnfit extends Error {}

/**
 * Makes what is missing before anything can be migrated: roles, memberships, the right to make tables. What
 * `admin` may not do is refused with the statements that an administrator runs once, all of them at a time.
 */
export async function prepareRoles(admin: pg.Client, login: string): Promise<void> {
  await requireFit(admin)
  const missing = await missingStatements(admin, login)
  for (const [index, statement] of missing.entries()) {
    try {
      await admin.query(statement)
    } catch (error) {
      throw new DatabaseUnfit(
        `The database is not ready, and its login may not make it so (${(error as Error).message}). ` +
          `In this database, an administrator runs once:\n  ${missing.slice(index).join(';\n  ')};`,
      )
    }
  }
}

/** Refuses a login under which row-level security would not hold. */
export async function requireHarmlessLogin(client: Pick<pg.Client, 'query'>): Promise<void> {
  await requireFit(client)
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

async function requireFit(client: Pick<pg.Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number; hasGist: boolean }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       exists (select from pg_available_extensions where name = 'btree_gist') as "hasGist"`,
  )
  const server = rows[0]
  if (!server || server.number < MINIMUM_VERSION) {
    throw new DatabaseUnfit(`PostgreSQL ${server?.version ?? '?'} is too old: Divan needs 15 or newer.`)
  }
  if (!server.hasGist) {
    throw new DatabaseUnfit(
      'This PostgreSQL lacks the extension "btree_gist": install its contrib package (postgresql-contrib).',
    )
  }
}

/** Sixteen tells holding a role from being allowed to enter it. */
const FIRST_WITH_SET = 160_000

interface Standing {
  admin: string
  database: string
  isSuperuser: boolean
  isReady: boolean
  hasQueue: boolean
  roles: string[]
  /** Roles that the login, and those that the admin, may enter. */
  ofLogin: string[]
  ofAdmin: string[]
}

async function missingStatements(admin: pg.Client, login: string): Promise<string[]> {
  const may = `case when current_setting('server_version_num')::int >= ${FIRST_WITH_SET} then 'set' else 'member' end`
  const { rows } = await admin.query<Standing>(
    `with house as (select oid, rolname from pg_roles where rolname = any($1))
     select current_user::text as admin, current_database()::text as database,
       (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
       coalesce((select has_database_privilege(oid, current_database(), 'create')
         and has_schema_privilege(oid, 'public', 'create') and has_schema_privilege(oid, 'public', 'usage')
         from house where rolname = 'divan_owner'), false) as "isReady",
       exists (select from pg_namespace where nspname = 'pgboss') as "hasQueue",
       array(select rolname::text from house) as roles,
       array(select rolname::text from house where pg_has_role($2, oid, ${may})) as "ofLogin",
       array(select rolname::text from house where pg_has_role(current_user, oid, ${may})) as "ofAdmin"`,
    [ROLES, login],
  )
  const now = rows[0]
  if (!now) throw new Error('the database says nothing of its roles')
  const grant = (held: readonly string[], wanted: readonly string[], to: string): string[] =>
    wanted.filter((role) => !held.includes(role)).map((role) => `grant ${role} to ${quoted(to)}`)
  const statements = [
    ...ROLES.filter((role) => !now.roles.includes(role)).map(
      (role) => `create role ${role} nologin noinherit`,
    ),
    ...grant(now.ofLogin, LOGIN_ROLES, login),
    // A superuser may enter any, those that are still to be made too.
    ...(now.isSuperuser ? [] : grant(now.ofAdmin, ADMIN_ROLES, now.admin)),
    ...(now.isReady
      ? []
      : [
          `grant create on database ${quoted(now.database)} to divan_owner`,
          'grant create, usage on schema public to divan_owner',
        ]),
    ...(now.hasQueue ? [] : ['create schema pgboss authorization divan_jobs']),
  ]
  return [...new Set(statements)]
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
