import { sql } from '#src/db/sql.ts'
import { searchWords } from '#src/domain/search-key.ts'
import type { Work } from '#src/platform/work.ts'
import { type Position, readCursor, writeCursor } from '../history/cursor.ts'
import { type DataKey, sealedWith } from '#src/platform/crypto/seal.ts'
import { keyOf, versionPlace } from '../notes/note-store.ts'
import type { NoteMatch } from './find-in-notes.ts'
import { findInThread } from './search-thread.ts'
import { noteEvents } from '../events.ts'
import { patientEvents } from '#src/features/patients/index.ts'

/** Notes are read newest first, this many at a time (about a year of a practice), and no more than these bytes. */
const BATCH = 500
const BATCH_BYTES = 4_000_000

export interface FoundNote extends Omit<NoteMatch, 'id'> {
  sessionId: string
  patientId: string
  patient: { firstName: string; lastName: string }
  startsAt: Temporal.Instant
}

export interface NoteSearch {
  q: string
  found: readonly FoundNote[]
  scanned: number
  /** Where older notes begin; null when all were read. */
  next: string | null
}

/**
 * The notes of the whole practice in which every word of `q` is found, without accents or case. The search and
 * every file it shows something of are on the record; the words are not.
 */
export async function searchNotes(
  work: Work,
  input: { q: string; cursor?: string | undefined },
): Promise<NoteSearch> {
  const words = searchWords(input.q)
  if (words.length === 0) return { q: input.q, found: [], scanned: 0, next: null }
  const { rows, next } = await readNotes(work, readCursor(input.cursor))
  const notes = rows.map((row) => ({
    id: row.sessionId,
    place: versionPlace(row.noteId),
    sealed: row.bodySealed,
  }))
  const inThread = await findInThread(notes, await lendKeys(work, rows), words)
  const matches = new Map(inThread.map(({ id, ...match }) => [id, match]))
  const found = rows.flatMap((row) => {
    const match = matches.get(row.sessionId)
    const { sessionId, patientId, startsAt, firstName, lastName } = row
    return match ? [{ ...match, sessionId, patientId, startsAt, patient: { firstName, lastName } }] : []
  })
  work.record(noteEvents.search, work.practiceId, { scanned: rows.length, found: found.length })
  for (const patientId of new Set(found.map((note) => note.patientId))) {
    work.record(patientEvents.read, patientId, { part: 'noteSearch' })
  }
  return { q: input.q, found, scanned: rows.length, next }
}

/** The keys of the files that the notes belong to, each once. */
async function lendKeys(work: Work, rows: readonly Row[]): Promise<DataKey[]> {
  const sealedWithEach = new Map(
    rows.map((row) => [`${row.patientId} ${sealedWith(row.bodySealed)}`, row] as const),
  )
  return Promise.all(
    [...sealedWithEach.values()].map((row) => work.lendKey(keyOf(row.patientId), row.bodySealed)),
  )
}

interface Row {
  sessionId: string
  patientId: string
  startsAt: Temporal.Instant
  firstName: string
  lastName: string
  noteId: string
  bodySealed: Buffer
}

async function readNotes(
  work: Work,
  after: Position | undefined,
): Promise<{ rows: Row[]; next: string | null }> {
  const older = after
    ? sql`and (s.starts_at, s.id) < (${after.startsAt.toString()}::timestamptz, ${after.id}::uuid)`
    : sql``
  // A bound that is always true lets the index by time serve the order (decision 0010).
  const { rows } = await sql<Row & { bytesBefore: number }>`
    select s.id as session_id, s.patient_id, s.starts_at, p.first_name, p.last_name, n.id as note_id, n.body_sealed,
      sum(octet_length(n.body_sealed)) over (order by s.starts_at desc, s.id desc) - octet_length(n.body_sealed)
        as bytes_before
    from (
      select s.id, s.practice_id, s.patient_id, s.starts_at, s.note_version from session s
      where s.practice_id = ${work.practiceId} and s.starts_at <= 'infinity' and s.note_version > 0 ${older}
      order by s.starts_at desc, s.id desc limit ${BATCH + 1}) s
    join note_version n on n.practice_id = s.practice_id and n.session_id = s.id and n.version = s.note_version
    join patient p on p.practice_id = s.practice_id and p.id = s.patient_id
    order by s.starts_at desc, s.id desc`.execute(work.tx)
  const shown = rows.slice(0, BATCH).filter((row) => row.bytesBefore < BATCH_BYTES)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > shown.length && last ? cursorAt(last) : null }
}

function cursorAt(row: Row): string {
  return writeCursor({ startsAt: row.startsAt, id: row.sessionId })
}
