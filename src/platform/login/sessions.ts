import { randomBytes } from 'node:crypto'
import type { Tx } from '#src/db/database.ts'
import { newId } from '#src/domain/ids.ts'
import { type Token, makeToken } from './token.ts'

/** The longest a login lasts, however much it is used. */
export const SESSION_LIFETIME = Temporal.Duration.from({ hours: 14 * 24 })
/** How long a right password waits for its code. */
export const CODE_LIFETIME = Temporal.Duration.from({ minutes: 10 })

export interface NewSession {
  practiceId: string
  userId: string
  now: Temporal.Instant
  userAgent: string
  address: string
  /** The password was right and a code is still to come: this session opens the code page only. */
  awaitingCode: boolean
}

/** Opens a login session; the token's text goes into the cookie and is kept nowhere. */
export async function openSession(tx: Tx, session: NewSession): Promise<{ id: string; token: Token }> {
  const token = makeToken(session.practiceId)
  const id = newId()
  await tx
    .insertInto('loginSession')
    .values({
      id,
      userId: session.userId,
      tokenHash: token.hash,
      csrfToken: randomBytes(24).toString('base64url'),
      userAgent: session.userAgent.slice(0, 300),
      address: session.address,
      awaitingCode: session.awaitingCode,
      createdAt: session.now,
      lastSeenAt: session.now,
      expiresAt: session.now.add(session.awaitingCode ? CODE_LIFETIME : SESSION_LIFETIME),
    })
    .execute()
  return { id, token }
}

/** Ends sessions for good; `except` stays. Returns how many were open. */
export async function revokeSessions(
  tx: Tx,
  userId: string,
  now: Temporal.Instant,
  except?: string,
): Promise<number> {
  const ended = await tx
    .updateTable('loginSession')
    .set({ revokedAt: now })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
