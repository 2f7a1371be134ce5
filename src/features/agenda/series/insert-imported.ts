import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'
import type { Status } from '#src/domain/appointment-status.ts'

/** An appointment of a calendar file, as one statement takes many: instants and dates as ISO text, the note in hex. */
export interface ImportedLine {
  id: string
  link: string
  spot: string
  patient: string
  starts_at: string
  ends_at: string
  /** What it occupies, buffers included; null for nothing. */
  busy_from: string | null
  busy_to: string | null
  date: string
  wall_time: string
  status: Status
  note: string | undefined
  /** History that overlaps something: shown, but occupying nobody. */
  overlapping: boolean
  series: string | null
  occurrence_date: string | null
  uid: string
  recurrence: string
}

/** What all appointments of one file share. */
export interface ImportedCommon {
  practitionerId: string
  typeId: string
  placeId: string | null
  priceCents: number
  source: string
}

/** Writes imported appointments with their patients and, where they block, their occupancy, in one statement. */
export async function insertImportedAppointments(
  work: Work,
  rows: readonly ImportedLine[],
  common: ImportedCommon,
): Promise<void> {
  const { practiceId, now, zone } = work
  await sql`
    with line as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line(id uuid, link uuid, spot uuid, patient uuid,
        starts_at timestamptz, ends_at timestamptz, busy_from timestamptz, busy_to timestamptz, date date,
        wall_time time, status text, note text,
        overlapping boolean, series uuid, occurrence_date date, uid text, recurrence text)),
    made as (
      insert into appointment (practice_id, id, practitioner_id, type_id, place_id, starts_at, ends_at, date, wall_time,
        zone, status, note_sealed, price_cents, overlapping, series_id, occurrence_date, source, source_uid,
        source_recurrence_id, created_at, updated_at)
      select ${practiceId}::uuid, id, ${common.practitionerId}::uuid, ${common.typeId}::uuid, ${common.placeId}::uuid,
        starts_at, ends_at, date, wall_time, ${zone}, status, decode(note, 'hex'), ${common.priceCents}::int,
        overlapping, series, occurrence_date, ${common.source}, uid, recurrence, ${now}::timestamptz, ${now}::timestamptz
      from line
      returning id),
    people as (
      insert into appointment_patient (practice_id, id, appointment_id, patient_id, position)
      select ${practiceId}::uuid, line.link, line.id, line.patient, 0 from line join made on made.id = line.id)
    insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
    select ${practiceId}::uuid, line.spot, ${common.practitionerId}::uuid, line.id, line.busy_from, line.busy_to
    from line join made on made.id = line.id where not line.overlapping`.execute(work.tx)
}

/** A series of a calendar file, with its rule as the file writes it. */
export interface ImportedSeries {
  id: string
  uid: string
  rule: string
  zone: string
  starts_on: string
}

/** Writes the series that are new; answers the ids of all that ever came from `source`, by their UID. */
export async function insertImportedSeries(
  work: Work,
  rows: readonly ImportedSeries[],
  source: string,
): Promise<ReadonlyMap<string, string>> {
  await sql`
    insert into appointment_series (practice_id, id, rule, zone, starts_on, source, source_uid)
    select ${work.practiceId}::uuid, id, rule, zone, starts_on, ${source}, uid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as line(id uuid, uid text, rule text, zone text, starts_on date)
    on conflict (practice_id, source, source_uid) where source is not null do nothing`.execute(work.tx)
  const stored = await work.tx
    .selectFrom('appointmentSeries')
    .select(['id', 'sourceUid'])
    .where('practiceId', '=', work.practiceId)
    .where('source', '=', source)
    .execute()
  return new Map(stored.flatMap((row) => (row.sourceUid === null ? [] : [[row.sourceUid, row.id]])))
}
