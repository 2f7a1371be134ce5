import {
  restoreForm,
  restoreSeries,
  restoredSeriesAnswer,
  reviewRestoration,
} from '#src/features/agenda/index.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { createRoutes } from '#src/platform/http/routes.ts'
import { explainSession } from './explain.ts'
import { compareQuery, historyQuery, searchQuery } from './forms.ts'
import { readHistory } from './history/history-queries.ts'
import { holdSession } from './hold-session.ts'
import { addNoteRoutes } from './notes/note-routes.tsx'
import { ComparePage } from './pages/compare-page.tsx'
import { HistoryPage } from './pages/history-page.tsx'
import { SearchPage } from './pages/search-page.tsx'
import { VersionsPage } from './pages/versions-page.tsx'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import { searchNotes } from './search/search-notes.ts'
import { sessionText } from './text.ts'
import { undoSession } from './undo-session.ts'
import { compareVersion, listVersions } from './versions/version-queries.ts'

export function sessionsRoutes(): Routes {
  const routes = createRoutes()

  routes.button('/rendez-vous/:id/seance', {
    summary: 'Mark an appointment as held; its session is made',
    act: (visit, id) => holdSession(visit, id),
    explain: explainSession,
    done: ({ sessionId, appointmentId, patientId, isNew }, { lang }) => {
      const t = sessionText[lang]
      const undo = { action: `/rendez-vous/${appointmentId}/retablissement`, label: t.undo }
      return {
        location: `/seances/${sessionId}`,
        created: isNew,
        toast: isNew ? { message: t.held, undo } : { message: t.heldAlready },
        json: { id: sessionId, appointmentId, patientId, status: 'held' },
      }
    },
  })

  routes.action('/rendez-vous/:id/retablissement', {
    summary:
      'Take back what was last said of an appointment: held, cancelled, missed or arrived; or the cancellation of those to come of its series (scope)',
    form: restoreForm,
    act: async (visit, input, { params }) =>
      input.scope === 'this'
        ? undoSession(visit, idOf(params))
        : restoreSeries(visit, idOf(params), { ...input, scope: input.scope }),
    explain: explainSession,
    done: (restored, { lang }) => {
      if ('items' in restored) return restoredSeriesAnswer(restored, lang)
      const { appointmentId, wasHeld, status } = restored
      return {
        location: `/rendez-vous/${appointmentId}`,
        toast: { message: wasHeld ? sessionText[lang].undone : sessionText[lang].restored },
        json: { id: appointmentId, status },
      }
    },
    again: (visit, attempt, params) => reviewRestoration(visit, attempt, idOf(params)),
  })

  addNoteRoutes(routes)

  routes.page('/seances/:id/versions', {
    summary: 'Versions of a session’s note',
    load: (visit, { params }) => listVersions(visit, idOf(params)),
    page: (list, view) => <VersionsPage view={view} list={list} />,
    json: ({ versions }) => ({ items: versions, next: null }),
  })

  routes.page('/seances/:id/versions/:n', {
    summary: 'One version of a session’s note, compared with another',
    query: compareQuery,
    load: (visit, { params, query }) =>
      compareVersion(visit, { sessionId: idOf(params), version: versionOf(params, 'n'), face: query.face }),
    page: (comparison, view) => <ComparePage view={view} comparison={comparison} />,
    json: ({ version, createdAt, text, other }) => ({
      version,
      createdAt,
      text,
      comparedWith: other ?? null,
    }),
  })

  routes.page('/patients/:id/seances', {
    summary: 'All sessions of a file, with their notes',
    query: historyQuery,
    load: (visit, { params, query }) => readHistory(visit, { patientId: idOf(params), cursor: query.cursor }),
    page: (history, view) => <HistoryPage view={view} history={history} />,
    json: ({ entries, next }) => ({ items: entries, next }),
  })

  routes.page('/seances', {
    summary: 'Search the notes of the practice',
    query: searchQuery,
    load: (visit, { query }) => searchNotes(visit, query),
    page: (search, view) => <SearchPage view={view} search={search} />,
    json: ({ found, scanned, next }) => ({
      items: found.map(({ excerpt, cutBefore: _before, cutAfter: _after, ...note }) => ({
        ...note,
        excerpt: excerpt.map((part) => part.text).join(''),
      })),
      scanned,
      next,
    }),
  })

  return routes
}
