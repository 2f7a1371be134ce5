import { sql } from '#src/db/sql.ts'
import { daysRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'

export interface JournalFilter {
  from?: Temporal.PlainDate | undefined
  /** The last day, included. */
  to?: Temporal.PlainDate | undefined
  action?: string | undefined
  /** Events before this one. */
  cursor?: number | undefined
}

export interface JournalEvent {
  id: string
  seq: number
  at: Temporal.Instant
  action: string
  actor: { kind: string; id: string | null; name: string | null }
  subjectType: string
  subjectId: string | null
  facts: unknown
}

export interface JournalPage {
  items: JournalEvent[]
  /** The cursor of the following page. */
  next: number | null
}

const PAGE = 50

/** One page of the trail, newest first; without what Divan did by itself where `people` is asked for. */
export async function listEvents(
  work: Work,
  filter: JournalFilter,
  who: 'all' | 'people' = 'all',
): Promise<JournalPage> {
  const rows = await matching(work, filter)
    .leftJoin('userAccount as user', 'user.id', 'event.actorId')
    .leftJoin('apiToken as token', 'token.id', 'event.actorId')
    .select(['event.id', 'event.seq', 'event.at', 'event.action', 'event.actorKind', 'event.actorId'])
    .select(['event.subjectType', 'event.subjectId', 'event.facts'])
    .select(sql<string | null>`coalesce("user".display_name, token.name)`.as('actorName'))
    .$if(who === 'people', (query) => query.where('event.actorKind', '<>', 'system'))
    .orderBy('event.seq', 'desc')
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  const items = shown.map(({ actorKind, actorId, actorName, ...event }) => ({
    ...event,
    actor: { kind: actorKind, id: actorId, name: actorName },
  }))
  return { items, next: rows.length > PAGE ? (shown.at(-1)?.seq ?? null) : null }
}

/** What Divan did by itself between the newest and the oldest event of a page. Pages add up: none is counted twice. */
export async function countHidden(
  work: Work,
  filter: JournalFilter,
  { next }: Pick<JournalPage, 'next'>,
): Promise<number> {
  const { count } = await matching(work, filter)
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('event.actorKind', '=', 'system')
    .$if(next !== null, (query) => query.where('event.seq', '>', next ?? 0))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function matching(work: Work, { from, to, action, cursor }: JournalFilter) {
  const first = from && daysRange(from, from, work.zone).startsAt
  const last = to && daysRange(to, to, work.zone).endsAt
  return work.tx
    .selectFrom('auditEvent as event')
    .where('event.practiceId', '=', work.practiceId)
    .$if(first !== undefined, (query) => query.where('event.at', '>=', first ?? work.now))
    .$if(last !== undefined, (query) => query.where('event.at', '<', last ?? work.now))
    .$if(action !== undefined, (query) => query.where('event.action', '=', action ?? ''))
    .$if(cursor !== undefined, (query) => query.where('event.seq', '<', cursor ?? 0))
}
