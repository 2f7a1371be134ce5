import type { Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { idOf, versionOf } from '#src/platform/http/params.ts'
import { findPlaces } from '../catalogue/places.ts'
import { idAnswer, periodAnswer, periodsAnswer } from './answers.ts'
import { explainPlanning } from './explain.ts'
import { HoursPage } from './hours-page.tsx'
import { loadHours } from './hours-routes.tsx'
import { findHours } from './opening-hours.ts'
import { PeriodPage } from './period-page.tsx'
import {
  type Period,
  createPeriod,
  getPeriod,
  newPeriodForm,
  periodForm,
  removePeriod,
  undoPeriodEdit,
  updatePeriod,
} from './periods.ts'
import { planningText } from './text.ts'
import { noForm } from '#src/platform/http/fields.ts'

const PERIODS = '/horaires/periodes'

export function addPeriodRoutes(routes: Routes): void {
  routes.page(PERIODS, {
    summary: 'Periods with a week of their own that are not over',
    answer: periodsAnswer,
    load: (visit) => loadHours(visit),
    page: (data, view) => <HoursPage view={view} data={data} />,
    json: ({ periods }) => ({ items: periods, next: null }),
  })
  routes.page(`${PERIODS}/nouvelle`, {
    summary: 'The form of a new period, filled with the hours of the usual week',
    load: async (visit) => ({ hours: await findHours(visit), places: await findPlaces(visit) }),
    page: ({ hours, places }, view) => (
      <PeriodPage
        view={view}
        hours={hours.filter((one) => one.validFrom === null && one.validTo === null)}
        places={places}
      />
    ),
  })
  routes.action(PERIODS, {
    summary:
      'Make a period: name, firstDate, lastDate, and hours as for the week (copies: those of the usual week; atPlaces: a typed week per place id)',
    answer: periodAnswer,
    form: newPeriodForm,
    act: (visit, input) => createPeriod(visit, input),
    done: (period, { lang }) => ({ ...savedPeriod(period, 'suppression', lang), created: true }),
    explain: explainPlanning,
    again: async (visit, attempt) => (
      <PeriodPage view={visit.view} hours={[]} places={await findPlaces(visit)} attempt={attempt} />
    ),
  })
  routes.page(`${PERIODS}/:id`, {
    summary: 'One period with its hours',
    answer: periodAnswer,
    load: async (visit, { params }) => ({
      period: await getPeriod(visit, idOf(params)),
      places: await findPlaces(visit),
    }),
    page: ({ period, places }, view) => (
      <PeriodPage view={view} period={period} hours={period.hours} places={places} />
    ),
    json: ({ period }) => period,
  })
  routes.action(`${PERIODS}/:id`, {
    summary: 'Change a period',
    answer: periodAnswer,
    form: periodForm,
    act: (visit, input, { params }) => updatePeriod(visit, idOf(params), input),
    done: (period, { lang }) => savedPeriod(period, `modifications/${period.version}/annulation`, lang),
    explain: explainPlanning,
    again: async (visit, attempt, params) => {
      const period = await getPeriod(visit, idOf(params))
      const places = await findPlaces(visit)
      return (
        <PeriodPage
          view={visit.view}
          period={period}
          hours={period.hours}
          places={places}
          attempt={attempt}
        />
      )
    },
  })
  routes.action(`${PERIODS}/:id/modifications/:version/annulation`, {
    summary: 'Undo the edit that made this version of a period',
    answer: periodAnswer,
    form: noForm,
    act: (visit, _, { params }) => undoPeriodEdit(visit, idOf(params), versionOf(params)),
    done: (period, { lang }) => savedPeriod(period, `modifications/${period.version}/annulation`, lang),
    explain: explainPlanning,
  })
  for (const [noun, other, removed] of [
    ['suppression', 'retablissement', true],
    ['retablissement', 'suppression', false],
  ] as const) {
    routes.action(`${PERIODS}/:id/${noun}`, {
      summary: removed ? 'Remove a period' : 'Give a removed period back',
      answer: idAnswer,
      form: noForm,
      act: (visit, _, { params }) => removePeriod(visit, idOf(params), removed),
      done: ({ id }, { lang }) => {
        const t = planningText[lang]
        const message = removed ? t.toasts.periodRemoved : t.toasts.periodRestored
        return {
          location: removed ? '/horaires' : `${PERIODS}/${id}`,
          json: { id },
          toast: { message, undo: { action: `${PERIODS}/${id}/${other}`, label: t.undo } },
        }
      },
      explain: explainPlanning,
    })
  }
}

function savedPeriod(period: Period, undo: string, lang: Lang) {
  const location = `${PERIODS}/${period.id}`
  const t = planningText[lang]
  return {
    location,
    json: period,
    toast: {
      message: t.toasts.periodSaved(period.name),
      undo: { action: `${location}/${undo}`, label: t.undo },
    },
  }
}
