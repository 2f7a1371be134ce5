import { addressKey } from '#src/platform/login/address.ts'
import { identifierKey } from '#src/platform/login/identifier.ts'
import { claimAttempt } from '#src/platform/login/throttle.ts'
import { planMessage } from '#src/platform/messages/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { findAccount } from '../login/log-in.ts'
import { LINK_LIFETIME, passwordReset } from './reset-letter.ts'
import { workFor } from '#src/platform/work-for.ts'
import { passwordEvents } from '../events.ts'

/** Enough for somebody who does not find the mail, too few to fill a mailbox. */
const FREE_LINKS_PER_ACCOUNT = 4
const FREE_LINKS_PER_ADDRESS = 20

/**
 * Has a reset link sent to an account, if there is one. It answers nothing, whatever happened: the page says
 * the same for every identifier.
 */
export async function askReset(platform: Platform, identifier: string, address: string): Promise<void> {
  const counters = [
    { key: `reset-account:${identifierKey(identifier)}`, free: FREE_LINKS_PER_ACCOUNT },
    { key: `reset-address:${addressKey(address)}`, free: FREE_LINKS_PER_ADDRESS },
  ]
  const until = await platform.db.inDirectory((tx) => claimAttempt(tx, counters, platform.clock()))
  if (until) return
  const account = await findAccount(platform, identifier)
  if (!account) return
  await workFor(platform, account.practiceId, { kind: 'visitor', id: null }, async (work) => {
    await planMessage(work, passwordReset, {
      subjectId: account.userId,
      validUntil: work.now.add(LINK_LIFETIME),
      urgent: true,
    })
    work.record(passwordEvents['ask-reset'], account.userId)
  })
}
