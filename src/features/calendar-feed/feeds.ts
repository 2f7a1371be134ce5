import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { createLink, revokeLink } from '#src/platform/links/links.ts'
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

/** What its addresses are in the table of links. */
export const FEED_LINK = 'calendar-feed'

/** Those in use, latest first. */
export async function listFeeds(work: Work, practitionerId: string): Promise<Feed[]> {
  const rows = await work.tx
    .selectFrom('calendarFeed as f')
    .innerJoin('link as l', (join) =>
      join.onRef('l.practiceId', '=', 'f.practiceId').onRef('l.subjectId', '=', 'f.id'),
    )
    .select(['f.id', 'f.name', 'f.titles', 'f.createdAt', 'f.lastReadAt'])
    .where('f.practiceId', '=', work.practiceId)
    .where('f.practitionerId', '=', practitionerId)
    .where('l.purpose', '=', FEED_LINK)
    .where('l.revokedAt', 'is', null)
    .orderBy('f.createdAt', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, titles: row.titles as Titles }))
}

/** The end of its address is answered here and kept nowhere. */
export async function createFeed(
  work: Work,
  practitionerId: string,
  input: { name: string; titles: Titles },
): Promise<(Feed & { token: string }) | Refused<'too-many'>> {
  if ((await listFeeds(work, practitionerId)).length >= MOST_FEEDS) return { refused: 'too-many' }
  const row = { id: newId(), ...input, createdAt: work.now }
  await work.tx
    .insertInto('calendarFeed')
    .values({ ...row, practitionerId })
    .execute()
  const link = await createLink(work, { purpose: FEED_LINK, subjectId: row.id })
  work.record(calendarFeedEvents.create, row.id, { titles: input.titles })
  return { ...row, lastReadAt: null, token: link.text }
}

export async function getFeed(work: Work, practitionerId: string, id: string): Promise<Feed> {
  const feed = (await listFeeds(work, practitionerId)).find((one) => one.id === id)
  if (!feed) throw new NotFound('feed')
  return feed
}

/** For good: whoever has the address may have spread it. */
export async function revokeFeed(work: Work, practitionerId: string, id: string): Promise<{ id: string }> {
  const feed = await getFeed(work, practitionerId, id)
  const isRevoked = await revokeLink(work, { purpose: FEED_LINK, subjectId: feed.id })
  if (!isRevoked) throw new NotFound('feed')
  work.record(calendarFeedEvents.revoke, id)
  return { id }
}
