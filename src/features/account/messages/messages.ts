import { sql } from '#src/db/sql.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { messageEvents, openTexts, writeLetter } from '#src/platform/messages/index.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Work } from '#src/platform/work.ts'

type PendingState = 'planned' | 'claimed' | 'leaving' | 'failed' | 'unknown' | 'dropped'

export interface PendingMessage {
  id: string
  purpose: string
  state: PendingState
  recipient: string
  subject: string
  /** Why it is not to leave any more, or, where it is still planned, what put it off. */
  reason: string | null
  /** From before a restore: it leaves only when somebody says so. */
  heldBack: boolean
  sendAfter: Temporal.Instant
  createdAt: Temporal.Instant
}

/** As many as a person reads through; whoever has more has another problem to solve first. */
const MOST = 200

/**
 * What did not leave, newest first; of what was given up, only what grew too old. The text that was written is left out
 * on purpose: a reset link in it would hand the account to anybody who borrows a session.
 */
export async function listPendingMessages(visit: Visit): Promise<PendingMessage[]> {
  const rows = await visit.tx
    .selectFrom('outboxMessage')
    .selectAll()
    .select(sql<boolean>`generation <> installation_generation()`.as('heldBack'))
    .where('practiceId', '=', visit.practiceId)
    .where((where) =>
      where.or([where('state', 'not in', ['sent', 'dropped']), where('reason', '=', 'expired')]),
    )
    .orderBy('createdAt', 'desc')
    .limit(MOST)
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      purpose: row.purpose,
      state: row.state as PendingState,
      ...(await headOf(visit, row)),
      reason: row.reason ?? row.delayedBy,
      heldBack: row.heldBack,
      sendAfter: row.sendAfter,
      createdAt: row.createdAt,
    })),
  )
}

/** Of one that has no text yet, as it would be written now. */
async function headOf(
  visit: Visit,
  row: Parameters<typeof writeLetter>[2],
): Promise<{ recipient: string; subject: string }> {
  if (row.bodySealed !== null) {
    const { recipient, subject } = await openTexts(visit, row)
    return { recipient, subject }
  }
  const letter = await writeLetter(visit, visit, row, true)
  return 'drop' in letter ? { recipient: '', subject: '' } : { recipient: letter.to, subject: letter.subject }
}

/** Lets a message leave that failed, may not have arrived, or is held back: a person has decided. */
export async function retryMessage(
  work: Work,
  messageId: string,
): Promise<{ id: string } | Refused<'not-failed'>> {
  const message = await work.tx
    .selectFrom('outboxMessage')
    .select('state')
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!message) throw new NotFound('message')
  if (!RETRIED.has(message.state)) return { refused: 'not-failed' }
  await work.tx
    .updateTable('outboxMessage')
    .set({
      state: 'planned',
      reason: null,
      delayedBy: null,
      sendAfter: work.now,
      generation: sql<number>`installation_generation()`,
    })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .execute()
  work.enqueue('mail-send', messageId, { urgent: true })
  work.record(messageEvents.retry, messageId)
  return { id: messageId }
}

const RETRIED: ReadonlySet<string> = new Set(['planned', 'failed', 'unknown'])
