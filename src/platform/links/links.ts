import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Sweep } from '../due/index.ts'
import type { Lang } from '../text.ts'
import type { Work } from '../work.ts'
import { makeLinkToken } from './token.ts'

/** What a link is for, about which row of the feature's own, and to whom it was sent. */
export interface LinkTarget {
  purpose: string
  subjectId: string
  contactId?: string
}

/** A link as it was found under its secret, still good. */
export interface Link {
  id: string
  purpose: string
  subjectId: string
  contactId: string | null
}

/**
 * Makes the link of a target; the one that there was is revoked. The text is the end of its address, answered here
 * and kept nowhere.
 */
export async function createLink(
  work: Work,
  target: LinkTarget,
  { expiresAt, language }: { expiresAt?: Temporal.Instant; language?: Lang } = {},
): Promise<{ id: string; text: string }> {
  await revokeLink(work, target)
  const { code } = await work.tx
    .selectFrom('practice')
    .select('code')
    .where('practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  const token = makeLinkToken(code)
  const id = newId()
  await work.tx
    .insertInto('link')
    .values({
      id,
      purpose: target.purpose,
      subjectId: target.subjectId,
      contactId: target.contactId ?? null,
      tokenHash: token.hash,
      language: language ?? null,
      createdAt: work.now,
      expiresAt: expiresAt ?? null,
    })
    .execute()
  return { id, text: token.text }
}

/** Ends the link of a target for good; false when there was none that lived. Of two who end it, one is told true. */
export async function revokeLink(work: Work, target: LinkTarget): Promise<boolean> {
  const revoked = await work.tx
    .updateTable('link')
    .set({ revokedAt: work.now })
    .where('practiceId', '=', work.practiceId)
    .where('purpose', '=', target.purpose)
    .where('subjectId', '=', target.subjectId)
    .where('contactId', 'is not distinct from', target.contactId ?? null)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows > 0n
}

/** Links that ended so long ago that nobody follows them any more. */
export const sweepLinks: Sweep = {
  name: 'links',
  every: { days: 1 },
  olderThan: { months: 13 },
  reason: 'whoever follows a link that ended is told so, as long as a year’s mail is kept',
  home: 'practice',
  run: ({ tx, practiceId }, before, most) =>
    sql`delete from link where practice_id = ${practiceId} and id in (
      select id from link where practice_id = ${practiceId} and least(revoked_at, expires_at) < ${before}
      limit ${most})`.execute(tx),
}
