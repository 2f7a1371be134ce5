import { z } from 'zod'
import { openingsOn } from '#src/domain/opening-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { optionalDate } from '#src/platform/http/fields.ts'
import { places } from '../catalogue/places.ts'
import { addVersionedRoutes } from '../catalogue/versioned-routes.ts'
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
  addVersionedRoutes(routes, {
    base: EXCEPTIONS,
    nouns: { new: 'nouvelle', aside: 'suppression' },
    says: {
      new: 'The form of an exceptional day (date=YYYY-MM-DD), filled with the hours it has',
      create: 'Give one day hours of its own: date, placeId, hours: [{ from, to }] (none: closed), label',
      one: 'One exceptional day',
      update: 'Change an exceptional day',
      undo: 'Undo the edit that made this version of an exceptional day',
      aside: 'Remove an exceptional day',
      back: 'Give a removed exceptional day back',
    },
    answer: exceptionAnswer,
    asideAnswer: idAnswer,
    query: z.object({ date: optionalDate.optional() }),
    newForm: newExceptionForm,
    form: exceptionForm,
    store: {
      create: createException,
      update: updateException,
      undo: undoExceptionEdit,
      setAside: removeException,
    },
    blank: async (visit, { date }): Promise<ExceptionData> => ({
      places: await places.list(visit),
      proposed: date ? { date: date.toString(), hours: await hoursOn(visit, date) } : { date: '', hours: [] },
    }),
    load: async (visit, id) => ({
      exception: await getException(visit, id),
      places: await places.list(visit),
    }),
    page: (data, view, attempt) => <ExceptionPage view={view} {...data} attempt={attempt} />,
    json: ({ exception }) => exception,
    explain: explainPlanning,
    saved: savedException,
    undone: savedException,
    wasSetAside({ id }, undo, { aside, lang }) {
      const t = planningText[lang]
      const message = aside ? t.toasts.exceptionRemoved : t.toasts.exceptionRestored
      return {
        location: aside ? '/horaires' : `${EXCEPTIONS}/${id}`,
        json: { id },
        toast: { message, undo: { action: undo, label: t.undo } },
      }
    },
  })
}

type ExceptionData = Omit<Parameters<typeof ExceptionPage>[0], 'view' | 'attempt'>

/** What every place has on a day as it is. */
async function hoursOn(work: Work, date: Temporal.PlainDate) {
  const { plan } = await findPlanning(work, { first: date, last: date })
  return openingsOn(plan, dayNumber(date)).filter((one) => one.placeId === null)
}

function savedException(exception: Exception, undo: string, lang: Lang) {
  const t = planningText[lang]
  return {
    location: `${EXCEPTIONS}/${exception.id}`,
    json: exception,
    toast: { message: t.toasts.exceptionSaved, undo: { action: undo, label: t.undo } },
  }
}
