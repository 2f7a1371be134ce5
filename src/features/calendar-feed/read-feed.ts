import { createHash } from 'node:crypto'
import type { Tx } from '#src/db/database.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Token } from '#src/platform/login/token.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Titles } from './discreet-title.ts'
import { findAgendaContent } from './find-content.ts'
import { feedText } from './text.ts'
import { writeFeed } from '#src/platform/icalendar/write-feed.ts'

export interface FeedAnswer {
  text: string
  /** Of the content, whatever encoding carries it: weak. */
  etag: string
  changedAt: Temporal.Instant
}

/** Since the beginning of the month this many months ago: a feed that moved on every day would never be unchanged. */
const MONTHS_BACK = 3
/** The last reading is noted at most this often, where nothing has changed. */
const READ_STEP = Temporal.Duration.from({ minutes: 5 })

/** A feed as it is now, in five statements. It stands for one practitioner's agenda, and changes nothing in it. */
export async function readFeed(
  platform: Platform,
  token: Token,
): Promise<FeedAnswer | Refused<'unknown' | 'revoked'>> {
  const now = platform.clock()
  return platform.db.inPractice(token.practiceId, async (tx) => {
    const feed = await findFeed(tx, token)
    if (!feed) return { refused: 'unknown' }
    if (feed.revokedAt) return { refused: 'revoked' }
    const lang = feed.language === 'en' ? 'en' : 'fr'
    const { timeZone: zone, practitionerId, createdAt } = feed
    const firstDay = now
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .with({ day: 1 })
      .subtract({ months: MONTHS_BACK })
    const since = firstDay.toZonedDateTime(zone).toInstant()
    const content = await findAgendaContent({
      tx,
      practiceId: token.practiceId,
      practitionerId,
      titles: feed.titles as Titles,
      lang,
      since,
      firstDay,
      createdAt,
    })
    const text = writeFeed({
      name: feed.name || feedText[lang].calendarName,
      zone,
      baseUrl: platform.config.baseUrl,
      firstDay,
      ...content,
    })
    const hash = createHash('sha256').update(text).digest()
    const changedAt = await noteReading(tx, feed, hash, now)
    return { text, etag: `W/"${hash.toString('base64url')}"`, changedAt }
  })
}

async function findFeed(tx: Tx, token: Token) {
  return tx
    .selectFrom('calendarFeed as f')
    .innerJoin('practice as p', 'p.practiceId', 'f.practiceId')
    .innerJoin('userAccount as u', 'u.practitionerId', 'f.practitionerId')
    .select(['f.id', 'f.name', 'f.titles', 'f.practitionerId', 'f.createdAt', 'f.revokedAt', 'f.lastReadAt'])
    .select(['f.contentHash', 'f.contentChangedAt', 'p.timeZone', 'u.language'])
    .where('f.practiceId', '=', token.practiceId)
    .where('f.tokenHash', '=', token.hash)
    .executeTakeFirst()
}

type FoundFeed = NonNullable<Awaited<ReturnType<typeof findFeed>>>

/**
 * Since when the content has been what it is. HTTP dates are whole seconds: a second change within one counts as
 * the next, or a program would be told that it knows it already.
 */
async function noteReading(
  tx: Tx,
  { id, contentHash, contentChangedAt, lastReadAt }: FoundFeed,
  hash: Buffer,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const isKnown = contentHash !== null && contentChangedAt !== null && contentHash.equals(hash)
  const wasRead = lastReadAt !== null && Temporal.Instant.compare(lastReadAt.add(READ_STEP), now) > 0
  if (isKnown && wasRead) return contentChangedAt
  const second = now.round({ smallestUnit: 'second', roundingMode: 'floor' })
  const next = contentChangedAt?.add({ seconds: 1 })
  const later = next && Temporal.Instant.compare(next, second) > 0 ? next : second
  const changedAt = isKnown ? contentChangedAt : later
  await tx
    .updateTable('calendarFeed')
    .set({ lastReadAt: now, contentHash: hash, contentChangedAt: changedAt })
    .where('id', '=', id)
    .execute()
  return changedAt
}
