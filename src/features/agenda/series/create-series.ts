import { sqlState } from '#src/db/database.ts'
import { newId } from '#src/domain/ids.ts'
import { type SeriesRefusal, formatRule, listSeriesDates } from '#src/domain/recurrence-repeat.ts'
import type { RecurrenceRule } from '#src/domain/recurrence-rule.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { type CreateRefusal, type Ground, lockAndRead } from '../appointments/create-appointment.ts'
import { busySpan } from '../appointments/occupancy-sql.ts'
import { type SpanRefusal, spanOfAppointment } from '#src/domain/start-time.ts'
import { type Occurrence, readOccurrences } from './occurrences.ts'
import { type Choices, type PlannedDate, planDates } from './plan-dates.ts'
import { readPlanGround } from './plan-ground.ts'
import { insertSeries, recordChange } from './series-store.ts'
import { type Line, insertLines } from './write-lines.ts'
import { seriesEvents } from '../events.ts'

export interface NewSeries {
  patientIds: readonly string[]
  typeId: string
  startsAt: Temporal.Instant
  durationMinutes?: number | undefined
  placeId?: string | null | undefined
  note?: string | undefined
  status?: 'requested' | 'confirmed' | undefined
  rule: RecurrenceRule
  choices: Choices
  /** A page shows every date before anything is saved, and asks about each problem; a client reads the answer. */
  review: 'first' | 'answered' | 'none'
}

export interface CreatedSeries {
  seriesId: string
  changeId: string
  rule: string
  items: Occurrence[]
  /** The dates left out, with the reason. */
  skipped: PlannedDate[]
}

/** Every date of the series, to be looked at before it is saved. */
export type SeriesReview = Refused<'series-review', { rows: PlannedDate[] }>
export type NothingLeft = Refused<'nothing-left', { rows: PlannedDate[] }>
export type SeriesTaken = Refused<'series-taken'>
export type CreateSeriesRefusal = SeriesRefusal | SeriesReview | NothingLeft | SeriesTaken | CreateRefusal

/**
 * Books a whole series under the practitioner's lock: its dates are read, planned and written together, or nothing
 * is. Two to 262 dates within five years; the wall time is the same over every clock change. Dates on a holiday or a
 * time off and those that are taken are left out unless `choices` say otherwise.
 */
export async function createSeries(
  work: Work,
  input: NewSeries,
): Promise<CreatedSeries | CreateSeriesRefusal> {
  if (input.patientIds.length === 0) return { refused: 'no-patient' }
  const ground = await lockAndRead(work, input)
  if (ground.archived) return { refused: 'type-archived' }
  const durationMinutes = input.durationMinutes ?? ground.durationMinutes
  const first = spanOfAppointment(input.startsAt, durationMinutes, work)
  if ('refused' in first) return first
  const start = first.date.toPlainDateTime(first.wallTime)
  const dates = listSeriesDates(input.rule, start, work.zone)
  if ('refused' in dates) return dates
  const placeId = input.placeId === undefined ? ground.placeId : input.placeId
  const rows = await planSeries(work, { ...input, ...ground, placeId, durationMinutes, start, dates })
  if ('refused' in rows) return rows
  if (input.review === 'first' || rows.some((row) => row.undecided)) return { refused: 'series-review', rows }
  if (rows.every((row) => !row.taken)) return { refused: 'nothing-left', rows }
  return writeSeries(work, { ...input, ...ground, placeId, first, rows })
}

/** What becomes of each date of a series to be made. */
export async function planSeries(
  work: Work,
  series: Ground &
    Pick<NewSeries, 'choices' | 'review' | 'startsAt'> & {
      start: Temporal.PlainDateTime
      dates: readonly Temporal.PlainDate[]
    },
): Promise<PlannedDate[] | SpanRefusal> {
  const { dates, start, durationMinutes, choices, bufferBeforeMinutes, bufferAfterMinutes, patients } = series
  const last = dates.at(-1) ?? start.toPlainDate()
  const ground = await readPlanGround(work, { ...series, first: start.toPlainDate(), last })
  const wanted = dates.map((date) => ({
    key: date.toString(),
    wall: date.toPlainDateTime(start),
    minutes: durationMinutes,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    patients,
    startsAt: date.equals(start.toPlainDate()) ? series.startsAt : undefined,
  }))
  return planDates(wanted, ground, { choices, ask: series.review === 'none' ? 'nothing' : 'problems' })
}

async function writeSeries(
  work: Work,
  series: Ground &
    Pick<NewSeries, 'note' | 'status' | 'typeId' | 'rule'> & {
      first: { date: Temporal.PlainDate; wallTime: Temporal.PlainTime }
      rows: readonly PlannedDate[]
    },
): Promise<CreatedSeries | SeriesTaken> {
  const { first, rows, rule, practitionerId } = series
  const [seriesId, changeId] = [newId(), newId()]
  const lines = await Promise.all(
    rows.flatMap((row) =>
      row.taken ? [newLine(work, { ...series, ...row.taken, key: row.key, seriesId })] : [],
    ),
  )
  await insertSeries(work, {
    id: seriesId,
    rule: formatRule(rule),
    zone: work.zone,
    startsOn: first.date,
    wallTime: first.wallTime,
  })
  const refused = await unlessOccupied(() => insertLines(work, lines, { practitionerId, changeId }))
  if (refused) return refused
  await recordChange(work, { id: changeId, touched: lines.length, begunSeriesId: seriesId, seriesBefore: [] })
  work.record(seriesEvents.create, seriesId, { appointments: lines.length })
  const items = await readOccurrences(
    work,
    lines.map((line) => line.id),
  )
  return { seriesId, changeId, rule: formatRule(rule), items, skipped: rows.filter((row) => !row.taken) }
}

/** A line for one date of a new series. */
export async function newLine(
  work: Work,
  of: Ground &
    Pick<NewSeries, 'note' | 'status' | 'typeId'> & {
      startsAt: Temporal.Instant
      endsAt: Temporal.Instant
      date: Temporal.PlainDate
      wallTime: Temporal.PlainTime
      key: string
      seriesId: string
    },
): Promise<Line> {
  const id = newId()
  const { note = '', patients } = of
  const busy = busySpan(of, of)
  const owner = `patient-${patients[0]?.id ?? ''}` as const
  return {
    id,
    startsAt: of.startsAt,
    endsAt: of.endsAt,
    date: of.date,
    wallTime: of.wallTime,
    typeId: of.typeId,
    placeId: of.placeId,
    priceCents: of.priceCents,
    noteSealed: note === '' ? null : await work.seal(owner, `appointment.note_sealed:${id}`, note),
    status: of.status ?? 'confirmed',
    previousStatus: null,
    cancelledBy: null,
    cancelledAt: null,
    late: false,
    reasonSealed: null,
    overlapping: false,
    seriesId: of.seriesId,
    occurrenceDate: Temporal.PlainDate.from(of.key),
    busyFrom: busy.startsAt,
    busyTo: busy.endsAt,
    patientIds: patients.map((patient) => patient.id),
  }
}

/** The constraint is the last wall: it stands where the lock was left out, and then nothing can be offered. */
export async function unlessOccupied(write: () => Promise<void>): Promise<SeriesTaken | undefined> {
  try {
    await write()
    return undefined
  } catch (error) {
    if (sqlState(error) !== '23P01') throw error
    return { refused: 'series-taken' }
  }
}
