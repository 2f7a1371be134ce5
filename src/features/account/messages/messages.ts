import { sql } from '#src/db/sql.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { placeOf } from '#src/platform/messages/outbox.ts'
import type { Work } from '#src/platform/work.ts'
import { messageEvents } from '#src/platform/messages/index.ts'

export interface PendingMessage {
  id: string
  purpose: string
  status: 'waiting' | 'sending' | 'failed'
  recipient: string
  subject: string
  failure: string | null
  /** From before a restore: it leaves only when somebody says so. */
  heldBack: boolean
  createdAt: Temporal.Instant
}

/** As many as a person reads through; whoever has more has another problem to solve first. */
const MOST = 200

/**
 * What did not leave, newest first. The text is left out on purpose: a reset link in it would hand the
 * account to anybody who borrows a session.
 */
export async function listPendingMessages(work: Work): Promise<PendingMessage[]> {
  const rows = await work.tx
    .selectFrom('outboxMessage')
    .select(['id', 'purpose', 'status', 'recipientSealed', 'subjectSealed', 'failure', 'createdAt'])
    .select(sql<boolean>`generation <> installation_generation()`.as('heldBack'))
    .where('practiceId', '=', work.practiceId)
    .where('status', '<>', 'sent')
    .orderBy('createdAt', 'desc')
    .limit(MOST)
    .execute()
  return Promise.all(
    rows.map(async ({ recipientSealed, subjectSealed, status, ...row }) => ({
      ...row,
      status: status === 'sending' || status === 'failed' ? status : 'waiting',
      recipient: await work.unseal('practice', placeOf('recipient', row.id), recipientSealed),
      subject: await work.unseal('practice', placeOf('subject', row.id), subjectSealed),
    })),
  )
}

/** Lets a failed or held-back message leave: a person has decided. */
export async function retryMessage(
  work: Work,
  messageId: string,
): Promise<{ id: string } | Refused<'not-failed'>> {
  const message = await work.tx
    .selectFrom('outboxMessage')
    .select(['status', 'failure'])
    .where('id', '=', messageId)
    .forUpdate()
    .executeTakeFirst()
  if (!message) throw new NotFound('message')
  const isOpen = message.status === 'failed' || message.status === 'waiting'
  if (!isOpen || message.failure === 'expired') return { refused: 'not-failed' }
  await work.tx
    .updateTable('outboxMessage')
    .set({ status: 'waiting', failure: null, generation: sql<number>`installation_generation()` })
    .where('id', '=', messageId)
    .execute()
  work.enqueue('mail-send', messageId, { urgent: true })
  work.record(messageEvents.retry, messageId)
  return { id: messageId }
}
