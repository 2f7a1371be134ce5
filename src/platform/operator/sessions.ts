import { createHash, randomBytes } from 'node:crypto'
import type { OperatorTx } from '#src/db/database.ts'
import { newId } from '#src/domain/ids.ts'
import type { Cookie } from '../http/cookies.ts'
import { CODE_LIFETIME } from '../login/sessions.ts'

export const OPERATOR_COOKIE = 'divan_operator'
/** A working day; nobody runs an installation from a browser that stays logged in. */
const LIFETIME = Temporal.Duration.from({ hours: 8 })
/** Unused for this long, it is over. */
export const OPERATOR_IDLE = Temporal.Duration.from({ minutes: 30 })

/** Opens a session and says how the browser gets it; the token's text is kept nowhere. */
export async function openOperatorSession(
  tx: OperatorTx,
  session: { accountId: string; now: Temporal.Instant; awaitingCode: boolean },
): Promise<{ id: string; cookie: Cookie }> {
  const { accountId, now, awaitingCode } = session
  const token = randomBytes(32).toString('base64url')
  const lifetime = awaitingCode ? CODE_LIFETIME : LIFETIME
  const id = newId()
  await tx
    .insertInto('operator.session')
    .values({
      id,
      accountId,
      tokenHash: hashOf(token),
      csrfToken: randomBytes(24).toString('base64url'),
      awaitingCode,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now.add(lifetime),
    })
    .execute()
  return { id, cookie: { name: OPERATOR_COOKIE, value: token, maxAgeSeconds: lifetime.total('seconds') } }
}

export interface OpenOperatorSession {
  id: string
  accountId: string
  identifier: string
  csrfToken: string
  lastSeenAt: Temporal.Instant
  isConfirmed: boolean
}

/** The session of a cookie: whole, or waiting for its code. undefined where it is over, or never was. */
export async function findOperatorSession(
  tx: OperatorTx,
  token: string | undefined,
  { now, awaitingCode }: { now: Temporal.Instant; awaitingCode: boolean },
): Promise<OpenOperatorSession | undefined> {
  if (!token || !/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined
  const row = await tx
    .selectFrom('operator.session as s')
    .innerJoin('operator.account as a', 'a.id', 's.accountId')
    .select(['s.id', 's.accountId', 'a.identifier', 's.csrfToken', 's.lastSeenAt', 'a.totpConfirmedAt'])
    .where('s.tokenHash', '=', hashOf(token))
    .where('s.awaitingCode', '=', awaitingCode)
    .where('s.revokedAt', 'is', null)
    .where('s.expiresAt', '>', now)
    .where('s.lastSeenAt', '>', now.subtract(OPERATOR_IDLE))
    .executeTakeFirst()
  if (!row) return undefined
  const { totpConfirmedAt, ...session } = row
  return { ...session, isConfirmed: totpConfirmedAt !== null }
}

/** Ends one session, or all of an account's; returns how many were open. */
export async function endOperatorSessions(
  tx: OperatorTx,
  which: { id: string } | { accountId: string },
  now: Temporal.Instant,
): Promise<number> {
  const ended = await tx
    .updateTable('operator.session')
    .set({ revokedAt: now })
    .where('revokedAt', 'is', null)
    .$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
    .$if('accountId' in which, (query) =>
      query.where('accountId', '=', 'accountId' in which ? which.accountId : ''),
    )
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
