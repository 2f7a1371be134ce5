import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { identifierKey } from '#src/platform/login/identifier.ts'
import { revokeSessions } from '#src/platform/login/sessions.ts'
import type { Token } from '#src/platform/login/token.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { setPassword } from '../security/password.ts'
import { type WeakPassword, refuseWeakPassword } from '../strong-password.ts'
import { workFor } from '#src/platform/work-for.ts'
import { passwordEvents } from '../events.ts'

/** Whether the link would still work. Looking changes nothing: mail scanners open links. */
export async function isLinkAlive(platform: Platform, token: Token): Promise<boolean> {
  const link = await platform.db.inPractice(token.practiceId, (tx) =>
    tx
      .selectFrom('resetLink')
      .select('id')
      .where('practiceId', '=', token.practiceId)
      .where('tokenHash', '=', token.hash)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', platform.clock())
      .executeTakeFirst(),
  )
  return link !== undefined
}

/**
 * Sets a new password with a link, once: all links of the account and all its sessions end. The second
 * factor stays, and the next login asks for it: whoever reads the mail still lacks the phone.
 */
export async function useLink(
  platform: Platform,
  token: Token,
  password: string,
): Promise<{ done: true } | Refused<'over'> | WeakPassword> {
  const { practiceId } = token
  // The practice's zone is not there to be read where the link names no practice at all.
  if (!(await isLinkAlive(platform, token))) return { refused: 'over' }
  const outcome = await workFor(platform, practiceId, { kind: 'visitor', id: null }, (work) =>
    burnLink(work, token, password),
  )
  if (isRefused(outcome)) return outcome
  // The owner is back: what a guesser left in the account's counters must not keep them waiting.
  const key = identifierKey(outcome.identifier)
  await platform.db.inDirectory((tx) =>
    tx
      .deleteFrom('directory.loginThrottle')
      .where('key', 'in', [`login-account:${key}`, `reset-account:${key}`])
      .execute(),
  )
  return { done: true }
}

async function burnLink(
  work: Work,
  token: Token,
  password: string,
): Promise<{ identifier: string } | Refused<'over'> | WeakPassword> {
  const link = await work.tx
    .updateTable('resetLink')
    .set({ usedAt: work.now })
    .where('tokenHash', '=', token.hash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', work.now)
    .returning('userId')
    .executeTakeFirst()
  if (!link) return { refused: 'over' }
  const { userId } = link
  const { identifier } = await work.tx
    .selectFrom('userAccount')
    .select('identifier')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const weak = refuseWeakPassword(password, identifier)
  if (weak) return weak
  await setPassword(work, userId, password)
  await work.tx
    .updateTable('resetLink')
    .set({ usedAt: work.now })
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .execute()
  const revoked = await revokeSessions(work.tx, userId, work.now)
  work.record(passwordEvents.reset, userId, { revokedSessions: revoked })
  return { identifier }
}
