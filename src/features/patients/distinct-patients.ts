import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { patientEvents } from './events.ts'

export interface DistinctPair {
  id: string
  otherId: string
}

/**
 * Records that two files are two people, so that they are proposed as duplicates no more; saying so twice changes
 * nothing. Refuses one file twice and merged ones; files of another practice are NotFound.
 */
export async function markDistinct(
  work: Work,
  pair: DistinctPair,
  userId: string,
): Promise<DistinctPair | Refused<'same-file' | 'merged-file'>> {
  if (pair.id === pair.otherId) return { refused: 'same-file' }
  const files = await work.tx
    .selectFrom('patient')
    .select('mergedIntoId')
    .where('practiceId', '=', work.practiceId)
    .where('id', 'in', [pair.id, pair.otherId])
    .where('retentionState', '<>', 'erased')
    .execute()
  if (files.length < 2) throw new NotFound('patient')
  if (files.some((file) => file.mergedIntoId !== null)) return { refused: 'merged-file' }
  const [firstId, secondId] = inOrder(pair)
  await work.tx
    .insertInto('distinctPair')
    .values({ id: newId(), firstId, secondId, decidedAt: work.now, decidedBy: userId })
    .onConflict((conflict) => conflict.columns(['practiceId', 'firstId', 'secondId']).doNothing())
    .execute()
  work.record(patientEvents['mark-distinct'], pair.id, { otherId: pair.otherId })
  return pair
}

/** Takes the decision back: the two are proposed again while they look alike. Nothing decided, nothing changed. */
export async function unmarkDistinct(work: Work, pair: DistinctPair): Promise<DistinctPair> {
  const [firstId, secondId] = inOrder(pair)
  const { numDeletedRows } = await work.tx
    .deleteFrom('distinctPair')
    .where('practiceId', '=', work.practiceId)
    .where('firstId', '=', firstId)
    .where('secondId', '=', secondId)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) {
    const file = await work.tx
      .selectFrom('patient')
      .select('id')
      .where('practiceId', '=', work.practiceId)
      .where('id', 'in', [firstId, secondId])
      .execute()
    if (file.length < 2) throw new NotFound('patient')
  } else {
    work.record(patientEvents['unmark-distinct'], pair.id, { otherId: pair.otherId })
  }
  return pair
}

/** The table keeps each pair once, the smaller id first. */
function inOrder({ id, otherId }: DistinctPair): readonly [string, string] {
  return id < otherId ? [id, otherId] : [otherId, id]
}
