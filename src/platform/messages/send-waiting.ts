import { sql } from '#src/db/sql.ts'
import { type DueKind, type DueRow, SYSTEM, TryLater, finishDue } from '../due/index.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { messageEvents } from './events.ts'
import { placeOf } from './outbox.ts'
import { type Mail, type MailOutcome, sendMail } from './send-mail.ts'
import { workFor } from '../work-for.ts'

/** Longer than any try can take (see the time limits of sendMail): what is still "sending" then was cut off. */
const STALE_ATTEMPT = Temporal.Duration.from({ minutes: 5 })

/** Another try is wanted: thrown so that the job comes again, later. */
export class MailDelayed extends TryLater {}

/** Messages of the outbox that leave, one by one. Without SMTP_URL they wait. */
export const mailSend: DueKind = {
  // A message that two workers hold would be one "under way" for the second: it would wait for its next try.
  policy: 'stately',
  batchSize: 5,
  concurrency: 4,
  retryLimit: 8,
  retryDelay: 30,
  isPossible: ({ config }) => config.smtpUrl !== undefined,
  handle: sendWaitingMail,
  rebuild: findWaiting,
}

/**
 * Sends one message of the outbox. It may be called any number of times for the same message: the try is
 * committed before the server is spoken to, and its outcome after. What was cut off between the two may
 * have left; it is marked failed ("interrupted") for a person to decide, never sent again by itself.
 */
async function sendWaitingMail(platform: Platform, due: DueRow): Promise<void> {
  const { practiceId, subjectId: messageId } = due
  const mail = await workFor(platform, practiceId, SYSTEM, async (work) => {
    const begun = await beginAttempt(work, messageId)
    if (!begun) await finishDue(work, due)
    return begun
  })
  if (!mail) return
  const outcome = await sendMail(platform.config, mail)
  const isDelayed = !outcome.sent && outcome.kind === 'later'
  await workFor(platform, practiceId, SYSTEM, async (work) => {
    await recordOutcome(work, messageId, outcome)
    if (!isDelayed) await finishDue(work, due)
  })
  if (isDelayed) throw new MailDelayed(outcome.reason)
}

/** What has not left. Messages from before a restore wait for a person. */
async function findWaiting(work: Work): Promise<{ subjectId: string; at: Temporal.Instant }[]> {
  return work.tx
    .selectFrom('outboxMessage')
    .select(['id as subjectId', 'createdAt as at'])
    .where('practiceId', '=', work.practiceId)
    .where('status', 'in', ['waiting', 'sending'])
    .where('channel', '=', 'email')
    .where('generation', '=', sql<number>`installation_generation()`)
    .execute()
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
  if (outcome.sent) return work.record(messageEvents.send, messageId)
  const { delay, fail } = messageEvents
  work.record(outcome.kind === 'later' ? delay : fail, messageId, { reason: outcome.reason })
}
