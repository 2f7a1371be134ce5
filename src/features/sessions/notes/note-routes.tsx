import type { Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { isId } from '#src/domain/ids.ts'
import { explainStale } from '../explain.ts'
import { discardForm, draftForm, noteForm, sessionQuery } from '../forms.ts'
import { openedSession, refusedSession } from '../pages/session-views.tsx'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import { openSession } from './session-queries.ts'
import { sessionText } from '../text.ts'
import { autosaveNote, keepRefusedText } from './autosave-note.ts'
import { tellAutosaved } from './tell-autosaved.ts'
import { discardDraft } from './drafts.ts'
import { restoreVersion, saveEditedNote } from './save-note.ts'

/** The session's page, and all that writes its note. */
export function addNoteRoutes(routes: Routes): void {
  routes.form('/seances/:id/notes', {
    summary: 'Save a session’s note as a version',
    shownAt: '/seances/:id',
    shows: 'A held session and its private note',
    query: sessionQuery,
    form: noteForm,
    async load(visit, { params, query, attempt }) {
      const sessionId = idOf(params)
      if (attempt) await keepRefused(visit, sessionId, attempt)
      const draft = attempt ? undefined : { draftId: query.brouillon, userId: visit.user.id }
      return openSession(visit, sessionId, draft)
    },
    act: (visit, { version, ...input }, { params }) =>
      saveEditedNote(visit, idOf(params), { ...input, baseVersion: version }),
    page: (data, view, attempt) =>
      attempt ? refusedSession(data, view, attempt) : openedSession(data, view),
    json: ({ session, text, savedAt, drafts, resumed }) => ({
      ...session,
      status: session.undoneAt ? 'undone' : 'held',
      note: { text, version: session.noteVersion, savedAt: savedAt ?? null },
      drafts: resumed ? [resumed, ...drafts] : drafts,
    }),
    explain: explainStale,
    done: ({ sessionId, version, changed }, { lang }) => ({
      location: `/seances/${sessionId}`,
      toast: { message: changed ? sessionText[lang].saved : sessionText[lang].unchanged },
      json: { sessionId, version },
    }),
  })

  routes.beacon('/seances/:id/brouillon', {
    summary: 'Keep what is being typed, as a draft: `{ version, savedAtLabel, keptAs }`',
    form: draftForm,
    // A beacon cannot ask for JSON: whatever does not is a page that is going away.
    act: (visit, { version: baseVersion, leaving, ...edit }, { params, asksJson }) =>
      autosaveNote(visit, idOf(params), { ...edit, baseVersion, leaving: leaving || !asksJson }),
    tell: tellAutosaved,
  })

  for (const [noun, discarded] of [
    ['suppression', true],
    ['retablissement', false],
  ] as const) {
    routes.action(`/seances/:id/brouillons/:draftId/${noun}`, {
      summary: discarded ? 'Set a draft aside' : 'Offer a draft again',
      form: discardForm,
      act: (visit, { editorId }, { params }) =>
        discardDraft(visit, idOf(params), { draftId: idOf(params, 'draftId'), editorId }, discarded),
      done: ({ draftId }, { params, lang }) => {
        const t = sessionText[lang]
        const address = `/seances/${params['id']}`
        return {
          location: address,
          toast: discarded
            ? {
                message: t.draftDiscarded,
                undo: { action: `${address}/brouillons/${draftId}/retablissement`, label: t.undo },
              }
            : { message: t.draftBack },
        }
      },
    })
  }

  routes.button('/seances/:id/versions/:n/restauration', {
    summary: 'Make an earlier version the note again, as a new version',
    act: (visit, id, { params }) => restoreVersion(visit, id, versionOf(params, 'n')),
    done: ({ sessionId, version, changed }, { params, lang }) => ({
      location: `/seances/${sessionId}`,
      toast: {
        message: changed
          ? sessionText[lang].restoredVersion(Number(params['n']))
          : sessionText[lang].alreadyPresent,
      },
      json: { sessionId, version },
    }),
  })
}

/** A refused text is on the page again; it is also kept as a draft, should the page be closed. */
async function keepRefused(
  visit: Visit,
  sessionId: string,
  attempt: { value(name: string): string },
): Promise<void> {
  const editorId = attempt.value('editorId')
  if (!isId(editorId)) return
  const baseVersion = Number(attempt.value('version'))
  await keepRefusedText(visit, sessionId, {
    editorId,
    baseVersion: Number.isSafeInteger(baseVersion) && baseVersion >= 0 ? baseVersion : 0,
    text: attempt.value('text'),
  })
}
