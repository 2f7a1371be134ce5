import { z } from 'zod'
import { openingsOn } from '#src/domain/opening-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { noForm, optionalDate } from '#src/platform/http/fields.ts'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import { findPlaces } from '../catalogue/places.ts'
import {
  type Exception,
  createException,
  exceptionForm,
  getException,
  newExceptionForm,
  removeException,
  undoExceptionEdit,
  updateException,
} from './exceptions.ts'
import { ExceptionPage } from './exception-page.tsx'
import { exceptionAnswer, exceptionsAnswer, idAnswer } from './answers.ts'
import { explainPlanning } from './explain.ts'
import { HoursPage } from './hours-page.tsx'
import { loadHours } from './hours-routes.tsx'
import { findPlanning } from './planning.ts'
import { planningText } from './text.ts'

const EXCEPTIONS = '/horaires/exceptions'

export function addExceptionRoutes(routes: Routes): void {
  routes.page(EXCEPTIONS, {
    summary: 'Exceptional days from today on',
    answer: exceptionsAnswer,
    load: (visit) => loadHours(visit),
    page: (data, view) => <HoursPage view={view} data={data} />,
    json: ({ exceptions }) => ({ items: exceptions, next: null }),
  })
  routes.page(`${EXCEPTIONS}/nouvelle`, {
    summary: 'The form of an exceptional day (date=YYYY-MM-DD), filled with the hours it has',
    query: z.object({ date: optionalDate.optional() }),
    load: async (visit, { query }) => {
      const date = query.date ?? visit.today
      const planning = await findPlanning(visit, { first: date, last: date })
      const hours = openingsOn(planning.plan, dayNumber(date)).filter((one) => one.placeId === null)
      return {
        places: await findPlaces(visit),
        proposed: { date: query.date ? date.toString() : '', hours: query.date ? hours : [] },
      }
    },
    page: (data, view) => <ExceptionPage view={view} {...data} />,
  })
  routes.action(EXCEPTIONS, {
    summary: 'Give one day hours of its own: date, placeId, hours: [{ from, to }] (none: closed), label',
    answer: exceptionAnswer,
    form: newExceptionForm,
    act: (visit, input) => createException(visit, input),
    done: (exception, { lang }) => ({ ...savedException(exception, 'suppression', lang), created: true }),
    explain: explainPlanning,
    again: async (visit, attempt) => (
      <ExceptionPage view={visit.view} places={await findPlaces(visit)} attempt={attempt} />
    ),
  })
  routes.page(`${EXCEPTIONS}/:id`, {
    summary: 'One exceptional day',
    answer: exceptionAnswer,
    load: async (visit, { params }) => ({
      exception: await getException(visit, idOf(params)),
      places: await findPlaces(visit),
    }),
    page: (data, view) => <ExceptionPage view={view} {...data} />,
    json: ({ exception }) => exception,
  })
  routes.action(`${EXCEPTIONS}/:id`, {
    summary: 'Change an exceptional day',
    answer: exceptionAnswer,
    form: exceptionForm,
    act: (visit, input, { params }) => updateException(visit, idOf(params), input),
    done: (exception, { lang }) =>
      savedException(exception, `modifications/${exception.version}/annulation`, lang),
    explain: explainPlanning,
    again: async (visit, attempt, params) => (
      <ExceptionPage
        view={visit.view}
        exception={await getException(visit, idOf(params))}
        places={await findPlaces(visit)}
        attempt={attempt}
      />
    ),
  })
  routes.action(`${EXCEPTIONS}/:id/modifications/:version/annulation`, {
    summary: 'Undo the edit that made this version of an exceptional day',
    answer: exceptionAnswer,
    form: noForm,
    act: (visit, _, { params }) => undoExceptionEdit(visit, idOf(params), versionOf(params)),
    done: (exception, { lang }) =>
      savedException(exception, `modifications/${exception.version}/annulation`, lang),
    explain: explainPlanning,
  })
  for (const [noun, other, removed] of [
    ['suppression', 'retablissement', true],
    ['retablissement', 'suppression', false],
  ] as const) {
    routes.action(`${EXCEPTIONS}/:id/${noun}`, {
      summary: removed ? 'Remove an exceptional day' : 'Give a removed exceptional day back',
      answer: idAnswer,
      form: noForm,
      act: (visit, _, { params }) => removeException(visit, idOf(params), removed),
      done: ({ id }, { lang }) => {
        const t = planningText[lang]
        const message = removed ? t.toasts.exceptionRemoved : t.toasts.exceptionRestored
        return {
          location: removed ? '/horaires' : `${EXCEPTIONS}/${id}`,
          json: { id },
          toast: { message, undo: { action: `${EXCEPTIONS}/${id}/${other}`, label: t.undo } },
        }
      },
      explain: explainPlanning,
    })
  }
}

function savedException(exception: Exception, undo: string, lang: Lang) {
  const location = `${EXCEPTIONS}/${exception.id}`
  const t = planningText[lang]
  return {
    location,
    json: exception,
    toast: { message: t.toasts.exceptionSaved, undo: { action: `${location}/${undo}`, label: t.undo } },
  }
}
