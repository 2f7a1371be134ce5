import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import type { Attempt, Routes } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { checkbox, optionalDate } from '#src/platform/http/fields.ts'
import { places } from '../catalogue/places.ts'
import { findExceptions } from './exceptions.ts'
import { hoursAnswer, weekAnswer } from './answers.ts'
import { explainPlanning } from './explain.ts'
import { findHolidays } from './find-holidays.ts'
import { HoursPage, type HoursPageData, hrefOf } from './hours-page.tsx'
import { type HoursGroup, findHours, replaceWeek, undoWeek, weekForm } from './opening-hours.ts'
import { findPeriods } from './periods.ts'
import { planningText } from './text.ts'

export function addHoursRoutes(routes: Routes): void {
  routes.form('/horaires', {
    summary:
      'Replace the opening hours of the usual week: { hours: [{ weekday, from, to, placeId, validFrom, validTo }] }',
    shows: 'Opening hours of the usual week, with the periods and exceptional days to come',
    answer: weekAnswer,
    answerShown: hoursAnswer,
    query: z.object({
      lieu: z.string().max(40).optional(),
      du: optionalDate.optional(),
      au: optionalDate.optional(),
      nouveau: checkbox.optional(),
    }),
    form: weekForm,
    load(visit, { query, attempt }) {
      if (attempt) return loadHours(visit, groupOf(attempt), attempt.has('isNew'))
      const placeId = isId(query.lieu) ? query.lieu : null
      const dates = { validFrom: query.du?.toString() ?? null, validTo: query.au?.toString() ?? null }
      return loadHours(visit, { placeId, ...dates }, query.nouveau)
    },
    act: (visit, input) => replaceWeek(visit, input),
    page: (data, view, attempt) => <HoursPage view={view} data={data} attempt={attempt} />,
    json: ({ hours, periods, exceptions }) => ({ items: hours, hours, periods, exceptions, next: null }),
    done: (saved, { lang, input }) => ({
      location: hrefOf({
        placeId: input.placeId ?? null,
        validFrom: input.validFrom?.toString() ?? null,
        validTo: input.validTo?.toString() ?? null,
      }),
      json: saved,
      toast: {
        message: planningText[lang].toasts.hoursSaved,
        undo: { action: '/horaires/retablissement', label: planningText[lang].undo },
      },
    }),
    explain: explainPlanning,
  })
  routes.button('/horaires/retablissement', {
    summary: 'Give back the opening hours that the last change replaced',
    answer: weekAnswer,
    act: (visit) => undoWeek(visit),
    done: (saved, { lang }) => ({
      location: '/horaires',
      json: saved,
      toast: {
        message: planningText[lang].toasts.hoursUndone,
        undo: { action: '/horaires/retablissement', label: planningText[lang].undo },
      },
    }),
    explain: explainPlanning,
  })
}

/** The group of hours that a refused form was about. */
function groupOf(attempt: Attempt): HoursGroup {
  const placeId = attempt.value('placeId')
  return {
    placeId: isId(placeId) ? placeId : null,
    validFrom: attempt.value('shownFrom') || null,
    validTo: attempt.value('shownTo') || null,
  }
}

export async function loadHours(
  work: Work,
  group: HoursGroup = { placeId: null, validFrom: null, validTo: null },
  isNew = false,
): Promise<HoursPageData> {
  return {
    group,
    isNew,
    hours: await findHours(work),
    places: await places.list(work),
    periods: await findPeriods(work),
    exceptions: await findExceptions(work),
    holidays: await findHolidays(work),
  }
}
