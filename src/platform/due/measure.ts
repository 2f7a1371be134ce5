import { sql } from '#src/db/sql.ts'
import type { Platform } from '../platform.ts'

export interface DueFigures {
  kind: string
  /** Due by now and not done: waiting, or being done. */
  waiting: number
  oldestSeconds: number
  /** Tried as often as the queue may, and put off. */
  failed: number
}

/** How much is due, of each kind that is declared. */
export async function measureDue(platform: Platform): Promise<DueFigures[]> {
  const now = platform.clock()
  const { rows } = await platform.db.inCell((tx) =>
    sql<{ kind: string; waiting: number; oldest: Temporal.Instant; failed: number }>`
      select kind, count(*)::int as waiting, min(due_at) as oldest, count(failed_at)::int as failed
      from cell.due where due_at <= ${now} group by kind`.execute(tx),
  )
  const found = new Map(rows.map((row) => [row.kind, row]))
  return [...platform.due.kinds].map((kind) => {
    const row = found.get(kind)
    return {
      kind,
      waiting: row?.waiting ?? 0,
      oldestSeconds: row ? Math.round(now.since(row.oldest).total('seconds')) : 0,
      failed: row?.failed ?? 0,
    }
  })
}
