import { sql } from '#src/db/sql.ts'
import type { InstantRange } from '#src/domain/civil-time.ts'
import { contains, spanOf } from '#src/domain/interval.ts'
import { dayOfInstant, wallClock } from '#src/domain/wall-clock.ts'
import { type WeeklyWindow, windowSpans } from '#src/domain/weekly-windows.ts'
import { availabilityRows } from '#src/features/patients/index.ts'
import type { Work } from '#src/platform/work.ts'

type Window = WeeklyWindow & { patientId: string }

/** Whom a time does not suit: those who said when they can, and not then. Nothing said suits always. */
export async function findUnavailable<Patient extends { id: string }>(
  work: Work,
  patients: readonly Patient[],
  wanted: InstantRange,
): Promise<Patient[]> {
  const patientIds = patients.map((patient) => patient.id)
  const { rows } = await sql<Window>`
    select patient_id, weekday, (extract(epoch from from_time) / 60)::int as start,
      (extract(epoch from to_time) / 60)::int as end, every_weeks, valid_from - date '1970-01-01' as first_day,
      valid_to - date '1970-01-01' as last_day
    from ${availabilityRows(work, patientIds)} as availability`.execute(work.tx)
  if (rows.length === 0) return []
  const day = dayOfInstant(wanted.startsAt, work.zone)
  const range = { firstDay: day, lastDay: day }
  const clock = wallClock(work.zone, range)
  const span = spanOf(wanted.startsAt, wanted.endsAt)
  return patients.filter(({ id }) => {
    const windows = rows.filter((row) => row.patientId === id)
    return windows.length > 0 && !windowSpans(windows, range, clock).some((window) => contains(window, span))
  })
}
