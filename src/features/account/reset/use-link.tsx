import { type LinkPurpose, type LinkVisitor, linkEnded } from '#src/platform/http/by-link.ts'
import { revokeLink } from '#src/platform/links/links.ts'
import { identifierKey } from '#src/platform/login/identifier.ts'
import { revokeSessions } from '#src/platform/login/sessions.ts'
import { dropMessages } from '#src/platform/messages/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { passwordEvents } from '../events.ts'
import { setPassword } from '../security/password.ts'
import { type WeakPassword, refuseWeakPassword } from '#src/platform/login/strong-password.ts'
import { LinkOverPage } from './pages.tsx'
import { RESET_LINK, passwordReset } from './reset-letter.ts'
import { resetText } from './text.ts'

/** Says nothing of whose link it was, nor whether it was used, replaced or too old. */
export const resetLink: LinkPurpose = {
  name: RESET_LINK,
  ended: (_state, frame) => ({
    title: resetText[frame.lang].overTitle,
    page: <LinkOverPage frame={frame} />,
  }),
}

/**
 * Sets a new password with a link, once: it ends, those still to be sent, and all sessions of the account. The second factor stays, and the
 * next login asks for it: whoever reads the mail still lacks the phone.
 */
export async function useLink(
  visitor: LinkVisitor,
  password: string,
): Promise<{ identifier: string } | WeakPassword> {
  const { tx, now, practiceId, link } = visitor
  const userId = link.subjectId
  const target = { purpose: link.purpose, subjectId: userId }
  // Of two who use it at once, the second waits here and finds it ended.
  if (!(await revokeLink(visitor, target))) throw linkEnded(resetLink, 'revoked')
  const { identifier } = await tx
    .selectFrom('userAccount')
    .select('identifier')
    .where('practiceId', '=', practiceId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const weak = refuseWeakPassword(password, identifier)
  if (weak) return weak
  await setPassword(visitor, userId, password)
  const revoked = await revokeSessions(tx, userId, now)
  await dropMessages(visitor, passwordReset, userId, 'used')
  visitor.record(passwordEvents.reset, userId, { revokedSessions: revoked })
  return { identifier }
}

/** The owner is back: what a guesser left in the account's counters must not keep them waiting. */
export async function forgetGuesses({ db }: Platform, identifier: string): Promise<void> {
  const key = identifierKey(identifier)
  await db.inDirectory((tx) =>
    tx
      .deleteFrom('directory.loginThrottle')
      .where('key', 'in', [`login-account:${key}`, `reset-account:${key}`])
      .execute(),
  )
}
