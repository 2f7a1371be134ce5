import type { Refused } from '#src/domain/refusal.ts'
import { isRefused } from '#src/domain/refusal.ts'
import { openSession } from '#src/platform/login/sessions.ts'
import { claimAttempt } from '#src/platform/login/throttle.ts'
import type { Token } from '#src/platform/login/token.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { useRecoveryCode, useTotpCode } from './second-factor.ts'
import {
  type Account,
  type LoggedIn,
  type Origin,
  type TooMany,
  countersOf,
  forgiveCounters,
  recordFailure,
  tooMany,
} from './log-in.ts'
import { workFor } from '#src/platform/work-for.ts'
import { loginEvents } from '../events.ts'

/** The account whose password was right and whose code is still to come; undefined when that is over. */
export async function findAwaiting(
  platform: Platform,
  token: Token,
): Promise<(Account & { sessionId: string }) | undefined> {
  const { practiceId } = token
  const row = await platform.db.inPractice(practiceId, (tx) =>
    tx
      .selectFrom('loginSession')
      .innerJoin('userAccount', 'userAccount.id', 'loginSession.userId')
      .select(['loginSession.id as sessionId', 'userAccount.id as userId', 'userAccount.passwordHash'])
      .where('loginSession.practiceId', '=', practiceId)
      .where('loginSession.tokenHash', '=', token.hash)
      .where('loginSession.awaitingCode', '=', true)
      .where('loginSession.revokedAt', 'is', null)
      .where('loginSession.expiresAt', '>', platform.clock())
      .executeTakeFirst(),
  )
  return row ? { ...row, practiceId, needsCode: true } : undefined
}

/**
 * Takes the second factor: a code of the application or one recovery code, each good once. The session
 * that waited ends; the one that opens has another token.
 */
export async function confirmCode(
  platform: Platform,
  token: Token,
  code: string,
  origin: Origin,
): Promise<LoggedIn | Refused<'wrong-code' | 'expired'> | TooMany> {
  const account = await findAwaiting(platform, token)
  if (!account) return { refused: 'expired' }
  const counters = await countersOf(platform, 'code', account.userId, account, origin)
  const now = platform.clock()
  const until = await platform.db.inDirectory((tx) => claimAttempt(tx, counters, now))
  if (until) return tooMany(now, until)
  const { practiceId, userId } = account
  const opened = await workFor(platform, practiceId, { kind: 'user', id: userId }, (work) =>
    exchangeSession(work, account, code, origin),
  )
  if (isRefused(opened)) {
    await recordFailure(platform, account, 'code')
    return opened
  }
  await forgiveCounters(platform, counters)
  return { account, token: opened }
}

async function exchangeSession(
  work: Work,
  account: Account & { sessionId: string },
  code: string,
  origin: Origin,
): Promise<Token | Refused<'wrong-code' | 'expired'>> {
  const { tx, now, practiceId } = work
  const { userId, sessionId } = account
  const isRight = (await useTotpCode(work, userId, code)) || (await useRecoveryCode(work, userId, code))
  if (!isRight) return { refused: 'wrong-code' }
  const ended = await tx
    .updateTable('loginSession')
    .set({ revokedAt: now })
    .where('id', '=', sessionId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return { refused: 'expired' }
  const { address, userAgent } = origin
  const opened = await openSession(tx, { practiceId, userId, now, userAgent, address, awaitingCode: false })
  work.record(loginEvents.succeed, opened.id, { secondFactor: true })
  return opened.token
}
