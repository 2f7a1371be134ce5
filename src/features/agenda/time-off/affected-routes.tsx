import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import type { Explained, Params, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Lang } from '#src/platform/text.ts'
import { affectedAnswer, solvedAnswer, undoneAnswer } from '../booking/answers.ts'
import { appointmentJson } from '../appointments/appointment-json.ts'
import { noForm, optionalId } from '#src/platform/http/fields.ts'
import { idOf } from '#src/platform/http/params.ts'
import { type UndoRefusal, undoChange } from '../series/undo-change.ts'
import { affectedForm } from './affected-form.ts'
import { type AffectedData, AffectedPage } from './affected-page.tsx'
import { findAffected } from './find-affected.ts'
import { findPeopleToTell } from './people-to-tell.ts'
import { type SolveRefusal, solveAffected } from './solve-affected.ts'
import { affectedText } from './affected-text.ts'
import { getTimeOff } from '#src/features/planning/index.ts'

const affectedQuery = z.object({ changement: optionalId.optional().catch(undefined) })

export function addAffectedRoutes(routes: Routes): void {
  routes.page('/absences/:id/rendez-vous', {
    summary: 'The appointments to come that a time off touches, each with the nearest free times',
    query: affectedQuery,
    answer: affectedAnswer,
    load: (visit, { params, query }) => readAffected(visit, idOf(params), query.changement),
    page: (data, view) => <AffectedPage view={view} data={data} />,
    json: ({ affected }) => ({
      items: affected.map(({ appointment, times }) => ({
        ...appointmentJson(appointment),
        nearest: times.map(({ start, end, fits }) => ({
          startsAt: Temporal.Instant.fromEpochMilliseconds(start),
          endsAt: Temporal.Instant.fromEpochMilliseconds(end),
          fits,
        })),
      })),
      next: null,
    }),
  })

  routes.action('/absences/:id/rendez-vous', {
    summary: 'Move and cancel the appointments that a time off touches: all that is decided, or nothing',
    form: affectedForm,
    answer: solvedAnswer,
    act: async (visit, decisions, { params }) => {
      const timeOffId = idOf(params)
      await getTimeOff(visit, timeOffId)
      const solved = await solveAffected(visit, timeOffId, decisions)
      return 'refused' in solved ? solved : { ...solved, timeOffId }
    },
    done: ({ timeOffId, changeId, moved, cancelled }, { lang }) => {
      const location = `/absences/${timeOffId}/rendez-vous`
      const t = affectedText[lang]
      return {
        location: `${location}?changement=${changeId}`,
        json: { changeId, moved, cancelled },
        toast: {
          message: t.solved(moved, cancelled),
          undo: { action: `${location}/${changeId}/annulation`, label: t.undo },
        },
      }
    },
    explain: explainSolving,
    again: async (visit, attempt, params) => {
      const timeOffId = idOf(params)
      const affected = await findAffected(visit, timeOffId, (id) => attempt.value(`choice-${id}`))
      const data = { timeOffId, affected, people: [] }
      return <AffectedPage view={visit.view} data={{ ...data, attempt }} />
    },
  })

  routes.action('/absences/:id/rendez-vous/:change/annulation', {
    summary: 'Put back all that one decision moved and cancelled',
    answer: undoneAnswer,
    form: noForm,
    act: async (visit, _, { params }) => {
      const undone = await undoChange(visit, changeOf(params))
      return 'refused' in undone ? undone : { ...undone, timeOffId: idOf(params) }
    },
    done: ({ timeOffId, appointments }, { lang }) => ({
      location: `/absences/${timeOffId}/rendez-vous`,
      json: { appointments },
      toast: { message: affectedText[lang].undone },
    }),
    explain: explainUndoing,
  })
}

async function readAffected(
  visit: Visit,
  timeOffId: string,
  change: string | undefined,
): Promise<AffectedData> {
  const affected = await findAffected(visit, timeOffId)
  const people = change ? await findPeopleToTell(visit, change) : []
  return { timeOffId, affected, people }
}

function changeOf(params: Params): string {
  const id = params['change'] ?? ''
  if (!isId(id)) throw new NotFound('change')
  return id
}

function explainSolving(refused: SolveRefusal, lang: Lang): Explained {
  const t = affectedText[lang].refusals
  switch (refused.refused) {
    case 'nothing-decided':
      return { status: 422, errors: [{ message: t.nothingDecided }] }
    case 'affected-stale':
      return { status: 409, errors: refused.ids.map((id) => ({ field: `choice-${id}`, message: t.stale })) }
    case 'affected-taken':
      return { status: 409, errors: refused.ids.map((id) => ({ field: `choice-${id}`, message: t.taken })) }
    case 'series-taken':
      return { status: 409, errors: [{ message: t.occupied }] }
    default:
      return { status: 422, errors: [{ message: t.span }] }
  }
}

function explainUndoing(refused: UndoRefusal, lang: Lang): Explained {
  const t = affectedText[lang].refusals
  const taken = refused.refused === 'time-taken' || refused.refused === 'series-taken'
  return { status: 409, errors: [{ message: taken ? t.timeTaken : t.changedSince }] }
}
