import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'

/** Time off of a calendar file, as one statement takes many: instants and dates as ISO text. */
export interface ImportedTimeOff {
  id: string
  kind: string
  label: string
  starts_at: string
  ends_at: string
  /** First and last whole day; null for a part of a day. */
  start_date: string | null
  end_date: string | null
  uid: string
  recurrence: string
}

export async function insertImportedTimeOff(
  work: Work,
  rows: readonly ImportedTimeOff[],
  { practitionerId, source }: { practitionerId: string; source: string },
): Promise<void> {
  await sql`
    insert into time_off (practice_id, id, practitioner_id, kind, label, starts_at, ends_at, start_date, end_date, source,
      source_uid, source_recurrence_id)
    select ${work.practiceId}::uuid, id, ${practitionerId}::uuid, kind, label, starts_at, ends_at, start_date, end_date,
      ${source}, uid, recurrence
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line(id uuid, kind text, label text, starts_at timestamptz,
      ends_at timestamptz, start_date date, end_date date, uid text, recurrence text)`.execute(work.tx)
}
