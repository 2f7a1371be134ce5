import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { type LockedAppointment, lockAppointment } from '../appointments/appointment-store.ts'
import {
  type Occurrence,
  type SeriesPart,
  type SeriesScope,
  readOccurrences,
  readSeriesPart,
} from './occurrences.ts'

export type NoSeries = Refused<'no-series' | 'nothing-to-come'>
export type StaleRefusal = Refused<'stale', { current: LockedAppointment }>

export interface ScopedSeries extends SeriesPart {
  /** The appointment from which the change was asked for. */
  selected: Occurrence
}

/** Locks the practitioner and reads the part of a series that a change is about. Throws NotFound. */
export async function lockSeriesPart(
  work: Work,
  id: string,
  { scope, version }: { scope: SeriesScope; version?: number | undefined },
): Promise<ScopedSeries | NoSeries | StaleRefusal> {
  const locked = await lockAppointment(work, id)
  if (version !== undefined && version !== locked.version) return { refused: 'stale', current: locked }
  if (!locked.seriesId) return { refused: 'no-series' }
  const [selected] = await readOccurrences(work, [id])
  if (!selected) throw new Error('the locked appointment is gone')
  const from = scope === 'following' ? selected.occurrenceDate : undefined
  return { selected, ...(await readSeriesPart(work, { seriesId: locked.seriesId, from })) }
}
