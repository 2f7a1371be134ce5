import { z } from 'zod'
import {
  confirmAppointment,
  explainAppointment,
  markArrived,
  markMissed,
} from '#src/features/agenda/index.ts'
import { explainSession, holdSession, undoSession } from '#src/features/sessions/index.ts'
import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { TodayPage } from './pages/today-page.tsx'
import { todayText } from './text.ts'
import { readToday } from './today.ts'
import { optionalId } from '#src/platform/http/fields.ts'
import { patientNames } from '#src/domain/person-name.ts'

const todayQuery = z.object({
  /** The session just held: what follows it is shown first. */
  tenue: optionalId.optional().catch(undefined),
  /** Everything that is to do, not only the first lines. */
  tout: z.literal('1').optional().catch(undefined),
})
/** The day, and its buttons: the appointments' own actions, after which one is back on the day. */
export function todayRoutes(): Routes {
  const routes = createRoutes()

  routes.page('/aujourdhui', {
    summary: 'The day: who comes, what is unpaid, what is to do',
    query: todayQuery,
    load: (visit, { query }) => readToday(visit, { justHeldId: query.tenue, all: query.tout !== undefined }),
    page: (today, view) => <TodayPage view={view} today={today} />,
    json: ({ justHeld: _justHeld, all: _all, ...today }) => today,
  })

  routes.button('/aujourdhui/:id/seance', {
    summary: 'From the day: mark an appointment as held',
    act: (visit, id) => holdSession(visit, id),
    explain: explainSession,
    done: ({ sessionId, appointmentId }, { lang }) => ({
      location: `/aujourdhui?tenue=${sessionId}`,
      toast: { message: todayText[lang].held, undo: undoOf(appointmentId, lang) },
      json: { id: sessionId },
    }),
  })

  routes.button('/aujourdhui/:id/retablissement', {
    summary: 'From the day: take back what was last said of an appointment',
    act: (visit, id) => undoSession(visit, id),
    explain: explainSession,
    done: ({ appointmentId, status }, { lang }) => ({
      location: '/aujourdhui',
      toast: { message: todayText[lang].restored },
      json: { id: appointmentId, status },
    }),
  })

  for (const { noun, mark, say, canUndo } of marks) {
    routes.button(`/aujourdhui/:id/${noun}`, {
      summary: `From the day: ${say}`,
      act: (visit, id) => mark(visit, id),
      explain: explainAppointment,
      done: ({ id, patients, status }, { lang }) => ({
        location: '/aujourdhui',
        toast: {
          message: todayText[lang][say](patientNames(patients)),
          undo: canUndo ? undoOf(id, lang) : undefined,
        },
        json: { id, status },
      }),
    })
  }

  return routes
}

const marks = [
  { noun: 'arrivee', mark: markArrived, say: 'arrived', canUndo: true },
  { noun: 'lapin', mark: markMissed, say: 'missed', canUndo: true },
  { noun: 'confirmation', mark: confirmAppointment, say: 'confirmed', canUndo: false },
] as const

function undoOf(appointmentId: string, lang: Lang): { action: string; label: string } {
  return { action: `/aujourdhui/${appointmentId}/retablissement`, label: todayText[lang].undo }
}
