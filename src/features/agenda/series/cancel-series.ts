import { newId } from '#src/domain/ids.ts'
import { readStoredRule } from '#src/domain/recurrence-repeat.ts'
import { endOn, formatRule, lastWallTime } from '#src/domain/recurrence-repeat.ts'
import type { Work } from '#src/platform/work.ts'
import { keyOwnerOf } from '../appointments/appointment-store.ts'
import { readNoticeHours } from '../appointments/change-status.ts'
import { type CancelledBy, isLateCancellation, mayChange } from '../appointments/status.ts'
import { type NoSeries, type ScopedSeries, type StaleRefusal, lockSeriesPart } from './change-scope.ts'
import type { ChangedSeries } from './change-series.ts'
import { type NothingLeft, type SeriesReview, type SeriesTaken, unlessOccupied } from './create-series.ts'
import { type Occurrence, type Series, type SeriesScope, readOccurrences } from './occurrences.ts'
import { type Choices, type PlannedDate, planDates } from './plan-dates.ts'
import { readPlanGround } from './plan-ground.ts'
import { endSeries } from './rebuild-series.ts'
import { recordChange, updateSeries } from './series-store.ts'
import { readTypes, typeOf } from './target-lines.ts'
import { type Line, lineOf, updateLines } from './write-lines.ts'
import type { SpanRefusal } from '#src/domain/start-time.ts'
import { busySpan } from '../appointments/occupancy-sql.ts'
import { seriesEvents } from '../events.ts'

/**
 * Cancels the appointments of a series that are to come and frees their times; the series ends with what is left of
 * it. Each is late or not by its own start.
 */
export async function cancelSeries(
  work: Work,
  id: string,
  cancellation: { scope: SeriesScope; by: CancelledBy; reason: string },
): Promise<ChangedSeries | NoSeries | StaleRefusal> {
  const part = await lockSeriesPart(work, id, cancellation)
  if ('refused' in part) return part
  const open = part.coming.filter((one) => mayChange(one.status, 'cancel'))
  if (open.length === 0) return { refused: 'nothing-to-come' }
  const { by, reason, scope } = cancellation
  const noticeHours = await readNoticeHours(work)
  const lines = open.map(async (one): Promise<Line> => {
    const place = `appointment.reason_sealed:${one.id}`
    return {
      ...lineOf(one),
      status: 'cancelled',
      previousStatus: one.status,
      cancelledBy: by,
      cancelledAt: work.now,
      late: isLateCancellation(by, one.startsAt, work.now, noticeHours),
      reasonSealed: reason === '' ? null : await work.seal(keyOwnerOf(one), place, reason),
      busyFrom: null,
      busyTo: null,
    }
  })
  const { series, lastBefore } = part
  const seriesBefore = lastBefore ? await endSeries(work, series, lastBefore) : []
  const changed = await writeStatuses(work, part, { lines: await Promise.all(lines), seriesBefore, left: [] })
  // Freeing times takes none.
  if ('refused' in changed) throw new Error('a cancellation met what occupies its time')
  work.record(seriesEvents.cancel, series.id, { appointments: open.length, scope, by })
  return changed
}

/** Takes the cancellation of the appointments to come back; those whose time was taken since are asked about. */
export async function restoreSeries(
  work: Work,
  id: string,
  restoration: { scope: SeriesScope; choices: Choices },
): Promise<ChangedSeries | NoSeries | StaleRefusal | SeriesReview | NothingLeft | SeriesTaken | SpanRefusal> {
  const part = await lockSeriesPart(work, id, restoration)
  if ('refused' in part) return part
  const cancelled = part.coming.filter((one) => one.status === 'cancelled')
  const [first, last] = [cancelled[0], cancelled.at(-1)]
  if (!first || !last) return { refused: 'nothing-to-come' }
  const types = await readTypes(
    work,
    cancelled.map((one) => one.typeId),
  )
  const ground = await readPlanGround(work, {
    practitionerId: first.practitionerId,
    placeId: first.placeId,
    patients: cancelled.flatMap((one) => one.patients),
    stepMinutes: typeOf(types, first.typeId).stepMinutes,
    first: first.date,
    last: last.date,
  })
  const wanted = cancelled.map((one) => ({
    ...typeOf(types, one.typeId),
    key: one.id,
    wall: one.date.toPlainDateTime(one.wallTime),
    minutes: one.durationMinutes,
    patients: one.patients,
    startsAt: one.startsAt,
    current: one,
  }))
  // What was agreed on once is no news; only what is taken has to be decided.
  const rows = planDates(wanted, ground, { choices: restoration.choices, ask: 'walls' })
  if ('refused' in rows) return rows
  if (rows.some((row) => row.undecided)) return { refused: 'series-review', rows }
  const left = rows.filter((row) => !row.taken)
  if (left.length === rows.length) return { refused: 'nothing-left', rows }
  const placeOf = new Map(rows.map((row) => [row.key, row.taken]))
  const lines = cancelled.flatMap((one) => {
    const taken = placeOf.get(one.id)
    return taken ? [restoredLine(one, taken, busySpan(taken, typeOf(types, one.typeId)))] : []
  })
  const seriesBefore = await prolongSeries(work, part, lines)
  const changed = await writeStatuses(work, part, { lines, seriesBefore, left })
  if ('refused' in changed) return changed
  const { scope } = restoration
  work.record(seriesEvents.restore, part.series.id, { appointments: lines.length, scope })
  return changed
}

function restoredLine(
  one: Occurrence,
  { startsAt, endsAt, date, wallTime }: NonNullable<PlannedDate['taken']>,
  busy: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
): Line {
  return {
    ...lineOf(one),
    startsAt,
    endsAt,
    date,
    wallTime,
    status: one.previousStatus ?? 'confirmed',
    previousStatus: null,
    cancelledBy: null,
    cancelledAt: null,
    late: false,
    reasonSealed: null,
    overlapping: false,
    busyFrom: busy.startsAt,
    busyTo: busy.endsAt,
  }
}

/** A series that ended before what comes back goes on until then. */
async function prolongSeries(
  work: Work,
  { series }: ScopedSeries,
  lines: readonly Line[],
): Promise<readonly Series[]> {
  const rule = readStoredRule(series.rule)
  const end = rule && lastWallTime(rule, series.zone)
  const last = lines
    .flatMap((line) => line.occurrenceDate ?? [])
    .toSorted(Temporal.PlainDate.compare)
    .at(-1)
  if (!rule || !end || !last || Temporal.PlainDate.compare(last, end) <= 0) return []
  await updateSeries(work, series.id, { rule: formatRule(endOn(rule, last, series.zone)) })
  return [series]
}

async function writeStatuses(
  work: Work,
  { selected }: ScopedSeries,
  { lines, seriesBefore, left }: { lines: Line[]; seriesBefore: readonly Series[]; left: PlannedDate[] },
): Promise<ChangedSeries | SeriesTaken> {
  const changeId = newId()
  const { practitionerId } = selected
  const refused = await unlessOccupied(() => updateLines(work, lines, { practitionerId, changeId }))
  if (refused) return refused
  await recordChange(work, { id: changeId, touched: lines.length, begunSeriesId: null, seriesBefore })
  const ids = lines.map((line) => line.id)
  const now = await readOccurrences(work, [...ids, selected.id])
  return {
    changeId,
    selected: now.find((one) => one.id === selected.id) ?? selected,
    items: now.filter((one) => ids.includes(one.id)),
    left,
  }
}
