import type { KeyOwner } from '../crypto/keyring.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { placeOf } from './places.ts'
import type { Dropped, Letter } from './purpose.ts'

/** What a letter is written with: what the features declared, and where this installation is found. */
export type LetterGround = Pick<Platform, 'house' | 'config'>

/** Of a row of the outbox, what says which letter it is. */
export interface MessageRow {
  id: string
  purpose: string
  subjectId: string | null
  keyOwner: string
  recipientSealed: Buffer | null
  subjectSealed: Buffer | null
  bodySealed: Buffer | null
}

/**
 * What a message says now, from its subject. One that has none is older than subjects, and says what was written then.
 * Throws where no feature declares its purpose.
 */
export async function writeLetter(
  work: Work,
  { house, config }: LetterGround,
  row: MessageRow,
  isPreview: boolean,
): Promise<Letter | Dropped> {
  if (row.subjectId === null) {
    const { recipient, subject, body } = await openTexts(work, row)
    return { to: recipient, lang: 'fr', subject, blocks: [{ paragraph: body.trimEnd() }] }
  }
  const purpose = house.messages.get(row.purpose)
  if (!purpose) throw new TypeError(`no feature declares messages for "${row.purpose}"`)
  return purpose.render(work, {
    subjectId: row.subjectId,
    to: row.recipientSealed === null ? undefined : await open(work, row, 'recipient', row.recipientSealed),
    baseUrl: config.baseUrl,
    isPreview,
  })
}

export interface Texts {
  recipient: string
  subject: string
  body: string
}

/** What was written when it was last claimed. Throws where nothing was. */
export async function openTexts(work: Work, row: MessageRow): Promise<Texts> {
  const { recipientSealed, subjectSealed, bodySealed } = row
  if (!recipientSealed || !subjectSealed || !bodySealed) throw new TypeError('a message without its text')
  return {
    recipient: await open(work, row, 'recipient', recipientSealed),
    subject: await open(work, row, 'subject', subjectSealed),
    body: await open(work, row, 'body', bodySealed),
  }
}

/** The three sealed columns, as they are stored. */
export async function sealTexts(
  work: Work,
  row: MessageRow,
  texts: Texts,
): Promise<{ recipientSealed: Buffer; subjectSealed: Buffer; bodySealed: Buffer }> {
  const seal = (column: keyof Texts): Promise<Buffer> =>
    work.seal(row.keyOwner as KeyOwner, placeOf(column, row.id), texts[column])
  return {
    recipientSealed: await seal('recipient'),
    subjectSealed: await seal('subject'),
    bodySealed: await seal('body'),
  }
}

function open(work: Work, row: MessageRow, column: keyof Texts, sealed: Buffer): Promise<string> {
  return work.unseal(row.keyOwner as KeyOwner, placeOf(column, row.id), sealed)
}
