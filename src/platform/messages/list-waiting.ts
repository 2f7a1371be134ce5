import { SYSTEM } from '../due/index.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'
import { textOf } from './blocks.ts'
import {
  type LetterGround,
  type MessageRow,
  type Texts,
  openTexts,
  sealTexts,
  writeLetter,
} from './write-letter.ts'

export interface WaitingMessage extends Texts {
  practiceId: string
  id: string
  purpose: string
  state: string
  reason: string | null
  createdAt: Temporal.Instant
}

/**
 * Every message that is due and did not leave, in clear, for whoever runs the machine (and so holds its keys): one that
 * has no text yet is written for them, and stays planned. Never for a page: a reset link would open the account to
 * anybody who borrows a session.
 */
export async function listWaitingMessages(platform: Platform): Promise<WaitingMessage[]> {
  const practices = await platform.db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('practiceId').orderBy('createdAt').execute(),
  )
  const messages: WaitingMessage[] = []
  for (const { practiceId } of practices) {
    messages.push(...(await workFor(platform, practiceId, SYSTEM, (work) => openWaiting(work, platform))))
  }
  return messages
}

async function openWaiting(work: Work, ground: LetterGround): Promise<WaitingMessage[]> {
  const rows = await work.tx
    .selectFrom('outboxMessage')
    .selectAll()
    .where('practiceId', '=', work.practiceId)
    .where('state', 'not in', ['sent', 'dropped'])
    .where('sendAfter', '<=', work.now)
    .orderBy('createdAt')
    .execute()
  const messages: WaitingMessage[] = []
  for (const row of rows) {
    const isOver = row.validUntil !== null && Temporal.Instant.compare(row.validUntil, work.now) <= 0
    if (row.bodySealed === null && isOver) continue
    const texts = row.bodySealed === null ? await writeTexts(work, ground, row) : await openTexts(work, row)
    if (!texts) continue
    const { practiceId } = work
    const { id, purpose, state, reason, createdAt } = row
    messages.push({ practiceId, id, purpose, state, reason, createdAt, ...texts })
  }
  return messages
}

/** Kept, so that it says the same when it is shown again; undefined where it is not to leave, or a worker has it now. */
async function writeTexts(work: Work, ground: LetterGround, row: MessageRow): Promise<Texts | undefined> {
  const letter = await writeLetter(work, ground, row, false)
  if ('drop' in letter) return undefined
  const texts = { recipient: letter.to, subject: letter.subject, body: textOf(letter.blocks) }
  const written = await work.tx
    .updateTable('outboxMessage')
    .set(await sealTexts(work, row, texts))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', row.id)
    .where('state', '=', 'planned')
    .executeTakeFirst()
  return written.numUpdatedRows > 0n ? texts : undefined
}
