import type { Actor } from '../audit/audit.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import type { DueRow } from './kinds.ts'
import { workFor } from '../work-for.ts'

/** Who acts when nobody asked: Divan itself. */
export const SYSTEM: Actor = { kind: 'system', id: null }

/**
 * The whole of a handler that needs one transaction: `task` locks its subject, looks, acts; then the due row is deleted.
 * Was it taken back or asked for again meanwhile, there is none to delete, and all of it is rolled back (the new asking
 * has its own run). Answers whether it was done.
 */
export async function workForDue(
  platform: Platform,
  due: DueRow,
  task: (work: Work) => Promise<void>,
): Promise<boolean> {
  const outcome = await workFor(platform, due.practiceId, SYSTEM, async (work) => {
    await task(work)
    return (await finishDue(work, due)) ? 'done' : { refused: 'not-due' as const }
  })
  return outcome === 'done'
}

/**
 * Deletes the due row: the last statement of a handler's last transaction. False where it was taken back or asked for
 * again since the handler began; an effect that has left the house is recorded all the same.
 */
export async function finishDue(work: Work, due: DueRow): Promise<boolean> {
  const deleted = await work.tx
    .deleteFrom('cell.due')
    .where('practiceId', '=', due.practiceId)
    .where('id', '=', due.id)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}
