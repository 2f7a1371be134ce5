import type { Named } from '#src/platform/events/subjects.ts'
import type { House } from '#src/platform/house.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import type { JournalEvent } from './list-events.ts'

/** What events happened to, by its id: one statement for each type of subject among them. */
export async function nameSubjects(
  work: Work,
  { subjects }: Pick<House, 'subjects'>,
  events: readonly JournalEvent[],
  lang: Lang,
): Promise<ReadonlyMap<string, Named>> {
  const byType = Map.groupBy(events, ({ subjectType }) => subjectType)
  const named = [...byType].map(async ([type, some]) => {
    const ids = new Set(some.flatMap(({ subjectId }) => subjectId ?? []))
    const find = subjects.get(type)
    return find && ids.size > 0 ? [...(await find(work, [...ids], lang))] : []
  })
  return new Map((await Promise.all(named)).flat())
}
