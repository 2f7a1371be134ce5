import type { Config } from '#src/config.ts'
import type { Tx } from '#src/db/database.ts'
import { sql } from '#src/db/sql.ts'
import type { Actor } from '../audit/audit.ts'
import { type Token, readToken } from '../login/token.ts'
import type { House } from '../house.ts'
import type { Lang } from '../text.ts'
import type { Work } from '../work.ts'
import type { AppContext } from './app-env.ts'
import { readCookie } from './cookies.ts'
import { NotLoggedIn } from './problem.ts'
import { takeToast } from './toast.ts'
import type { Frame, View } from './view.ts'
import { completeWork } from '../work-for.ts'

export type { View } from './view.ts'

export const SESSION_COOKIE = 'divan_session'

export interface User {
  id: string
  name: string
  identifier: string
  practitionerId: string
  hasSecondFactor: boolean
}

/** One authenticated request inside its practice's transaction. */
export interface Visit extends Work {
  user: User
  /** undefined for an API token. */
  loginSessionId: string | undefined
  csrf: string
  view: View
  config: Config
  house: House
}

/** A session unused for this long is over; the longest a session lives is set where it is made. */
export const IDLE_LIMIT = Temporal.Duration.from({ hours: 12 })
/** `last_seen_at` is written at most this often. */
const SEEN_STEP = Temporal.Duration.from({ minutes: 5 })

/**
 * Opens the practice's transaction for whoever sent the request, and runs `task` in it. The session is looked
 * up inside, under row-level security, so entering costs one statement. Throws NotLoggedIn.
 */
export async function enterPractice<T>(c: AppContext, task: (visit: Visit) => Promise<T>): Promise<T> {
  const { platform } = c.var
  const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  const token = readToken(bearer ?? readCookie(c, platform, SESSION_COOKIE) ?? '')
  if (!token) throw new NotLoggedIn('no credentials')
  const now = platform.clock()
  return platform.db.inPractice(token.practiceId, async (tx, atEnd) => {
    const found =
      bearer === undefined ? await findSession(tx, token, now) : await findApiToken(tx, token, now)
    if (!found) throw new NotLoggedIn('unknown credentials')
    const { practiceId } = token
    const base = { tx, practiceId, now, actor: found.actor, zone: found.zone }
    const view = viewOf(c, found, now)
    const { user, loginSessionId, csrf } = found
    const extra = { user, loginSessionId, csrf, view, config: platform.config, house: platform.house }
    return completeWork<T, typeof extra>(platform, { ...base, ...extra }, atEnd, task)
  })
}

interface Found {
  actor: Actor
  user: User
  loginSessionId: string | undefined
  csrf: string
  lang: Lang
  theme: Frame['theme']
  zone: string
  practiceName: string
  profession: string
}

// Whoever entered, read by every request.
const identity = sql`
  u.id as user_id, u.display_name, u.identifier, u.practitioner_id, u.totp_confirmed_at, u.language, u.theme,
  p.name as practice_name, p.time_zone, who.profession`

const holderOf = (practiceId: string) => sql`
  join user_account u on u.practice_id = ${practiceId} and u.id = held.user_id
  join practitioner who on who.practice_id = ${practiceId} and who.id = u.practitioner_id
  join practice p on p.practice_id = ${practiceId}`

async function findSession(tx: Tx, token: Token, now: Temporal.Instant): Promise<Found | undefined> {
  const { practiceId, hash } = token
  const { rows } = await sql<IdentityRow & SessionRow>`
    select held.id as session_id, held.csrf_token, held.last_seen_at, ${identity}
    from login_session held ${holderOf(practiceId)}
    where held.practice_id = ${practiceId} and held.token_hash = ${hash} and held.revoked_at is null
      and not held.awaiting_code and held.expires_at > ${now} and held.last_seen_at > ${now.subtract(IDLE_LIMIT)}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) return undefined
  if (Temporal.Instant.compare(row.lastSeenAt.add(SEEN_STEP), now) < 0) {
    await tx.updateTable('loginSession').set({ lastSeenAt: now }).where('id', '=', row.sessionId).execute()
  }
  return {
    ...describe(row),
    actor: { kind: 'user', id: row.userId },
    loginSessionId: row.sessionId,
    csrf: row.csrfToken,
  }
}

async function findApiToken(tx: Tx, token: Token, now: Temporal.Instant): Promise<Found | undefined> {
  const { practiceId, hash } = token
  const { rows } = await sql<IdentityRow & TokenRow>`
    select held.id as token_id, held.last_used_at, ${identity}
    from api_token held ${holderOf(practiceId)}
    where held.practice_id = ${practiceId} and held.token_hash = ${hash} and held.revoked_at is null
      and (held.expires_at is null or held.expires_at > ${now})`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  if (!row.lastUsedAt || Temporal.Instant.compare(row.lastUsedAt.add(SEEN_STEP), now) < 0) {
    await tx.updateTable('apiToken').set({ lastUsedAt: now }).where('id', '=', row.tokenId).execute()
  }
  return { ...describe(row), actor: { kind: 'token', id: row.tokenId }, loginSessionId: undefined, csrf: '' }
}

interface SessionRow {
  sessionId: string
  csrfToken: string
  lastSeenAt: Temporal.Instant
}

interface TokenRow {
  tokenId: string
  lastUsedAt: Temporal.Instant | null
}

interface IdentityRow {
  userId: string
  displayName: string
  identifier: string
  practitionerId: string
  totpConfirmedAt: Temporal.Instant | null
  language: string
  theme: string
  practiceName: string
  timeZone: string
  profession: string
}

function describe(row: IdentityRow): Omit<Found, 'actor' | 'loginSessionId' | 'csrf'> {
  return {
    user: {
      id: row.userId,
      name: row.displayName,
      identifier: row.identifier,
      practitionerId: row.practitionerId,
      hasSecondFactor: row.totpConfirmedAt !== null,
    },
    lang: row.language === 'en' ? 'en' : 'fr',
    theme: row.theme === 'light' || row.theme === 'dark' ? row.theme : 'auto',
    zone: row.timeZone,
    practiceName: row.practiceName,
    profession: row.profession,
  }
}

/** Only a page that somebody sees takes the toast away: not a write, not a page fetched ahead. */
function isShown(c: AppContext): boolean {
  return c.req.method === 'GET' && !(c.req.header('sec-purpose') ?? '').startsWith('prefetch')
}

function viewOf(c: AppContext, found: Found, now: Temporal.Instant): View {
  const url = new URL(c.req.url)
  const frame: Frame = {
    lang: found.lang,
    theme: found.theme,
    navigation: c.var.platform.house.navigation(found.lang),
    userName: found.user.name,
    practiceName: found.practiceName,
    profession: found.profession === '' ? undefined : found.profession,
    csrf: found.csrf,
    path: url.pathname + url.search,
    toast: isShown(c) && found.loginSessionId ? takeToast(c, c.var.platform) : undefined,
  }
  return {
    frame,
    lang: found.lang,
    now,
    zone: found.zone,
    today: now.toZonedDateTimeISO(found.zone).toPlainDate(),
  }
}
