import { newId } from '#src/domain/ids.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'

export interface NewMail {
  to: string
  subject: string
  text: string
  /** `noun.verb`-like word that says why it exists, for the list: `password-reset`. */
  purpose: string
  /** After this it is not sent any more. */
  validUntil?: Temporal.Instant
  /** Somebody sits and waits for it. */
  urgent?: boolean
}

/**
 * Writes a mail into the outbox, sealed, in the caller's transaction, with the due row that has it sent: it leaves
 * if and only if the work is committed. Without SMTP_URL it waits there. Answers the message's id.
 */
export async function queueMail(work: Work, mail: NewMail): Promise<string> {
  const id = newId()
  await work.tx
    .insertInto('outboxMessage')
    .values({
      id,
      channel: 'email',
      purpose: mail.purpose,
      recipientSealed: await work.seal('practice', placeOf('recipient', id), mail.to),
      subjectSealed: await work.seal('practice', placeOf('subject', id), mail.subject),
      bodySealed: await work.seal('practice', placeOf('body', id), mail.text),
      validUntil: mail.validUntil ?? null,
      createdAt: work.now,
    })
    .execute()
  work.enqueue('mail-send', id, { urgent: mail.urgent ?? false })
  return id
}

export function placeOf(column: 'recipient' | 'subject' | 'body', id: string): string {
  return `outbox_message.${column}_sealed:${id}`
}

export interface WaitingMessage {
  practiceId: string
  id: string
  purpose: string
  status: string
  recipient: string
  subject: string
  body: string
  failure: string | null
  createdAt: Temporal.Instant
}

/**
 * Every message that did not leave, in clear, for whoever runs the machine (and so holds its keys). Never
 * for a page: a waiting reset link would open the account to anybody who borrows a session.
 */
export async function listWaitingMessages(platform: Platform): Promise<WaitingMessage[]> {
  const practices = await platform.db.inDirectory((tx) =>
    tx.selectFrom('directory.practice').select('practiceId').orderBy('createdAt').execute(),
  )
  const messages: WaitingMessage[] = []
  for (const { practiceId } of practices) {
    messages.push(...(await workFor(platform, practiceId, { kind: 'system', id: null }, openWaiting)))
  }
  return messages
}

async function openWaiting(work: Work): Promise<WaitingMessage[]> {
  const rows = await work.tx
    .selectFrom('outboxMessage')
    .selectAll()
    .where('practiceId', '=', work.practiceId)
    .where('status', '<>', 'sent')
    .orderBy('createdAt')
    .execute()
  const open = (column: 'recipient' | 'subject' | 'body', id: string, sealed: Buffer): Promise<string> =>
    work.unseal('practice', placeOf(column, id), sealed)
  return Promise.all(
    rows.map(async (row) => ({
      practiceId: work.practiceId,
      id: row.id,
      purpose: row.purpose,
      status: row.status,
      recipient: await open('recipient', row.id, row.recipientSealed),
      subject: await open('subject', row.id, row.subjectSealed),
      body: await open('body', row.id, row.bodySealed),
      failure: row.failure,
      createdAt: row.createdAt,
    })),
  )
}
