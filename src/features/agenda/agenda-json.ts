import { timeOffSpans } from './availability.ts'
import type { AgendaData } from './find-agenda.ts'
import type { GridRow } from './week-query.ts'

/** The agenda for JSON clients: appointments and time off of the days on show. */
export function agendaJson(
  data: Pick<AgendaData, 'zone' | 'selected' | 'dates' | 'rows' | 'planning'>,
): Record<string, unknown> {
  const first = data.dates[0] ?? data.selected
  const last = data.dates.at(-1) ?? data.selected
  const write = offsetWriter(data.zone)
  return {
    firstDate: first.toString(),
    lastDate: last.toString(),
    items: data.rows.map((row) => rowJson(row, write)),
    next: null,
    timeOff: timeOffSpans(data.planning),
  }
}

type WriteInstant = (seconds: number) => string

function rowJson(row: GridRow, write: WriteInstant): Record<string, unknown> {
  return {
    id: row.id,
    patientIds: row.patientIds?.split(',') ?? [],
    names: row.names,
    typeId: row.typeId,
    startsAt: write(row.startsAtSeconds),
    endsAt: write(row.startsAtSeconds + row.durationMinutes * 60),
    durationMinutes: row.durationMinutes,
    status: row.status,
    late: row.late,
    placeId: row.placeId,
    overlapping: row.overlapping,
    version: row.version,
  }
}

const DAY = 86_400

/**
 * Writes instants with the zone's offset. A conversion costs 2 µs and a week holds 120 instants, so the
 * offset is asked for once a day; on a day when it changes, each instant asks for itself.
 */
function offsetWriter(zone: string): WriteInstant {
  const offsets = new Map<number, number | undefined>()
  const offsetAt = (seconds: number): number =>
    Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9
  return (seconds) => {
    const day = Math.floor(seconds / DAY)
    if (!offsets.has(day)) {
      const start = offsetAt(day * DAY)
      offsets.set(day, start === offsetAt(day * DAY + DAY - 1) ? start : undefined)
    }
    const offset = offsets.get(day) ?? offsetAt(seconds)
    const wall = new Date((seconds + offset) * 1000).toISOString().slice(0, 19)
    const sign = offset < 0 ? '-' : '+'
    const minutes = Math.abs(offset) / 60
    const two = (value: number): string => String(value).padStart(2, '0')
    return `${wall}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  }
}
