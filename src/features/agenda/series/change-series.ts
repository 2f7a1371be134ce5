import { newId } from '#src/domain/ids.ts'
import { readStoredRule } from '#src/domain/recurrence-repeat.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { readPatients } from '../appointments/edit-appointment.ts'
import type { SpanRefusal } from '#src/domain/start-time.ts'
import { seriesEvents } from '../events.ts'
import { mayChange } from '../appointments/status.ts'
import { type NoSeries, type ScopedSeries, type StaleRefusal, lockSeriesPart } from './change-scope.ts'
import { type NothingLeft, type SeriesReview, type SeriesTaken, unlessOccupied } from './create-series.ts'
import { type Occurrence, type SeriesScope, occupiedBy, readOccurrences } from './occurrences.ts'
import { type Choices, type PlanOptions, type PlannedDate, type WantedDate, planDates } from './plan-dates.ts'
import { readPlanGround } from './plan-ground.ts'
import { type RebuiltSeries, rebuildSeries } from './rebuild-series.ts'
import { type SeriesEdit, type Target, retarget } from './retarget.ts'
import { recordChange } from './series-store.ts'
import { type Types, openNotes, readTypes, requirePlace, toLine, typeOf } from './target-lines.ts'
import { type Line, lineOf, updateLines } from './write-lines.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'

export interface SeriesChange extends SeriesEdit {
  scope: SeriesScope
  /** Stale when the appointment from which it was asked for has another version since. */
  version?: number | undefined
  /** By the id of an appointment. */
  choices: Choices
  ask: PlanOptions['ask']
  /** What the journal calls it. */
  verb: 'move' | 'update'
}

export interface ChangedSeries {
  changeId: string
  /** The appointment from which the change was asked for, as it is now. */
  selected: Occurrence
  items: Occurrence[]
  /** Those that kept their time though another was asked for. */
  left: PlannedDate[]
}

export type ChangeRefusal =
  | NoSeries
  | StaleRefusal
  | SpanRefusal
  | SeriesReview
  | NothingLeft
  | SeriesTaken
  | Refused<'type-archived' | 'no-patient'>

/**
 * Moves or edits the appointments of a series that are to come, from one on or all; held, missed, cancelled and past
 * ones stay. Where earlier ones stay, the old series ends with them and a new one begins.
 */
export async function changeSeries(
  work: Work,
  id: string,
  change: SeriesChange,
): Promise<ChangedSeries | ChangeRefusal> {
  const part = await lockSeriesPart(work, id, change)
  if ('refused' in part) return part
  const open = part.coming.filter((one) => mayChange(one.status, 'move'))
  if (open.length === 0) return { refused: 'nothing-to-come' }
  if (change.patientIds?.length === 0) return { refused: 'no-patient' }
  const types = await readTypes(work, [
    ...open.map((one) => one.typeId),
    ...(change.typeId ? [change.typeId] : []),
  ])
  if (change.typeId !== undefined && typeOf(types, change.typeId).archived)
    return { refused: 'type-archived' }
  if (change.placeId) await requirePlace(work, change.placeId)
  const patients = change.patientIds && (await readPatients(work, change.patientIds))
  const { rule, wallTime } = part.series
  const notes = change.note === undefined ? new Map<string, string>() : await openNotes(work, open)
  const targets = retarget(change, { ...part, open, rule: readStoredRule(rule), wallTime, notes })
  const rows = await planTargets(work, part, {
    targets,
    types,
    change,
    patients,
  })
  if ('refused' in rows) return rows
  if (rows.some((row) => row.undecided)) return { refused: 'series-review', rows }
  const left = rows.filter((row) => !row.taken)
  if (change.verb === 'move' && rows.length > 0 && left.length === rows.length)
    return { refused: 'nothing-left', rows }
  const rebuilt = await rebuildSeries(work, part, change)
  const rowOf = new Map(rows.map((row) => [row.key, row]))
  const lines = targets.map((target) =>
    toLine(work, target, { row: rowOf.get(target.occurrence.id), types, patients, note: change.note }),
  )
  return writeChange(work, part, { lines: await Promise.all(lines), open, left, rebuilt, change })
}

/** Only what gets another time, or other buffers, has to find room. */
async function planTargets(
  work: Work,
  part: ScopedSeries,
  {
    targets,
    types,
    change,
    patients,
  }: {
    targets: readonly Target[]
    types: Types
    change: SeriesChange
    patients: readonly NamedPatient[] | undefined
  },
): Promise<PlannedDate[] | SpanRefusal> {
  const moving = targets.filter((target) => takesOtherTime(target, types))
  const dates = moving
    .flatMap(({ wall, occurrence }) => [wall.toPlainDate(), occurrence.date])
    .toSorted(Temporal.PlainDate.compare)
  const [first, last] = [dates[0], dates.at(-1)]
  if (!first || !last) return []
  const wanted = moving.map((target): WantedDate => {
    const { occurrence, wall, minutes, typeId } = target
    const { bufferBeforeMinutes, bufferAfterMinutes } = typeOf(types, typeId)
    const isSelected = occurrence.id === part.selected.id
    return {
      key: occurrence.id,
      wall,
      minutes,
      bufferBeforeMinutes,
      bufferAfterMinutes,
      patients: (target.patientIds && patients) ?? occurrence.patients,
      startsAt: isSelected ? change.start?.startsAt : keptInstant(target),
      current: occurrence,
      occupied: occupiedBy(occurrence),
    }
  })
  const released = wanted.flatMap((one) => one.occupied ?? [])
  const { practitionerId, placeId, typeId } = part.selected
  const stepMinutes = typeOf(types, change.typeId ?? moving[0]?.typeId ?? typeId).stepMinutes
  const ground = await readPlanGround(work, {
    practitionerId,
    placeId: change.placeId === undefined ? placeId : change.placeId,
    patients: wanted.flatMap((one) => one.patients),
    stepMinutes,
    first,
    last,
    released,
  })
  return planDates(wanted, ground, change)
}

function takesOtherTime({ occurrence, wall, minutes, typeId }: Target, types: Types): boolean {
  const former = types.get(occurrence.typeId)
  const type = typeOf(types, typeId)
  return (
    !wall.equals(occurrence.date.toPlainDateTime(occurrence.wallTime)) ||
    minutes !== occurrence.durationMinutes ||
    (typeId !== occurrence.typeId &&
      (type.bufferBeforeMinutes !== former?.bufferBeforeMinutes ||
        type.bufferAfterMinutes !== former.bufferAfterMinutes))
  )
}

/** A wall time that stays means the moment it meant before. */
function keptInstant({ occurrence, wall }: Target): Temporal.Instant | undefined {
  return wall.equals(occurrence.date.toPlainDateTime(occurrence.wallTime)) ? occurrence.startsAt : undefined
}

async function writeChange(
  work: Work,
  { selected, coming, series }: ScopedSeries,
  of: {
    lines: readonly Line[]
    open: readonly Occurrence[]
    left: PlannedDate[]
    rebuilt: RebuiltSeries | undefined
    change: SeriesChange
  },
): Promise<ChangedSeries | SeriesTaken> {
  const { rebuilt, open, left } = of
  const changeId = newId()
  // Cancelled ones to come stay as they are, in the series that those around them are in.
  const companions = rebuilt ? coming.filter((one) => !open.includes(one)).map((one) => lineOf(one)) : []
  const lines = [...of.lines, ...companions].map((line) =>
    rebuilt ? { ...line, seriesId: rebuilt.seriesId, occurrenceDate: rebuilt.dateOf(line) } : line,
  )
  const { practitionerId } = selected
  const refused = await unlessOccupied(() => updateLines(work, lines, { practitionerId, changeId }))
  if (refused) return refused
  await recordChange(work, {
    id: changeId,
    touched: lines.length,
    begunSeriesId: rebuilt?.begunSeriesId ?? null,
    seriesBefore: rebuilt?.seriesBefore ?? [],
  })
  const { verb, scope } = of.change
  work.record(seriesEvents[verb], series.id, { appointments: open.length, scope })
  const items = await readOccurrences(work, [...open.map((one) => one.id), selected.id])
  const now = items.find((one) => one.id === selected.id) ?? selected
  return { changeId, selected: now, items: items.filter((one) => open.some(({ id }) => id === one.id)), left }
}
