import { features as allFeatures } from '#src/features/index.ts'
import { runBatch } from '#src/platform/due/run-batch.ts'
import { type Feature, dueKindsOf } from '#src/platform/feature.ts'
import type { Platform } from '#src/platform/platform.ts'
import type { Inhabitant } from './world.ts'

export interface DueRowThere {
  id: string
  dueAt: Temporal.Instant
  urgent: boolean
}

/** The due row of a subject, if it has one. */
export async function findDue(
  who: Inhabitant,
  kind: string,
  subjectId: string,
): Promise<DueRowThere | undefined> {
  return who.work(({ tx }) =>
    tx
      .selectFrom('cell.due')
      .select(['id', 'dueAt', 'urgent'])
      .where('kind', '=', kind)
      .where('subjectId', '=', subjectId)
      .executeTakeFirst(),
  )
}

/** Does what is due for one subject, as a worker would, and throws what that failed with. Nothing where none is due. */
export async function runDue(
  platform: Platform,
  { practiceId }: Inhabitant,
  kind: string,
  subjectId: string,
  features: readonly Feature[] = allFeatures,
): Promise<void> {
  const declared = dueKindsOf(features)[kind]
  if (!declared) throw new Error(`no kind "${kind}"`)
  const [failure] = await runBatch(platform, kind, declared, [{ practiceId, subjectId, isLastTry: false }])
  if (failure) throw failure
}
