import { createHash } from 'node:crypto'
import type { Tx } from '#src/db/database.ts'

export type ChainState =
  | { intact: true; events: number }
  | { intact: false; events: number; brokenAt: number; reason: 'gap' | 'altered' | 'columns' | 'head' }

const BATCH = 2_000

/** Recomputes a practice's whole chain and compares it with what is stored, event by event. */
export async function verifyAudit(tx: Tx): Promise<ChainState> {
  let hash = createHash('sha256').update('divan').digest()
  let seq = 0
  for (;;) {
    const events = await tx
      .selectFrom('auditEvent')
      .select(['id', 'seq', 'action', 'actorId', 'subjectId', 'facts', 'canonical', 'hash'])
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
    if (events.length < BATCH) break
  }
  const head = await tx.selectFrom('auditHead').select(['seq', 'hash']).executeTakeFirst()
  const headAgrees = head ? head.seq === seq && head.hash.equals(hash) : seq === 0
  return headAgrees
    ? { intact: true, events: seq }
    : { intact: false, events: seq, brokenAt: seq, reason: 'head' }
}

/** The readable columns must say what the hashed text says. */
function agrees(event: {
  id: string
  action: string
  actorId: string | null
  subjectId: string | null
  canonical: string
  facts: unknown
}): boolean {
  const hashed = JSON.parse(event.canonical) as Record<string, unknown>
  return (
    hashed.id === event.id &&
    hashed.action === event.action &&
    hashed.actorId === event.actorId &&
    hashed.subjectId === event.subjectId &&
    JSON.stringify(hashed.facts) === JSON.stringify(event.facts)
  )
}
