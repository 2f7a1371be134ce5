import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Work } from '#src/platform/work.ts'
import type { Series } from './occurrences.ts'

export async function insertSeries(work: Work, series: Series): Promise<void> {
  await work.tx.insertInto('appointmentSeries').values(series).execute()
}

export async function updateSeries(work: Work, id: string, next: Partial<Omit<Series, 'id'>>): Promise<void> {
  await work.tx
    .updateTable('appointmentSeries')
    .set((set) => ({ ...next, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
}

/** What an undo needs to know besides the appointments themselves. */
export interface RecordedChange {
  id: string
  touched: number
  begunSeriesId: string | null
  seriesBefore: readonly Series[]
}

export async function recordChange(
  work: Work,
  change: Omit<RecordedChange, 'id'> & { id?: string },
): Promise<string> {
  const { id = newId(), touched, begunSeriesId, seriesBefore } = change
  await sql`
    insert into appointment_change (practice_id, id, touched, begun_series_id, series_before, made_at)
    values (${work.practiceId}, ${id}, ${touched}, ${begunSeriesId}::uuid, ${JSON.stringify(seriesBefore)}::jsonb,
      ${work.now})`.execute(work.tx)
  return id
}
