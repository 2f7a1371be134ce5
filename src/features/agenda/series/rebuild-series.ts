import { newId } from '#src/domain/ids.ts'
import { endOn, formatRule, readStoredRule } from '#src/domain/recurrence-repeat.ts'
import { shiftDate, shiftRule } from '#src/domain/recurrence-shift.ts'
import type { Work } from '#src/platform/work.ts'
import type { ScopedSeries } from './change-scope.ts'
import type { Occurrence, Series, SeriesScope } from './occurrences.ts'
import type { NewStart } from './retarget.ts'
import { insertSeries, updateSeries } from './series-store.ts'
import type { Line } from './write-lines.ts'

export interface RebuiltSeries {
  begunSeriesId: string | null
  seriesBefore: readonly Series[]
  /** The series to which those to come belong now, and the date that it gives each. */
  seriesId: string
  dateOf(occurrence: Pick<Line, 'occurrenceDate'>): Temporal.PlainDate | null
}

/**
 * Gives the appointments to come the series that they are now. Where others stay behind, the old one ends with the
 * last of those and a new one begins; otherwise the series itself moves. Undefined when nothing of it changes.
 */
export async function rebuildSeries(
  work: Work,
  part: ScopedSeries,
  { scope, start }: { scope: SeriesScope; start?: NewStart | undefined },
): Promise<RebuiltSeries | undefined> {
  const { series, lastBefore, coming } = part
  const splits = lastBefore !== null && (scope === 'following' || start !== undefined)
  if (!splits && start === undefined) return undefined
  const moved = movedSeries(work, part, start)
  const dateOf: RebuiltSeries['dateOf'] = ({ occurrenceDate }) =>
    occurrenceDate && moved.dateOf(occurrenceDate)
  if (!splits) {
    await updateSeries(work, series.id, moved.series)
    return { begunSeriesId: null, seriesBefore: [series], seriesId: series.id, dateOf }
  }
  const seriesId = newId()
  await insertSeries(work, { id: seriesId, ...moved.series })
  const seriesBefore = await endSeries(work, series, lastBefore)
  if (coming.length === 0) throw new Error('a series was split before nothing')
  return { begunSeriesId: seriesId, seriesBefore, seriesId, dateOf }
}

/** Ends a series with a date; answers what it was. One without a rule that can be read keeps what it has. */
export async function endSeries(
  work: Work,
  series: Series,
  last: Temporal.PlainDate,
): Promise<readonly Series[]> {
  const rule = readStoredRule(series.rule)
  if (!rule) return []
  await updateSeries(work, series.id, { rule: formatRule(endOn(rule, last, series.zone)) })
  return [series]
}

function movedSeries(work: Work, { series, coming, selected }: ScopedSeries, start: NewStart | undefined) {
  const rule = readStoredRule(series.rule)
  const from = selected.occurrenceDate
  const to = start?.date ?? from
  const dateOf = (date: Temporal.PlainDate): Temporal.PlainDate => shiftDate(rule, date, from, to)
  const dates = coming
    .map((one: Occurrence) => dateOf(one.occurrenceDate))
    .toSorted(Temporal.PlainDate.compare)
  const [startsOn = to, last = to] = [dates[0], dates.at(-1)]
  const shifted = rule && shiftRule(rule, from, to)
  return {
    dateOf,
    series: {
      rule: shifted ? formatRule(endOn(shifted, last, work.zone)) : '',
      zone: work.zone,
      startsOn,
      wallTime: start?.wallTime ?? series.wallTime,
    },
  }
}
