import { newId } from '#src/domain/ids.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import { formatMoment } from '../format.ts'
import type { SessionWithNote } from '../notes/session-queries.ts'
import { sessionText } from '../text.ts'
import { SessionPage } from './session-page.tsx'

/** The session as it is opened: its note in the editor, or the draft that is being resumed. */
export function openedSession(data: SessionWithNote, view: View) {
  const { session, text, savedAt, drafts, resumed } = data
  const t = sessionText[view.lang]
  const editor = {
    editorId: newId(),
    baseVersion: session.noteVersion,
    text: resumed?.text ?? text,
    resumes: resumed ? `${resumed.id}@${resumed.updatedAt.toString()}` : undefined,
    discardAction: resumed && `/seances/${session.id}/brouillons/${resumed.id}/suppression`,
    stateLabel: resumed
      ? t.resuming(formatMoment(resumed.updatedAt, view))
      : savedAt && t.lastSaved(formatMoment(savedAt, view)),
  }
  // The note went on after this draft was begun: both are shown, so that saving replaces nothing unseen.
  const other = resumed && resumed.baseVersion < session.noteVersion ? presentText(data) : undefined
  return (
    <SessionPage
      view={view}
      session={session}
      editor={editor}
      drafts={drafts}
      noteText={text}
      other={other}
    />
  )
}

/** The session with a refused text still in its editor. */
export function refusedSession(data: SessionWithNote, view: View, attempt: Attempt) {
  const { session, text, drafts } = data
  const t = sessionText[view.lang]
  const isStale = attempt.refused?.refused === 'stale'
  const editorId = attempt.value('editorId') || newId()
  const editor = {
    editorId,
    // Saving again after both texts were shown replaces the other one knowingly.
    baseVersion: isStale ? session.noteVersion : Number(attempt.value('version')) || 0,
    text: attempt.value('text'),
    resumes: attempt.value('resumes') || undefined,
    error: attempt.error('text'),
    saveLabel: isStale ? t.saveMine : undefined,
  }
  return (
    <SessionPage
      view={view}
      session={session}
      editor={editor}
      drafts={drafts.filter((draft) => draft.id !== editorId && !editor.resumes?.startsWith(draft.id))}
      noteText={text}
      other={isStale ? presentText(data) : undefined}
      errors={attempt.errors}
    />
  )
}

function presentText({ session, text, savedAt }: SessionWithNote) {
  return savedAt && { version: session.noteVersion, text, savedAt }
}
