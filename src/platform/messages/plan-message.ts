import type { KeyOwner } from '../crypto/keyring.ts'
import { newId } from '#src/domain/ids.ts'
import type { Work } from '../work.ts'
import { placeOf } from './places.ts'
import type { Purpose } from './purpose.ts'

export interface NewMessage {
  subjectId: string
  /** Whose file it belongs to: their key seals it. */
  patientId?: string
  /** The recipient, where the subject will not know it any more. */
  to?: string
  /** Not before; at once unless told. */
  sendAfter?: Temporal.Instant
  /** After this it is not sent any more. */
  validUntil?: Temporal.Instant
  /** Somebody sits and waits for it. */
  urgent?: boolean
}

/**
 * Plans a mail in the caller's transaction, with the due row that has it sent: it leaves if and only if the work is
 * committed. What it says is written when it is claimed. Without SMTP_URL it waits. Answers the message's id.
 */
export async function planMessage(work: Work, purpose: Purpose, message: NewMessage): Promise<string> {
  const id = newId()
  const { subjectId, patientId = null, to, sendAfter = work.now, validUntil = null } = message
  const keyOwner: KeyOwner = patientId === null ? 'practice' : `patient-${patientId}`
  await work.tx
    .insertInto('outboxMessage')
    .values({
      id,
      channel: 'email',
      purpose: purpose.name,
      subjectType: purpose.subjectType,
      subjectId,
      patientId,
      keyOwner,
      recipientSealed: to === undefined ? null : await work.seal(keyOwner, placeOf('recipient', id), to),
      sendAfter,
      validUntil,
      createdAt: work.now,
    })
    .execute()
  if (message.sendAfter) work.due('mail-send', id, sendAfter)
  else work.enqueue('mail-send', id, { urgent: message.urgent ?? false })
  return id
}
