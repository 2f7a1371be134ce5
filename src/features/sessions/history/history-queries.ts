import { type Sql, sql } from '#src/db/sql.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { fileIdArray, patientEvents } from '#src/features/patients/index.ts'
import { unsealVersion } from '../notes/note-store.ts'
import { type Position, readCursor, writeCursor } from './cursor.ts'

/** Whole notes are shown: this many sessions are a comfortable page, and a year of weekly ones is three. */
const PAGE_SIZE = 20

export type HistoryStatus = 'held' | 'lateCancelled' | 'missed' | 'undone'

export interface HistoryEntry {
  /** undefined for an appointment that never became a session. */
  sessionId: string | null
  appointmentId: string
  status: HistoryStatus
  startsAt: Temporal.Instant
  durationMinutes: number
  typeName: string
  priceCents: number
  note: { version: number; savedAt: Temporal.Instant; text: string } | null
}

export interface History {
  patient: { id: string; firstName: string; lastName: string }
  entries: readonly HistoryEntry[]
  next: string | null
}

/**
 * Everything that happened with a file and the files merged into it, newest first: sessions held, late
 * cancellations, appointments missed, and undone sessions whose notes were kept. Throws NotFound.
 */
export async function readHistory(
  work: Work,
  input: { patientId: string; cursor?: string | undefined },
): Promise<History> {
  const patient = await work.tx
    .selectFrom('patient')
    .select(['id', 'firstName', 'lastName'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', input.patientId)
    .executeTakeFirst()
  if (!patient) throw new NotFound('patient')
  work.record(patientEvents.read, patient.id, { part: 'history' })
  const rows = await selectEntries(work, patient.id, readCursor(input.cursor))
  const shown = rows.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  return {
    patient,
    entries: await Promise.all(shown.map((row) => describe(work, row))),
    next: rows.length > PAGE_SIZE && last ? writeCursor({ startsAt: last.startsAt, id: last.entryId }) : null,
  }
}

interface Row extends Omit<HistoryEntry, 'note'> {
  entryId: string
  /** Whose key sealed the note. */
  ownerId: string | null
  noteId: string | null
  noteVersion: number
  savedAt: Temporal.Instant | null
  bodySealed: Buffer | null
}

async function selectEntries(work: Work, patientId: string, after: Position | undefined): Promise<Row[]> {
  const files = fileIdArray(patientId)
  const past = (place: Sql<unknown>) =>
    after ? sql`and ${place} < (${after.startsAt.toString()}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await sql<Row>`
    with entry as (
      (select s.id as entry_id, s.id as session_id, s.appointment_id, s.patient_id as owner_id, s.starts_at,
              s.duration_minutes, s.price_cents, s.note_version,
              case when s.undone_at is null then 'held' else 'undone' end as status
       from session s
       where s.practice_id = ${work.practiceId} and s.patient_id = any(${files})
         and (s.undone_at is null or s.note_version > 0) ${past(sql`(s.starts_at, s.id)`)}
       order by s.starts_at desc, s.id desc limit ${PAGE_SIZE + 1})
      union all
      (select a.id, null, a.id, null, a.starts_at,
              (extract(epoch from a.ends_at - a.starts_at) / 60)::integer, a.price_cents, 0,
              case when a.status = 'noShow' then 'missed' else 'lateCancelled' end
       from appointment a
       where a.practice_id = ${work.practiceId}
         and a.id in (
           select appointment_id from appointment_patient
           where practice_id = ${work.practiceId} and patient_id = any(${files}))
         and (a.status = 'noShow' or (a.status = 'cancelled' and a.late)) ${past(sql`(a.starts_at, a.id)`)}
       order by a.starts_at desc, a.id desc limit ${PAGE_SIZE + 1})
      order by 5 desc, 1 desc limit ${PAGE_SIZE + 1})
    select entry.*, type.name as type_name, note.id as note_id, note.body_sealed, note.created_at as saved_at
    from entry
    join appointment a on a.practice_id = ${work.practiceId} and a.id = entry.appointment_id
    join appointment_type type on type.practice_id = a.practice_id and type.id = a.type_id
    left join note_version note on note.practice_id = a.practice_id and note.session_id = entry.session_id
      and note.version = entry.note_version
    order by entry.starts_at desc, entry.entry_id desc`.execute(work.tx)
  return rows
}

async function describe(work: Work, row: Row): Promise<HistoryEntry> {
  const { sessionId, appointmentId, status, startsAt, durationMinutes, typeName, priceCents } = row
  const note =
    row.noteId && row.bodySealed && row.savedAt && row.ownerId
      ? {
          version: row.noteVersion,
          savedAt: row.savedAt,
          text: await unsealVersion(work, row.ownerId, { id: row.noteId, bodySealed: row.bodySealed }),
        }
      : null
  return { sessionId, appointmentId, status, startsAt, durationMinutes, typeName, priceCents, note }
}
