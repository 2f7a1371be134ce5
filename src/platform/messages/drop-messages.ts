import type { Work } from '../work.ts'
import { messageEvents } from './events.ts'
import type { Purpose } from './purpose.ts'

/**
 * Takes back what a purpose has still to say about a subject, in the transaction of what made it untrue. A message that
 * is leaving already cannot be held. `reason` is a word for the journal.
 */
export async function dropMessages(
  work: Work,
  purpose: Purpose,
  subjectId: string,
  reason: string,
): Promise<void> {
  const held = await work.tx
    .selectFrom('outboxMessage')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('purpose', '=', purpose.name)
    .where('subjectId', '=', subjectId)
    .where('state', 'in', ['planned', 'claimed'])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  for (const { id } of held) {
    await dropMessage(work, id, reason)
    work.takeBack('mail-send', id)
  }
}

/** Has a message that is locked and has not left never leave. */
export async function dropMessage(work: Work, id: string, reason: string): Promise<void> {
  await work.tx
    .updateTable('outboxMessage')
    .set({ state: 'dropped', reason, worker: null, leaseUntil: null, delayedBy: null })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(messageEvents.drop, id, { reason })
}
