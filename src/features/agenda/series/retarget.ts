import type { RecurrenceRule } from '#src/domain/recurrence-rule.ts'
import { shiftDate } from '#src/domain/recurrence-shift.ts'
import type { Occurrence } from './occurrences.ts'

export interface NewStart {
  date: Temporal.PlainDate
  wallTime: Temporal.PlainTime
  /** The exact moment, where the wall time comes twice. */
  startsAt?: Temporal.Instant | undefined
}

/** What changes; what is left out stays as it is. */
export interface SeriesEdit {
  /** The new civil date and time of the appointment from which the change was asked for. */
  start?: NewStart | undefined
  durationMinutes?: number | undefined
  typeId?: string | undefined
  placeId?: string | null | undefined
  priceCents?: number | undefined
  patientIds?: readonly string[] | undefined
  note?: string | undefined
}

/** Where one appointment of the series goes, and what it becomes. */
export interface Target {
  occurrence: Occurrence
  occurrenceDate: Temporal.PlainDate
  wall: Temporal.PlainDateTime
  minutes: number
  typeId: string
  placeId: string | null
  /** Undefined: the price goes with the type. */
  priceCents: number | undefined
  patientIds: readonly string[] | undefined
  changesNote: boolean
}

export interface RetargetOf {
  selected: Occurrence
  /** Those to be changed. */
  open: readonly Occurrence[]
  rule: RecurrenceRule | undefined
  /** The series' own time; null where it has told none. */
  wallTime: Temporal.PlainTime | null
  /** The note of each, by id. */
  notes: ReadonlyMap<string, string>
}

/**
 * An edit of a series changes in each appointment what is as it is usual in the series. What one of them has of its
 * own (its time, since it was moved; its price) it keeps, unless it is the one the edit was asked for. A date of a
 * series moves as many days as the selected one, or to the same place of its month.
 */
export function retarget(edit: SeriesEdit, of: RetargetOf): Target[] {
  const { selected, open, rule } = of
  const usual = <Value>(read: (one: Occurrence) => Value) => mostFrequent(open, selected, read)
  const time = of.wallTime?.toString() ?? usual((one) => one.wallTime.toString())
  const duration = usual((one) => one.durationMinutes)
  const type = usual((one) => one.typeId)
  const place = usual((one) => one.placeId)
  const price = usual((one) => one.priceCents)
  const people = usual(peopleOf)
  const note = usual((one) => of.notes.get(one.id) ?? '')
  return open.map((one) => {
    const own = (differs: boolean) => differs && one.id !== selected.id
    const changes = <Value>(next: Value | undefined, differs: boolean) => next !== undefined && !own(differs)
    const occurrenceDate = edit.start
      ? shiftDate(rule, one.occurrenceDate, selected.occurrenceDate, edit.start.date)
      : one.occurrenceDate
    const wasMoved = !one.date.equals(one.occurrenceDate) || one.wallTime.toString() !== time
    const changesType = changes(edit.typeId, one.typeId !== type) && edit.typeId !== one.typeId
    return {
      occurrence: one,
      occurrenceDate,
      wall:
        edit.start && !own(wasMoved)
          ? occurrenceDate.toPlainDateTime(edit.start.wallTime)
          : one.date.toPlainDateTime(one.wallTime),
      minutes: chosen(edit.durationMinutes, one.durationMinutes, own(one.durationMinutes !== duration)),
      typeId: changesType ? (edit.typeId ?? one.typeId) : one.typeId,
      placeId: chosen(edit.placeId, one.placeId, own(one.placeId !== place)),
      priceCents:
        changesType && edit.priceCents === undefined
          ? undefined
          : chosen(edit.priceCents, one.priceCents, own(one.priceCents !== price)),
      patientIds: changes(edit.patientIds, peopleOf(one) !== people) ? edit.patientIds : undefined,
      changesNote: changes(edit.note, (of.notes.get(one.id) ?? '') !== note),
    }
  })
}

function chosen<Value>(next: Value | undefined, present: Value, keeps: boolean): Value {
  return next === undefined || keeps ? present : next
}

function peopleOf(one: Occurrence): string {
  return one.patients.map((patient) => patient.id).join()
}

/** The value that most of the others have; the selected one's own where there are no others. */
function mostFrequent<Value>(
  open: readonly Occurrence[],
  selected: Occurrence,
  read: (one: Occurrence) => Value,
): Value {
  const counts = new Map<Value, number>()
  for (const one of open) {
    if (one.id !== selected.id) counts.set(read(one), (counts.get(read(one)) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a)
  return first ? first[0] : read(selected)
}
