import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import { TryLater } from '../due/index.ts'
import type { Work } from '../work.ts'
import { textOf } from './blocks.ts'
import { dropMessage } from './drop-messages.ts'
import { messageEvents } from './events.ts'
import type { Mail } from './send-mail.ts'
import { type LetterGround, type MessageRow, sealTexts, writeLetter } from './write-letter.ts'

/** Longer than any try can take (see the time limits of sendMail): what is still held then was cut off. */
const LEASE = Temporal.Duration.from({ minutes: 5 })

/** Another try is wanted: thrown so that the job comes again, later. */
export class MailDelayed extends TryLater {}

export interface Claim {
  /** The id of this try: whoever else takes the message has another one. */
  worker: string
  mail: Mail
}

/**
 * Takes a planned message for one try and writes what it says, in this transaction; undefined where nothing is left to
 * be sent. What a killed process had claimed has not left, and is claimed anew; what was leaving may have left, and
 * becomes unknown, for a person to decide. Throws MailDelayed while another try is under way.
 */
export async function claimMessage(
  work: Work,
  ground: LetterGround,
  messageId: string,
): Promise<Claim | undefined> {
  const row = await lockMessage(work, messageId)
  if (!row || !row.isCurrent || row.channel !== 'email') return undefined
  if (row.leaseUntil && Temporal.Instant.compare(row.leaseUntil, work.now) > 0)
    throw new MailDelayed('another try is under way')
  if (row.state === 'leaving') await loseMessage(work, messageId)
  if (row.state !== 'planned' && row.state !== 'claimed') return undefined
  const isOver = row.validUntil && Temporal.Instant.compare(row.validUntil, work.now) <= 0
  const letter = isOver ? { drop: 'expired' } : await writeLetter(work, ground, row, false)
  if ('drop' in letter) {
    await dropMessage(work, messageId, letter.drop)
    return undefined
  }
  const { to, subject } = letter
  const text = textOf(letter.blocks)
  const worker = newId()
  await work.tx
    .updateTable('outboxMessage')
    .set({
      ...(await sealTexts(work, row, { recipient: to, subject, body: text })),
      state: 'claimed',
      worker,
      leaseUntil: work.now.add(LEASE),
      attempts: row.attempts + 1,
      attemptedAt: work.now,
    })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .execute()
  return { worker, mail: { to, subject, text, messageId: `<${messageId}@divan>` } }
}

/**
 * From here on the message may have left: committed before the first byte that could count. Throws MailDelayed where it
 * was taken back since the claim.
 */
export async function letLeave(work: Work, messageId: string, worker: string): Promise<void> {
  const leaving = await work.tx
    .updateTable('outboxMessage')
    .set({ state: 'leaving', leaseUntil: work.now.add(LEASE) })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .where('state', '=', 'claimed')
    .where('worker', '=', worker)
    .executeTakeFirst()
  if (leaving.numUpdatedRows === 0n) throw new MailDelayed('it was taken back')
}

interface LockedMessage extends MessageRow {
  channel: string
  state: string
  attempts: number
  leaseUntil: Temporal.Instant | null
  validUntil: Temporal.Instant | null
  isCurrent: boolean
}

/** Messages from before a restore wait for a person. */
function lockMessage(work: Work, messageId: string): Promise<LockedMessage | undefined> {
  return work.tx
    .selectFrom('outboxMessage')
    .selectAll()
    .select(sql<boolean>`generation = installation_generation()`.as('isCurrent'))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

async function loseMessage(work: Work, messageId: string): Promise<void> {
  const reason = 'interrupted'
  await work.tx
    .updateTable('outboxMessage')
    .set({ state: 'unknown', reason, worker: null, leaseUntil: null, delayedBy: null })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', messageId)
    .execute()
  work.record(messageEvents.lose, messageId, { reason })
}
