import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { openingExceptionEvents, openingPeriodEvents, timeOffEvents } from '../events.ts'
import { settingsText } from './settings-text.ts'

/** Settings that remember the one edit before the present, so that its toast can give it back. */
export type VersionedTable = 'appointmentType' | 'openingException' | 'openingPeriod' | 'place' | 'timeOff'

export type VersionRefused = Refused<'stale' | 'stale-undo' | 'nothing-to-undo'>

/** Locks a row and checks the version its editor saw. Throws NotFound. */
export async function lockVersion(
  work: Work,
  table: VersionedTable,
  id: string,
  version: number | undefined,
): Promise<{ previous: unknown; version: number } | Refused<'stale'>> {
  const row = await work.tx
    .selectFrom(table)
    .select(['previous', 'version'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return version !== undefined && version !== row.version ? { refused: 'stale' } : row
}

/** What an undo writes back, after the checks that make it safe. */
export async function previousOf<Fields>(
  work: Work,
  table: VersionedTable,
  id: string,
  version: number,
): Promise<{ previous: Fields } | VersionRefused> {
  const row = await lockVersion(work, table, id, version)
  if (isRefused(row)) return { refused: 'stale-undo' }
  if (typeof row.previous !== 'object' || row.previous === null) return { refused: 'nothing-to-undo' }
  return { previous: row.previous as Fields }
}

const EVENTS = {
  openingException: openingExceptionEvents,
  openingPeriod: openingPeriodEvents,
  timeOff: timeOffEvents,
} as const

/** Takes a row away, or gives it back: it stays. Throws NotFound. */
export async function setRemoved(
  work: Work,
  table: keyof typeof EVENTS,
  id: string,
  removed: boolean,
): Promise<void> {
  const changed = await work.tx
    .updateTable(table)
    .set((set) => ({ removedAt: removed ? work.now : null, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new NotFound()
  const events = EVENTS[table]
  work.record(removed ? events.remove : events.restore, id)
}

export function explainVersion(refused: VersionRefused, lang: Lang): Explained {
  const t = settingsText[lang].refusals
  const sentences = { stale: t.stale, 'stale-undo': t.staleUndo, 'nothing-to-undo': t.nothingToUndo }
  return { status: 409, errors: [{ message: sentences[refused.refused] }] }
}
