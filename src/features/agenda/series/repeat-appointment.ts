import { newId } from '#src/domain/ids.ts'
import { formatRule, listSeriesDates } from '#src/domain/recurrence-repeat.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { lockAppointment } from '../appointments/appointment-store.ts'
import { lockAndRead } from '../appointments/create-appointment.ts'
import type { SpanRefusal } from '#src/domain/start-time.ts'
import type { StatusRefused } from '../appointments/status.ts'
import { reviewOf } from './book-series.ts'
import {
  type CreateSeriesRefusal,
  type CreatedSeries,
  newLine,
  planSeries,
  unlessOccupied,
} from './create-series.ts'
import { readOccurrences } from './occurrences.ts'
import { type RepeatInput, type RepeatRefusal, readRepetition } from './series-forms.ts'
import { insertSeries, recordChange } from './series-store.ts'
import { insertLines, lineOf, updateLines } from './write-lines.ts'
import { seriesEvents } from '../events.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

export type RepeatAppointmentRefusal =
  | CreateSeriesRefusal
  | RepeatRefusal
  | SpanRefusal
  | StatusRefused
  | Refused<'already-series' | 'repeat-missing' | 'reconsider'>

/**
 * Makes an appointment the first of a series: the others are of its type, length, place and price, for the same
 * people, without its note. What was cancelled or missed is not repeated.
 */
export async function repeatAppointment(
  work: Work,
  id: string,
  input: RepeatInput & { _csrf?: unknown },
): Promise<CreatedSeries | RepeatAppointmentRefusal> {
  if (input.reconsider) return { refused: 'reconsider' }
  const appointment = await lockAppointment(work, id)
  const { status, seriesId: known, practitionerId, durationMinutes, placeId, priceCents } = appointment
  if (known) return { refused: 'already-series' }
  if (!STATUS_FACTS[status].counted) return { refused: 'wrong-status', status, change: 'move' }
  const rule = readRepetition(input, appointment.date, work.zone)
  if (!rule) return { refused: 'repeat-missing' }
  if ('refused' in rule) return rule
  const start = appointment.date.toPlainDateTime(appointment.wallTime)
  const all = listSeriesDates(rule, start, work.zone)
  if ('refused' in all) return all
  const patientIds = appointment.patients.map((patient) => patient.id)
  const type = await lockAndRead(work, { patientIds, typeId: appointment.typeId, practitionerId })
  if (type.archived) return { refused: 'type-archived' }
  const ground = { ...type, durationMinutes, placeId, priceCents, patients: appointment.patients }
  const review = reviewOf(input)
  const plan = {
    ...ground,
    choices: input.choices,
    review,
    startsAt: appointment.startsAt,
    start,
    dates: all.slice(1),
  }
  const rows = await planSeries(work, plan)
  if ('refused' in rows) return rows
  if (review === 'first' || rows.some((row) => row.undecided)) return { refused: 'series-review', rows }
  if (rows.every((row) => !row.taken)) return { refused: 'nothing-left', rows }
  const [seriesId, changeId] = [newId(), newId()]
  const { typeId } = appointment
  const lines = await Promise.all(
    rows.flatMap((row) =>
      row.taken ? [newLine(work, { ...ground, ...row.taken, typeId, key: row.key, seriesId })] : [],
    ),
  )
  const [itself] = await readOccurrences(work, [id])
  if (!itself) throw new Error('the locked appointment is gone')
  const { date, wallTime } = appointment
  await insertSeries(work, {
    id: seriesId,
    rule: formatRule(rule),
    zone: work.zone,
    startsOn: date,
    wallTime,
  })
  const refused = await unlessOccupied(async () => {
    await insertLines(work, lines, { practitionerId, changeId })
    await updateLines(work, [{ ...lineOf(itself), seriesId, occurrenceDate: date }], {
      practitionerId,
      changeId,
    })
  })
  if (refused) return refused
  await recordChange(work, {
    id: changeId,
    touched: lines.length + 1,
    begunSeriesId: seriesId,
    seriesBefore: [],
  })
  work.record(seriesEvents.create, seriesId, { appointments: lines.length + 1 })
  const items = await readOccurrences(work, [id, ...lines.map((line) => line.id)])
  return { seriesId, changeId, rule: formatRule(rule), items, skipped: rows.filter((row) => !row.taken) }
}
