import { newId } from '#src/domain/ids.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'
import { workFor } from '../work-for.ts'
import type { DueKind, DueKinds } from './kinds.ts'
import { SYSTEM } from './work-for-due.ts'

/** Rows in one statement at most. */
const MOST = 500

/**
 * Makes the due rows that a practice's own tables call for and that are missing: after a restore, and every night.
 * Those that are there stay as they are. Answers how many were made.
 */
export async function rebuildDue(platform: Platform, kinds: DueKinds, practiceId: string): Promise<number> {
  let count = 0
  for (const [kind, declared] of Object.entries(kinds)) {
    if (!declared.rebuild) continue
    count += await workFor(platform, practiceId, SYSTEM, (work) => rebuildKind(work, kind, declared))
  }
  if (count > 0) platform.due.ring()
  return count
}

async function rebuildKind(work: Work, kind: string, declared: DueKind): Promise<number> {
  const wanted = (await declared.rebuild?.(work)) ?? []
  const { practiceId } = work
  let count = 0
  for (let from = 0; from < wanted.length; from += MOST) {
    const rows = wanted
      .slice(from, from + MOST)
      .map(({ subjectId, at }) => ({ practiceId, id: newId(), kind, subjectId, dueAt: at }))
    const made = await work.tx
      .insertInto('cell.due')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['practiceId', 'kind', 'subjectId']).doNothing())
      .executeTakeFirst()
    count += Number(made.numInsertedOrUpdatedRows ?? 0n)
  }
  return count
}
