import { NotFound } from '#src/platform/http/problem.ts'
import { IDLE_LIMIT } from '#src/platform/http/visit.ts'
import { revokeSessions } from '#src/platform/login/sessions.ts'
import type { Work } from '#src/platform/work.ts'
import { loginEvents } from '../events.ts'

export interface OpenSession {
  id: string
  userAgent: string
  address: string
  createdAt: Temporal.Instant
  lastSeenAt: Temporal.Instant
  isCurrent: boolean
}

/** The user's sessions that still open pages, the latest first. */
export async function listOpenSessions(
  work: Work,
  userId: string,
  currentId: string | undefined,
): Promise<OpenSession[]> {
  const rows = await work.tx
    .selectFrom('loginSession')
    .select(['id', 'userAgent', 'address', 'createdAt', 'lastSeenAt'])
    .where('practiceId', '=', work.practiceId)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('awaitingCode', '=', false)
    .where('expiresAt', '>', work.now)
    .where('lastSeenAt', '>', work.now.subtract(IDLE_LIMIT))
    .orderBy('lastSeenAt', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, isCurrent: row.id === currentId }))
}

/** Ends one session of the user; one that is not theirs does not exist. */
export async function revokeSession(work: Work, userId: string, sessionId: string): Promise<{ id: string }> {
  const ended = await work.tx
    .updateTable('loginSession')
    .set((row) => ({ revokedAt: row.fn.coalesce('revokedAt', row.val(work.now)) }))
    .where('id', '=', sessionId)
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new NotFound('session')
  work.record(loginEvents.revoke, sessionId)
  return { id: sessionId }
}

export async function revokeOtherSessions(
  work: Work,
  userId: string,
  currentId: string,
): Promise<{ revoked: number }> {
  const revoked = await revokeSessions(work.tx, userId, work.now, currentId)
  work.record(loginEvents['revoke-others'], userId, { count: revoked })
  return { revoked }
}
