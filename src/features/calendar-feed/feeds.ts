import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { makeToken } from '#src/platform/login/token.ts'
import type { Work } from '#src/platform/work.ts'
import type { Titles } from './discreet-title.ts'
import { calendarFeedEvents } from './events.ts'

export interface Feed {
  id: string
  name: string
  titles: Titles
  createdAt: Temporal.Instant
  lastReadAt: Temporal.Instant | null
}

/** A phone, a tablet, a computer, and room to forget a few. */
export const MOST_FEEDS = 20

/** Those in use, latest first. */
export async function listFeeds(work: Work, practitionerId: string): Promise<Feed[]> {
  const rows = await work.tx
    .selectFrom('calendarFeed')
    .select(['id', 'name', 'titles', 'createdAt', 'lastReadAt'])
    .where('practiceId', '=', work.practiceId)
    .where('practitionerId', '=', practitionerId)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, titles: row.titles as Titles }))
}

/** The token's text is answered here and kept nowhere. */
export async function createFeed(
  work: Work,
  practitionerId: string,
  input: { name: string; titles: Titles },
): Promise<(Feed & { token: string }) | Refused<'too-many'>> {
  if ((await listFeeds(work, practitionerId)).length >= MOST_FEEDS) return { refused: 'too-many' }
  const token = makeToken(work.practiceId)
  const row = { id: newId(), ...input, createdAt: work.now }
  await work.tx
    .insertInto('calendarFeed')
    .values({ ...row, practitionerId, tokenHash: token.hash })
    .execute()
  work.record(calendarFeedEvents.create, row.id, { titles: input.titles })
  return { ...row, lastReadAt: null, token: token.text }
}

export async function getFeed(work: Work, practitionerId: string, id: string): Promise<Feed> {
  const feed = (await listFeeds(work, practitionerId)).find((one) => one.id === id)
  if (!feed) throw new NotFound('feed')
  return feed
}

/** For good: whoever has the address may have spread it. */
export async function revokeFeed(work: Work, practitionerId: string, id: string): Promise<{ id: string }> {
  const revoked = await work.tx
    .updateTable('calendarFeed')
    .set({ revokedAt: work.now })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('practitionerId', '=', practitionerId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  if (revoked.numUpdatedRows === 0n) throw new NotFound('feed')
  work.record(calendarFeedEvents.revoke, id)
  return { id }
}
