import { timeOffSpans } from './availability.ts'
import type { GridData } from './find-agenda.ts'
import type { GridRow } from './week-query.ts'

/** The agenda for JSON clients: appointments and time off of the days on show. */
export function agendaJson(
  data: Pick<GridData, 'zone' | 'selected' | 'dates' | 'rows' | 'planning'>,
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
 * date and the offset are asked for once a day; on a day when it changes, each instant asks for itself.
 */
function offsetWriter(zone: string): WriteInstant {
  const days = new Map<number, { offset: number; suffix: string } | undefined>()
  const offsetAt = (seconds: number): number =>
    Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9
  const dayOf = (day: number): { offset: number; suffix: string } | undefined => {
    if (days.has(day)) return days.get(day)
    const offset = offsetAt(day * DAY)
    const found =
      offset === offsetAt(day * DAY + DAY - 1) ? { offset, suffix: offsetText(offset) } : undefined
    days.set(day, found)
    return found
  }
  const dates = new Map<number, string>()
  return (seconds) => {
    const known = dayOf(Math.floor(seconds / DAY))
    const offset = known?.offset ?? offsetAt(seconds)
    const wall = seconds + offset
    const wallDay = Math.floor(wall / DAY)
    let date = dates.get(wallDay)
    if (date === undefined)
      dates.set(wallDay, (date = new Date(wallDay * DAY * 1000).toISOString().slice(0, 10)))
    return `${date}T${clockText(wall - wallDay * DAY)}${known?.suffix ?? offsetText(offset)}`
  }
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
