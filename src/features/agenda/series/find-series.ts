import type { Work } from '#src/platform/work.ts'
import type { Series } from './occurrences.ts'
import { type Status, statusesWhere } from '#src/domain/appointment-status.ts'

/** A series as the page of one of its appointments tells of it. */
export interface SeriesSummary extends Series {
  /** The next ones; cancelled ones are not among them. */
  coming: { id: string; startsAt: Temporal.Instant; status: Status }[]
  comingCount: number
  /** The last of them, for a rule that counts or that no sentence says. */
  lastDate: Temporal.PlainDate | undefined
}

const SHOWN = 6
/** The longest series there is: more rows than that do not come. */
const MOST = 300

/** Undefined for an appointment that stands alone. */
export async function findSeries(work: Work, seriesId: string | null): Promise<SeriesSummary | undefined> {
  if (seriesId === null) return undefined
  const { practiceId, tx, now } = work
  const series = await tx
    .selectFrom('appointmentSeries')
    .select(['id', 'rule', 'zone', 'startsOn', 'wallTime'])
    .where('practiceId', '=', practiceId)
    .where('id', '=', seriesId)
    .executeTakeFirst()
  if (!series) return undefined
  const rows = await tx
    .selectFrom('appointment')
    .select(['id', 'startsAt', 'status'])
    .where('practiceId', '=', practiceId)
    .where('seriesId', '=', seriesId)
    .where('startsAt', '>', now)
    .where('status', 'in', statusesWhere('takesTime'))
    .orderBy('startsAt')
    .limit(MOST)
    .execute()
  const coming = rows.map((row) => ({ ...row, status: row.status as Status }))
  const lastDate = coming.at(-1)?.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  return { ...series, coming: coming.slice(0, SHOWN), comingCount: coming.length, lastDate }
}
