import { sql } from '#src/db/sql.ts'
import type { CellTx, Database } from '#src/db/database.ts'
import type { Clock } from '../clock.ts'
import type { NewJob, Queue } from '../jobs/queue.ts'
import { type Queues, leaseSeconds } from '../jobs/queue-settings.ts'

export interface TickGround {
  db: Database
  clock: Clock
  queues: Queues
  queue: Pick<Queue, 'put' | 'wake'>
}

/** Handed out in one transaction at most, of a kind. */
const MOST = 500

/**
 * Hands to the queue what is due by Divan's clock, kind by kind: a row is leased and its job written in one transaction
 * of the cell, so that neither is there without the other. Answers how many rows it handed out, and whether more wait.
 */
export async function tick(ground: TickGround): Promise<{ count: number; more: boolean }> {
  const ready = await ground.db.inCell((tx) => findReady(tx, Object.keys(ground.queues), ground.clock()))
  let count = 0
  let more = false
  for (const kind of ready) {
    const handed = await handOut(ground, kind)
    count += handed
    more ||= handed >= MOST
  }
  return { count, more }
}

async function handOut({ db, clock, queues, queue }: TickGround, kind: string): Promise<number> {
  const settings = queues[kind]
  if (!settings) return 0
  const rows = await db.inCell(async (tx) => {
    const now = clock()
    const leaseUntil = now.add({ seconds: leaseSeconds(settings) })
    // Those a person waits for have a claim of their own: a thousand others do not hide them.
    const [urgent, others] = await Promise.all(
      [true, false].map((isUrgent) => lease(tx, kind, isUrgent, now, leaseUntil)),
    )
    const leased = [...(urgent ?? []), ...(others ?? [])]
    if (leased.length > 0) await queue.put(tx, kind, leased)
    return leased
  })
  if (rows.length > 0) queue.wake(kind)
  return rows.length
}

async function findReady(
  tx: CellTx,
  kinds: readonly string[],
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const { rows } = await sql<{ kind: string }>`
    select declared.kind from unnest(${kinds}::text[]) as declared(kind)
    where exists (
      select from cell.due where due.kind = declared.kind and due.due_at <= ${now}
        and (due.lease_until is null or due.lease_until <= ${now}))`.execute(tx)
  return rows.map((row) => row.kind)
}

/** Rows that another tick holds are passed over, not waited for. */
async function lease(
  tx: CellTx,
  kind: string,
  urgent: boolean,
  now: Temporal.Instant,
  leaseUntil: Temporal.Instant,
): Promise<readonly NewJob[]> {
  const { rows } = await sql<NewJob>`
    with free as (
      select practice_id, id from cell.due
      where kind = ${kind} and due_at <= ${now} and (lease_until is null or lease_until <= ${now})
        and ${urgent ? sql`urgent` : sql`not urgent`}
      order by due_at limit ${MOST} for update skip locked
    )
    update cell.due set lease_until = ${leaseUntil} from free
    where due.practice_id = free.practice_id and due.id = free.id
    returning due.practice_id, due.subject_id, due.urgent`.execute(tx)
  return rows
}
