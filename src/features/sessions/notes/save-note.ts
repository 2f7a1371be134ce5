import type { Refused } from '#src/domain/refusal.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Work } from '#src/platform/work.ts'
import { MAX_NOTE_LENGTH, normalizeNote } from '../rules.ts'
import { authorOf } from './author.ts'
import { type NoteEdit, closeDrafts } from './drafts.ts'
import { addVersion, getVersion, isOvertaken, openNote, unsealVersion } from './note-store.ts'

export interface SavedNote {
  sessionId: string
  /** The note's latest version; 0 when it is still empty. */
  version: number
  /** False when the text was the latest version's already. */
  changed: boolean
}

/** Makes `text` the session's note, whatever it was before (which stays as a version). Throws NotFound. */
export async function saveNote(work: Work, sessionId: string, text: string): Promise<SavedNote> {
  return saveEditedNote(work, sessionId, { text, baseVersion: Number.MAX_SAFE_INTEGER }) as Promise<SavedNote>
}

/**
 * Makes a version of what an editor sends. Refused as stale when someone else saved after the version this
 * editor started from: nothing is written over unseen. The same text twice is one version.
 * At most MAX_NOTE_LENGTH characters; longer is the form's to refuse.
 */
export async function saveEditedNote(
  work: Work & Partial<Pick<Visit, 'user'>>,
  sessionId: string,
  edit: NoteEdit,
): Promise<SavedNote | Refused<'stale', { version: number }>> {
  if (edit.text.length > MAX_NOTE_LENGTH) throw new RangeError('a note too long reached the action')
  const text = normalizeNote(edit.text)
  const note = await openNote(work, sessionId)
  if (note.text === text) {
    // A draft that was resumed and then undone by hand is not this text: it stays.
    await closeDrafts(work, sessionId, { editorId: edit.editorId })
    return { sessionId, version: note.version, changed: false }
  }
  if (await isOvertaken(work, note, edit)) return { refused: 'stale', version: note.version }
  const authorId = await authorOf(work)
  const version = await addVersion(work, note, { text, reason: 'save', authorId, editorId: edit.editorId })
  await closeDrafts(work, sessionId, edit)
  return { sessionId, version, changed: true }
}

/** Makes an earlier version's text the note again, as a new version. Throws NotFound. */
export async function restoreVersion(work: Visit, sessionId: string, version: number): Promise<SavedNote> {
  const note = await openNote(work, sessionId)
  const text = await unsealVersion(work, note.patientId, await getVersion(work, sessionId, version))
  if (text === note.text) return { sessionId, version: note.version, changed: false }
  const restored = await addVersion(work, note, { text, reason: 'restore', authorId: work.user.id })
  return { sessionId, version: restored, changed: true }
}
