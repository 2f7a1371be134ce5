import { formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { normalizeEmail } from '#src/domain/email.ts'
import { createLink } from '#src/platform/links/links.ts'
import { addressKey } from '#src/platform/login/address.ts'
import { identifierKey } from '#src/platform/login/identifier.ts'
import { claimAttempt } from '#src/platform/login/throttle.ts'
import { queueMail } from '#src/platform/messages/outbox.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Work } from '#src/platform/work.ts'
import { findAccount } from '../login/log-in.ts'
import { resetText } from './text.ts'
import { workFor } from '#src/platform/work-for.ts'
import { passwordEvents } from '../events.ts'

/** What its addresses are in the table of links. */
export const RESET_LINK = 'password-reset'
const LINK_LIFETIME = Temporal.Duration.from({ hours: 1 })
/** Enough for somebody who does not find the mail, too few to fill a mailbox. */
const FREE_LINKS_PER_ACCOUNT = 4
const FREE_LINKS_PER_ADDRESS = 20

/**
 * Sends a reset link to an account, if there is one. It answers nothing, whatever happened: the page says
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
  await workFor(platform, account.practiceId, { kind: 'visitor', id: null }, (work) =>
    sendLink(work, account.userId, platform.config.baseUrl),
  )
}

async function sendLink(work: Work, userId: string, baseUrl: string): Promise<void> {
  const user = await work.tx
    .selectFrom('userAccount')
    .innerJoin('practice', 'practice.practiceId', 'userAccount.practiceId')
    .select(['userAccount.identifier', 'userAccount.language', 'practice.email'])
    .where('userAccount.id', '=', userId)
    .executeTakeFirstOrThrow()
  const expiresAt = work.now.add(LINK_LIFETIME)
  const lang = user.language === 'en' ? 'en' : 'fr'
  const link = await createLink(
    work,
    { purpose: RESET_LINK, subjectId: userId },
    { expiresAt, language: lang },
  )
  const text = resetText[lang]
  const time = formatTime(wallTimeOf(expiresAt, work.zone), lang)
  await queueMail(work, {
    // An identifier that is no address falls back to the practice's; with neither, the message stays in
    // the outbox, where whoever runs the machine finds it.
    to: normalizeEmail(user.identifier) ?? user.email,
    subject: text.mailSubject,
    text: text.mailBody(`${baseUrl}/reinitialisation/${link.text}`, time),
    purpose: 'password-reset',
    validUntil: expiresAt,
    urgent: true,
  })
  work.record(passwordEvents['ask-reset'], userId)
}
