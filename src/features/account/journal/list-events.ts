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

const PAGE = 50

/** One page of the trail, newest first; `next` is the cursor of the following one. */
export async function listEvents(
  work: Work,
  filter: JournalFilter,
): Promise<{ items: JournalEvent[]; next: number | null }> {
  const { from, to, action, cursor } = filter
  const first = from && daysRange(from, from, work.zone).startsAt
  const last = to && daysRange(to, to, work.zone).endsAt
  const rows = await work.tx
    .selectFrom('auditEvent as event')
    .leftJoin('userAccount as user', 'user.id', 'event.actorId')
    .leftJoin('apiToken as token', 'token.id', 'event.actorId')
    .select(['event.id', 'event.seq', 'event.at', 'event.action', 'event.actorKind', 'event.actorId'])
    .select(['event.subjectType', 'event.subjectId', 'event.facts'])
    .select(sql<string | null>`coalesce("user".display_name, token.name)`.as('actorName'))
    .where('event.practiceId', '=', work.practiceId)
    .$if(first !== undefined, (query) => query.where('event.at', '>=', first ?? work.now))
    .$if(last !== undefined, (query) => query.where('event.at', '<', last ?? work.now))
    .$if(action !== undefined, (query) => query.where('event.action', '=', action ?? ''))
    .$if(cursor !== undefined, (query) => query.where('event.seq', '<', cursor ?? 0))
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
