import type { WallClock } from '#src/domain/wall-clock.ts'
import type { GridData } from './find-agenda.ts'
import type { GridRow } from './week-query.ts'
import { timeOffSpans } from '#src/features/planning/index.ts'

/** The agenda for JSON clients: appointments and time off of the days on show. */
export function agendaJson(
  data: Pick<GridData, 'selected' | 'dates' | 'rows' | 'planning'>,
): Record<string, unknown> {
  const first = data.dates[0] ?? data.selected
  const last = data.dates.at(-1) ?? data.selected
  const { clock } = data.planning
  return {
    firstDate: first.toString(),
    lastDate: last.toString(),
    items: data.rows.map((row) => rowJson(row, clock)),
    next: null,
    timeOff: timeOffSpans(data.planning),
  }
}

function rowJson(row: GridRow, clock: WallClock): Record<string, unknown> {
  const startsAt = row.startsAtSeconds * 1000
  return {
    id: row.id,
    patientIds: row.patientIds?.split(',') ?? [],
    names: row.names,
    typeId: row.typeId,
    startsAt: clock.isoOf(startsAt),
    endsAt: clock.isoOf(startsAt + row.durationMinutes * 60_000),
    durationMinutes: row.durationMinutes,
    status: row.status,
    late: row.late,
    placeId: row.placeId,
    overlapping: row.overlapping,
    version: row.version,
  }
}
