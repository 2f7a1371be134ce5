import type { Visit } from '#src/platform/http/visit.ts'
import { MAX_NOTE_LENGTH, isIntervalOver, normalizeNote } from '../rules.ts'
import { type NoteEdit, closeDrafts, findDraftStart, storeDraft } from './drafts.ts'
import { type OpenNote, addVersion, isOvertaken, openNote } from './note-store.ts'
import { noteEvents } from '../events.ts'

export interface Autosaved {
  /** What the editor's text is now based on. */
  version: number
  /** Someone else saved meanwhile: the text is kept as a draft, and only a person may decide. */
  conflict: boolean
  /** Where the text is now. */
  keptAs: 'draft' | 'version'
}

/**
 * Keeps what is being typed. Whatever happens the text is stored; it becomes a version when the page is left
 * (`leaving`) or ten minutes after the last one, unless someone else's save came between. One audit event
 * per editing session, plus one per version.
 */
export async function autosaveNote(
  visit: Visit,
  sessionId: string,
  edit: NoteEdit & { editorId: string; leaving: boolean },
): Promise<Autosaved> {
  const text = normalizeNote(edit.text)
  const note = await openNote(visit, sessionId)
  const startedAt = await findDraftStart(visit, sessionId, edit.editorId)
  const conflict = text !== note.text && (await isOvertaken(visit, note, edit))
  if (conflict) {
    await keepDraft(visit, note, { ...edit, text, startedAt })
    return { version: edit.baseVersion, conflict, keptAs: 'draft' }
  }
  const isDue = edit.leaving || (startedAt !== undefined && isIntervalOver(startedAt, visit.now))
  const isRenewed = isDue && text !== note.text && text.length <= MAX_NOTE_LENGTH
  const version = isRenewed ? await makeVersion(visit, note, { ...edit, text }) : note.version
  const isSaved = isRenewed || text === note.text
  const isEnded = edit.leaving && isSaved
  // What was resumed is saved by a new version only: an editor emptied by hand must not take it along.
  await closeDrafts(visit, sessionId, {
    editorId: isEnded ? edit.editorId : undefined,
    resumes: isRenewed ? edit.resumes : undefined,
  })
  // A text that is the note's own begins no editing session.
  const isKept = !isEnded && (startedAt !== undefined || !isSaved)
  if (isKept)
    await keepDraft(visit, note, { ...edit, text, baseVersion: version, startedAt, isSaved, isRenewed })
  return { version, conflict, keptAs: isSaved ? 'version' : 'draft' }
}

function makeVersion(visit: Visit, note: OpenNote, edit: NoteEdit & { leaving: boolean }): Promise<number> {
  const { text, editorId, leaving } = edit
  const reason = leaving ? 'leave' : 'interval'
  return addVersion(visit, note, { text, editorId, authorId: visit.user.id, reason })
}

/** A text that could not be saved (too long, or someone saved meanwhile) is kept as its editor's draft. */
export async function keepRefusedText(
  visit: Visit,
  sessionId: string,
  edit: { editorId: string; baseVersion: number; text: string },
): Promise<void> {
  const note = await openNote(visit, sessionId)
  const startedAt = await findDraftStart(visit, sessionId, edit.editorId)
  await keepDraft(visit, note, { ...edit, text: normalizeNote(edit.text), startedAt })
}

interface DraftToKeep {
  editorId: string
  baseVersion: number
  text: string
  startedAt: Temporal.Instant | undefined
  isSaved?: boolean
  isRenewed?: boolean
}

async function keepDraft(visit: Visit, note: OpenNote, draft: DraftToKeep): Promise<void> {
  const { editorId: id, baseVersion, text, isSaved = false, isRenewed = false } = draft
  const startedAt = isRenewed ? visit.now : (draft.startedAt ?? visit.now)
  await storeDraft(visit, note, { id, baseVersion, text, startedAt, isSaved })
  if (draft.startedAt === undefined) {
    visit.record(noteEvents.edit, note.sessionId, { editorId: id })
  }
}
