import { sql } from '#src/db/sql.ts'
import { type DueKind, type DueRow, SYSTEM, finishDue } from '../due/index.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'
import { MailDelayed, claimMessage, letLeave } from './claim-message.ts'
import { messageEvents } from './events.ts'
import { type MailOutcome, sendMail } from './send-mail.ts'

/** Messages of the outbox that leave, one by one. Without SMTP_URL they wait. */
export const mailSend: DueKind = {
  // A message that two workers hold would be one "under way" for the second: it would wait for its next try.
  policy: 'stately',
  batchSize: 5,
  concurrency: 4,
  retryLimit: 8,
  retryDelay: 30,
  isPossible: ({ config }) => config.smtpUrl !== undefined,
  handle: sendPlannedMail,
  rebuild: findUnsettled,
}

/**
 * Sends one message of the outbox, in three transactions and one conversation: claimed with its text, leaving, spoken
 * to the server, settled. It may be called any number of times for the same message, and be cut off anywhere.
 */
async function sendPlannedMail(platform: Platform, due: DueRow): Promise<void> {
  const { practiceId, subjectId: messageId } = due
  const inPractice = <T>(task: (work: Work) => Promise<T>): Promise<T> =>
    workFor(platform, practiceId, SYSTEM, task)
  const claim = await inPractice(async (work) => {
    const claimed = await claimMessage(work, platform, messageId)
    if (!claimed) await finishDue(work, due)
    return claimed
  })
  if (!claim) return
  await inPractice((work) => letLeave(work, messageId, claim.worker))
  const outcome = await sendMail(platform.config, claim.mail)
  const isDelayed = !outcome.sent && outcome.kind === 'later'
  await inPractice(async (work) => {
    await settle(work, messageId, claim.worker, outcome)
    if (!isDelayed) await finishDue(work, due)
  })
  if (isDelayed) throw new MailDelayed(outcome.reason)
}

/** What has not come to an end. Messages from before a restore wait for a person. */
async function findUnsettled(work: Work): Promise<{ subjectId: string; at: Temporal.Instant }[]> {
  return work.tx
    .selectFrom('outboxMessage')
    .select(['id as subjectId', 'sendAfter as at'])
    .where('practiceId', '=', work.practiceId)
    .where('state', 'in', ['planned', 'claimed', 'leaving'])
    .where('channel', '=', 'email')
    .where('generation', '=', sql<number>`installation_generation()`)
    .execute()
}

/** Writes how the try ended, unless its lease ran out meanwhile and another has called it unknown. */
async function settle(work: Work, messageId: string, worker: string, outcome: MailOutcome): Promise<void> {
  const settled = await work.tx
    .updateTable('outboxMessage')
    .set({ worker: null, leaseUntil: null, delayedBy: null, ...stateAfter(outcome, work.now) })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .where('worker', '=', worker)
    .executeTakeFirst()
  if (settled.numUpdatedRows === 0n) return
  if (outcome.sent) return work.record(messageEvents.send, messageId)
  work.record(EVENTS[outcome.kind], messageId, { reason: outcome.reason })
}

const EVENTS = { later: messageEvents.delay, refused: messageEvents.fail, uncertain: messageEvents.lose }

function stateAfter(outcome: MailOutcome, now: Temporal.Instant) {
  if (outcome.sent) return { state: 'sent', sentAt: now }
  if (outcome.kind === 'later') return { state: 'planned', delayedBy: outcome.reason }
  return { state: outcome.kind === 'refused' ? 'failed' : 'unknown', reason: outcome.reason }
}
