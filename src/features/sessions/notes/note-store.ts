import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { KeyOwner } from '#src/platform/crypto/keyring.ts'
import type { Work } from '#src/platform/work.ts'
import { noteEvents } from '../events.ts'

export type VersionReason = 'save' | 'leave' | 'interval' | 'restore'

/** A session whose notes are being written: its row is locked until the transaction ends. */
export interface OpenNote {
  sessionId: string
  patientId: string
  /** The latest version's number; 0 before the first. */
  version: number
  /** The latest version's text; '' before the first. */
  text: string
}

/** Locks a session for writing its note, so that versions are counted one by one. Throws NotFound. */
export async function openNote(work: Work, sessionId: string): Promise<OpenNote> {
  const session = await work.tx
    .selectFrom('session')
    .select(['patientId', 'noteVersion'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', sessionId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!session) throw new NotFound('session')
  const { patientId, noteVersion: version } = session
  const stored = version > 0 ? await getVersion(work, sessionId, version) : undefined
  const text = stored ? await unsealVersion(work, patientId, stored) : ''
  return { sessionId, patientId, version, text }
}

/** Appends a version and returns its number. The note must be open in this transaction. */
export async function addVersion(
  work: Work,
  note: OpenNote,
  input: { text: string; reason: VersionReason; authorId: string; editorId?: string | undefined },
): Promise<number> {
  const id = newId()
  const version = note.version + 1
  const { text, reason, authorId, editorId = null } = input
  const bodySealed = await work.seal(keyOf(note.patientId), versionPlace(id), text)
  await work.tx
    .insertInto('noteVersion')
    .values({
      id,
      sessionId: note.sessionId,
      version,
      bodySealed,
      reason,
      authorId,
      editorId,
      createdAt: work.now,
    })
    .execute()
  await work.tx
    .updateTable('session')
    .set({ noteVersion: version, version: sql`version + 1` })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', note.sessionId)
    .execute()
  work.record(noteEvents.save, note.sessionId, { version, reason })
  return version
}

/** True when someone else saved after the version this editor started from. Its own saves do not count. */
export async function isOvertaken(
  work: Work,
  note: OpenNote,
  editor: { editorId?: string | undefined; baseVersion: number },
): Promise<boolean> {
  const { editorId, baseVersion } = editor
  if (baseVersion >= note.version) return false
  // Versions without an editor are nobody's own.
  if (editorId === undefined) return true
  const other = await work.tx
    .selectFrom('noteVersion')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('sessionId', '=', note.sessionId)
    .where('version', '>', baseVersion)
    .where(sql<boolean>`editor_id is distinct from ${editorId}::uuid`)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

export async function getVersion(
  work: Work,
  sessionId: string,
  version: number,
): Promise<{ id: string; bodySealed: Buffer; createdAt: Temporal.Instant; reason: string }> {
  const found = await work.tx
    .selectFrom('noteVersion')
    .select(['id', 'bodySealed', 'createdAt', 'reason'])
    .where('practiceId', '=', work.practiceId)
    .where('sessionId', '=', sessionId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!found) throw new NotFound('version')
  return found
}

export async function unsealVersion(
  work: Work,
  patientId: string,
  row: { id: string; bodySealed: Buffer },
): Promise<string> {
  return work.unseal(keyOf(patientId), versionPlace(row.id), row.bodySealed)
}

export async function unsealDraft(
  work: Work,
  patientId: string,
  row: { id: string; bodySealed: Buffer },
): Promise<string> {
  return work.unseal(keyOf(patientId), draftPlace(row.id), row.bodySealed)
}

/** Notes are sealed with the key of the file they belong to: erasing the file erases them. */
export function keyOf(patientId: string): KeyOwner {
  return `patient-${patientId}`
}

export function versionPlace(id: string): string {
  return `note_version.body:${id}`
}

export function draftPlace(id: string): string {
  return `note_draft.body:${id}`
}
