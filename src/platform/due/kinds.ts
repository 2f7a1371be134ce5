import type { QueueSettings } from '../jobs/queue-settings.ts'
import type { Platform } from '../platform.ts'
import type { Work } from '../work.ts'

/**
 * One kind of thing that becomes due, declared by its feature: how its queue runs, and what is done. Rows of it are
 * written by `work.enqueue` and `work.due`.
 */
export interface DueKind extends QueueSettings {
  /**
   * Does what is due and deletes the row: by `workForDue`, or, where the effect takes several transactions, by
   * `finishDue` in the last one. Whoever returns and leaves the row has failed. It may run twice, and finds out by
   * itself what is already done. Throws TryLater for another try.
   */
  handle(platform: Platform, due: DueRow): Promise<void>
  /** False where this installation cannot do it, such as mail without a server: rows wait, nothing is tried. */
  isPossible?(platform: Platform): boolean
  /**
   * What ought to be due in a practice, by its own tables: rows that are missing are made, after a restore and every
   * night. Those that are there stay as they are.
   */
  rebuild?(work: Work): Promise<readonly { subjectId: string; at: Temporal.Instant }[]>
}

export type DueKinds = Readonly<Record<string, DueKind>>

/** A due row as it is handed to its handler. Asked for again meanwhile, the row has another id. */
export interface DueRow {
  kind: string
  practiceId: string
  subjectId: string
  id: string
}

/** Not now: nothing is wrong with the house, another try is wanted. */
export class TryLater extends Error {}
