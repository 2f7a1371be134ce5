import { sql } from '#src/db/sql.ts'
import { daysRange } from '#src/domain/civil-time.ts'
import type { Work } from '#src/platform/work.ts'
import type { GridRow } from '../week-query.ts'
import { findGridRows } from '../week-query.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

export interface DaySheet {
  date: Temporal.PlainDate
  /** Whether telephone numbers were asked for; they are read only then. */
  withPhones: boolean
  lines: readonly (GridRow & { phones: readonly string[] })[]
}

/** The day's appointments as a sheet of paper lists them; cancelled ones are not on it. */
export async function findDaySheet(
  work: Work,
  date: Temporal.PlainDate,
  withPhones: boolean,
): Promise<DaySheet> {
  const rows = await findGridRows(work, daysRange(date, date, work.zone))
  const expected = rows.filter((row) => STATUS_FACTS[row.status].takesTime)
  const phones = withPhones ? await findPhones(work, expected) : new Map<string, string[]>()
  return { date, withPhones, lines: expected.map((row) => ({ ...row, phones: phones.get(row.id) ?? [] })) }
}

/** The first number of each patient, by appointment. */
async function findPhones(work: Work, rows: readonly GridRow[]): Promise<Map<string, string[]>> {
  const { practiceId } = work
  const { rows: found } = await sql<{ id: string; phones: string[] }>`
    select ap.appointment_id as id, array_agg(p.phones[1] order by ap.position) filter (where p.phones[1] is not null) as phones
    from appointment_patient ap join patient p on p.practice_id = ${practiceId} and p.id = ap.patient_id
    where ap.practice_id = ${practiceId} and ap.appointment_id = any(${rows.map((row) => row.id)}::uuid[])
    group by ap.appointment_id`.execute(work.tx)
  return new Map(found.map((row) => [row.id, row.phones ?? []]))
}
