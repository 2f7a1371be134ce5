import { z } from 'zod'
import { isId } from '#src/domain/ids.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { checkbox, noForm, optionalDate } from '#src/platform/http/fields.ts'
import { findPlaces } from '../catalogue/places.ts'
import { findExceptions } from './exceptions.ts'
import { hoursAnswer, weekAnswer } from './answers.ts'
import { explainPlanning } from './explain.ts'
import { findHolidays } from './find-holidays.ts'
import { HoursPage, type HoursPageData, hrefOf } from './hours-page.tsx'
import { type HoursGroup, findHours, replaceWeek, undoWeek, weekForm } from './opening-hours.ts'
import { findPeriods } from './periods.ts'
import { planningText } from './text.ts'

export function addHoursRoutes(routes: Routes): void {
  routes.page('/horaires', {
    summary: 'Opening hours of the usual week, with the periods and exceptional days to come',
    answer: hoursAnswer,
    query: z.object({
      lieu: z.string().max(40).optional(),
      du: optionalDate.optional(),
      au: optionalDate.optional(),
      nouveau: checkbox.optional(),
    }),
    load: (visit, { query }) =>
      loadHours(
        visit,
        {
          placeId: isId(query.lieu) ? query.lieu : null,
          validFrom: query.du?.toString() ?? null,
          validTo: query.au?.toString() ?? null,
        },
        query.nouveau ?? false,
      ),
    page: (data, view) => <HoursPage view={view} data={data} />,
    json: ({ hours, periods, exceptions }) => ({ items: hours, hours, periods, exceptions, next: null }),
  })
  routes.action('/horaires', {
    summary:
      'Replace the opening hours of the usual week: { hours: [{ weekday, from, to, placeId, validFrom, validTo }] }',
    answer: weekAnswer,
    form: weekForm,
    act: (visit, input) => replaceWeek(visit, input),
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
    again: async (visit, attempt) => {
      const placeId = attempt.value('placeId')
      const data = await loadHours(
        visit,
        {
          placeId: isId(placeId) ? placeId : null,
          validFrom: attempt.value('shownFrom') || null,
          validTo: attempt.value('shownTo') || null,
        },
        attempt.has('isNew'),
      )
      return <HoursPage view={visit.view} data={data} attempt={attempt} />
    },
  })
  routes.action('/horaires/retablissement', {
    summary: 'Give back the opening hours that the last change replaced',
    answer: weekAnswer,
    form: noForm,
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

export async function loadHours(
  work: Work,
  group: HoursGroup = { placeId: null, validFrom: null, validTo: null },
  isNew = false,
): Promise<HoursPageData> {
  return {
    group,
    isNew,
    hours: await findHours(work),
    places: await findPlaces(work),
    periods: await findPeriods(work),
    exceptions: await findExceptions(work),
    holidays: await findHolidays(work),
  }
}
