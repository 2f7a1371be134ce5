import { createHash } from 'node:crypto'
import type { Tx } from '#src/db/database.ts'

export type ChainState =
  | { intact: true; events: number }
  | { intact: false; events: number; brokenAt: number; reason: 'gap' | 'altered' | 'columns' | 'head' }

const BATCH = 2_000

/**
 * Recomputes a practice's whole chain and compares it with what is stored, event by event. People may work
 * meanwhile: what they append while it reads is walked too, until the head is met.
 */
export async function verifyAudit(tx: Tx): Promise<ChainState> {
  let hash = createHash('sha256').update('divan').digest()
  let seq = 0
  let promised = 0
  for (;;) {
    const events = await tx
      .selectFrom('auditEvent')
      .select(['id', 'seq', 'at', 'actorKind', 'actorId', 'action', 'subjectType', 'subjectId', 'facts'])
      .select(['canonical', 'hash'])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    for (const event of events) {
      if (event.seq !== seq + 1) return { intact: false, events: seq, brokenAt: seq + 1, reason: 'gap' }
      seq = event.seq
      hash = createHash('sha256').update(hash).update(event.canonical).digest()
      if (!hash.equals(event.hash)) return { intact: false, events: seq, brokenAt: seq, reason: 'altered' }
      if (!agrees(event)) return { intact: false, events: seq, brokenAt: seq, reason: 'columns' }
    }
    if (events.length === BATCH) continue
    const head = await tx.selectFrom('auditHead').select(['seq', 'hash']).executeTakeFirst()
    // Read after its events, so it may have moved on; those up to where it stands now must be there.
    if (head && head.seq > seq && seq >= promised) {
      promised = head.seq
      continue
    }
    const headAgrees = head ? head.seq === seq && head.hash.equals(hash) : seq === 0
    return headAgrees
      ? { intact: true, events: seq }
      : { intact: false, events: seq, brokenAt: seq, reason: 'head' }
  }
}

interface StoredEvent {
  id: string
  at: Temporal.Instant
  actorKind: string
  actorId: string | null
  action: string
  subjectType: string
  subjectId: string | null
  facts: unknown
  canonical: string
}

/** The readable columns must say what the hashed text says: it is they that a page shows. */
function agrees(event: StoredEvent): boolean {
  const hashed = JSON.parse(event.canonical) as Record<string, unknown>
  return (
    hashed.id === event.id &&
    hashed.actorKind === event.actorKind &&
    hashed.actorId === event.actorId &&
    hashed.action === event.action &&
    hashed.subjectType === event.subjectType &&
    hashed.subjectId === event.subjectId &&
    JSON.stringify(hashed.facts) === JSON.stringify(event.facts) &&
    sameInstant(hashed.at, event.at)
  )
}

/** The column keeps microseconds, the hashed text the nanoseconds that the clock gave. */
function sameInstant(hashed: unknown, stored: Temporal.Instant): boolean {
  if (typeof hashed !== 'string') return false
  const difference = Temporal.Instant.from(hashed).epochNanoseconds - stored.epochNanoseconds
  return difference < 1_000n && difference > -1_000n
}
