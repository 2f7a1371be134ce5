import type { Lang } from '../text.ts'
import type { Work } from '../work.ts'

/** One thing that events happened to, as the audit trail calls it. */
export interface Named {
  readonly name: string
  /** Its page, or the nearest one that still stands; left out where none does. */
  readonly href?: string
}

/**
 * Finds what events of one type of subject happened to, by one statement: also what was archived, merged or removed
 * since. What is gone altogether is left out.
 */
export type NameSubjects = (
  work: Work,
  ids: readonly string[],
  lang: Lang,
) => Promise<ReadonlyMap<string, Named>>

/** By the type of subject that events are declared with. */
export type Subjects = Readonly<Record<string, NameSubjects>>
