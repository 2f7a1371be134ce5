import { createHash } from 'node:crypto'
import type { Tx } from '#src/db/database.ts'
import { sql } from '#src/db/sql.ts'
import type { LinkVisitor } from '#src/platform/http/by-link.ts'
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

/** What the link's own statement reads of its feed. */
export interface FeedRow {
  id: string
  name: string
  titles: string
  practitionerId: string
  createdAt: Temporal.Instant
  lastReadAt: Temporal.Instant | null
  contentHash: Buffer | null
  contentChangedAt: Temporal.Instant | null
  language: string
}

export const feedOfLink = {
  columns: sql<FeedRow>`f.id, f.name, f.titles, f.practitioner_id, f.created_at, f.last_read_at, f.content_hash,
    f.content_changed_at, u.language`,
  joins: sql`
    join calendar_feed f on f.practice_id = l.practice_id and f.id = l.subject_id
    join user_account u on u.practice_id = f.practice_id and u.practitioner_id = f.practitioner_id`,
}

/** A feed as it is now, in four statements. It stands for one practitioner's agenda, and changes nothing in it. */
export async function readFeed({
  tx,
  practiceId,
  now,
  zone,
  today,
  config,
  subject: feed,
}: LinkVisitor<FeedRow>): Promise<FeedAnswer> {
  const lang = feed.language === 'en' ? 'en' : 'fr'
  const firstDay = today.with({ day: 1 }).subtract({ months: MONTHS_BACK })
  const content = await findAgendaContent({
    tx,
    practiceId,
    practitionerId: feed.practitionerId,
    titles: feed.titles as Titles,
    lang,
    since: firstDay.toZonedDateTime(zone).toInstant(),
    firstDay,
    createdAt: feed.createdAt,
  })
  const text = writeFeed({
    name: feed.name || feedText[lang].calendarName,
    zone,
    baseUrl: config.baseUrl,
    firstDay,
    ...content,
  })
  const hash = createHash('sha256').update(text).digest()
  const changedAt = await noteReading(tx, feed, hash, now)
  return { text, etag: `W/"${hash.toString('base64url')}"`, changedAt }
}

/**
 * Since when the content has been what it is. HTTP dates are whole seconds: a second change within one counts as
 * the next, or a program would be told that it knows it already.
 */
async function noteReading(
  tx: Tx,
  { id, contentHash, contentChangedAt, lastReadAt }: FeedRow,
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
