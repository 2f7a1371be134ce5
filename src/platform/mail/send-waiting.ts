import { sql } from 'kysely'
import type { Actor } from '../audit/audit.ts'
import type { Platform } from '../platform.ts'
import { type Work, workFor } from '../work.ts'
import { placeOf } from './outbox.ts'
import { type Mail, type MailOutcome, sendMail } from './send-mail.ts'

const SYSTEM: Actor = { kind: 'system', id: null }
/** Longer than any try can take (see the time limits of sendMail): what is still "sending" then was cut off. */
const STALE_ATTEMPT = Temporal.Duration.from({ minutes: 5 })

/** Another try is wanted: thrown so that the job comes again, later. */
export class MailDelayed extends Error {}

/**
 * Sends one message of the outbox. It may be called any number of times for the same message: the try is
 * committed before the server is spoken to, and its outcome after. What was cut off between the two may
 * have left; it is marked failed ("interrupted") for a person to decide, never sent again by itself.
 */
export async function sendWaitingMail(
  platform: Platform,
  { practiceId, messageId }: { practiceId: string; messageId: string },
): Promise<void> {
  // Without a server the message simply stays; enqueueWaitingMail wakes it once there is one.
  if (!platform.config.smtpUrl) return
  const mail = await workFor(platform, practiceId, SYSTEM, (work) => beginAttempt(work, messageId))
  if (!mail) return
  const outcome = await sendMail(platform.config, mail)
  await workFor(platform, practiceId, SYSTEM, (work) => recordOutcome(work, messageId, outcome))
  if (!outcome.sent && outcome.kind === 'later') throw new MailDelayed(outcome.reason)
}

/** Wakes what waits: at start, where a server is configured. Messages from before a restore stay. */
export async function enqueueWaitingMail(platform: Platform): Promise<number> {
  if (!platform.config.smtpUrl) return 0
  const practices = await platform.db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('practiceId').execute(),
  )
  let count = 0
  for (const { practiceId } of practices) {
    count += await workFor(platform, practiceId, SYSTEM, async (work) => {
      const rows = await work.tx
        .selectFrom('outboxMessage')
        .select('id')
        .where('practiceId', '=', practiceId)
        .where('status', 'in', ['waiting', 'sending'])
        .where('channel', '=', 'email')
        .where('generation', '=', sql<number>`installation_generation()`)
        .execute()
      for (const { id } of rows) await work.enqueue('mail-send', { messageId: id })
      return rows.length
    })
  }
  return count
}

async function beginAttempt(work: Work, messageId: string): Promise<Mail | undefined> {
  const row = await work.tx
    .selectFrom('outboxMessage')
    .selectAll()
    .select(sql<boolean>`generation = installation_generation()`.as('isCurrent'))
    .where('id', '=', messageId)
    .forUpdate()
    .executeTakeFirst()
  if (!row || !row.isCurrent || row.channel !== 'email') return undefined
  const set = async (values: { status: string; failure: string | null }): Promise<void> => {
    await work.tx
      .updateTable('outboxMessage')
      .set({ ...values, attempts: row.attempts + 1, attemptedAt: work.now })
      .where('id', '=', messageId)
      .execute()
  }
  if (row.status === 'sending') {
    const since = row.attemptedAt ?? row.createdAt
    if (Temporal.Instant.compare(since.add(STALE_ATTEMPT), work.now) > 0)
      throw new MailDelayed('another try is under way')
    await set({ status: 'failed', failure: 'interrupted' })
    return undefined
  }
  if (row.status !== 'waiting') return undefined
  if (row.validUntil && Temporal.Instant.compare(row.validUntil, work.now) <= 0) {
    await set({ status: 'failed', failure: 'expired' })
    return undefined
  }
  await set({ status: 'sending', failure: null })
  return {
    to: await work.unseal('practice', placeOf('recipient', row.id), row.recipientSealed),
    subject: await work.unseal('practice', placeOf('subject', row.id), row.subjectSealed),
    text: await work.unseal('practice', placeOf('body', row.id), row.bodySealed),
    messageId: `<${row.id}@divan>`,
  }
}

async function recordOutcome(work: Work, messageId: string, outcome: MailOutcome): Promise<void> {
  await work.tx
    .updateTable('outboxMessage')
    .set(
      outcome.sent
        ? { status: 'sent', sentAt: work.now, failure: null }
        : { status: outcome.kind === 'later' ? 'waiting' : 'failed', failure: outcome.reason },
    )
    .where('id', '=', messageId)
    .where('status', '=', 'sending')
    .execute()
  work.audit(
    outcome.sent ? 'message.send' : outcome.kind === 'later' ? 'message.delay' : 'message.fail',
    { type: 'message', id: messageId },
    outcome.sent ? {} : { reason: outcome.reason },
  )
}
