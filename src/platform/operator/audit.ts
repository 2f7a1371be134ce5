import { createHash } from 'node:crypto'
import type { OperatorTx } from '#src/db/database.ts'
import type { Happened } from '../events/declare-events.ts'

interface StoredEvent {
  action: string
  subjectType: string
  subjectId: string | null
  facts: Happened['facts']
  seq: number
  at: Temporal.Instant
  accountId: string | null
}

const BATCH = 2_000

/** Appends to the installation's chain; its head is the last lock, so nothing may be written afterwards. */
export async function appendOperatorAudit(
  { tx, now, accountId }: { tx: OperatorTx; now: Temporal.Instant; accountId: string | null },
  happened: readonly Happened[],
): Promise<void> {
  const head = await tx
    .selectFrom('operator.auditHead')
    .select(['seq', 'hash'])
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  let { seq, hash } = head
  // A column keeps microseconds: what is hashed is what will be read again.
  const at = now.round('microsecond')
  const rows = happened.map(({ event, id, facts }) => {
    const named = { action: event.code, subjectType: event.subject, subjectId: id }
    const row = { ...named, facts, seq: ++seq, at, accountId }
    hash = nextHash(hash, row)
    return { ...row, facts: JSON.stringify(facts), hash }
  })
  await tx.insertInto('operator.auditEvent').values(rows).execute()
  await tx.updateTable('operator.auditHead').set({ seq, hash }).execute()
}

/** Recomputes the whole chain; undefined where it is intact, else the first event that does not fit. */
export async function findOperatorAuditFault(tx: OperatorTx): Promise<number | undefined> {
  let hash: Buffer = createHash('sha256').update('divan operator').digest()
  let seq = 0
  // Of one transaction's moment: who appends meanwhile waits for the head.
  const head = await tx
    .selectFrom('operator.auditHead')
    .select(['seq', 'hash'])
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  for (;;) {
    const events = await tx
      .selectFrom('operator.auditEvent')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    for (const { hash: stored, facts, ...event } of events) {
      seq++
      hash = nextHash(hash, { ...event, facts: facts as unknown as Happened['facts'] })
      if (event.seq !== seq || !hash.equals(stored)) return seq
    }
    if (events.length < BATCH) break
  }
  return head.seq === seq && head.hash.equals(hash) ? undefined : seq + 1
}

function nextHash(previous: Buffer, event: StoredEvent): Buffer {
  const { seq, at, accountId, action, subjectType, subjectId, facts } = event
  // jsonb keeps no order of keys.
  const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))
  const line = JSON.stringify([seq, at.toString(), accountId, action, subjectType, subjectId, sorted])
  return createHash('sha256').update(previous).update(line).digest()
}
