import type { Routes } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { places } from '../catalogue/places.ts'
import { addVersionedRoutes } from '../catalogue/versioned-routes.ts'
import { idAnswer, periodAnswer, periodsAnswer } from './answers.ts'
import { explainPlanning } from './explain.ts'
import { HoursPage } from './hours-page.tsx'
import { loadHours } from './hours-routes.tsx'
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
  usualHours,
} from './periods.ts'
import { planningText } from './text.ts'

const PERIODS = '/horaires/periodes'

export function addPeriodRoutes(routes: Routes): void {
  routes.page(PERIODS, {
    summary: 'Periods with a week of their own that are not over',
    answer: periodsAnswer,
    load: (visit) => loadHours(visit),
    page: (data, view) => <HoursPage view={view} data={data} />,
    json: ({ periods }) => ({ items: periods, next: null }),
  })
  addVersionedRoutes(routes, {
    base: PERIODS,
    nouns: { new: 'nouvelle', aside: 'suppression' },
    says: {
      new: 'The form of a new period, filled with the hours of the usual week',
      create:
        'Make a period: name, firstDate, lastDate, and hours as for the week (copies: those of the usual week; atPlaces: a typed week per place id)',
      one: 'One period with its hours',
      update: 'Change a period',
      undo: 'Undo the edit that made this version of a period',
      aside: 'Remove a period',
      back: 'Give a removed period back',
    },
    answer: periodAnswer,
    asideAnswer: idAnswer,
    newForm: newPeriodForm,
    form: periodForm,
    store: { create: createPeriod, update: updatePeriod, undo: undoPeriodEdit, setAside: removePeriod },
    blank: async (visit): Promise<PeriodData> => ({
      hours: await usualHours(visit),
      places: await places.list(visit),
    }),
    async load(visit, id) {
      const period = await getPeriod(visit, id)
      return { period, hours: period.hours, places: await places.list(visit) }
    },
    page: (data, view, attempt) => <PeriodPage view={view} {...data} attempt={attempt} />,
    json: ({ period }) => period,
    explain: explainPlanning,
    saved: savedPeriod,
    undone: savedPeriod,
    wasSetAside({ id }, undo, { aside, lang }) {
      const t = planningText[lang]
      const message = aside ? t.toasts.periodRemoved : t.toasts.periodRestored
      return {
        location: aside ? '/horaires' : `${PERIODS}/${id}`,
        json: { id },
        toast: { message, undo: { action: undo, label: t.undo } },
      }
    },
  })
}

type PeriodData = Omit<Parameters<typeof PeriodPage>[0], 'view' | 'attempt'>

function savedPeriod(period: Period, undo: string, lang: Lang) {
  const t = planningText[lang]
  return {
    location: `${PERIODS}/${period.id}`,
    json: period,
    toast: { message: t.toasts.periodSaved(period.name), undo: { action: undo, label: t.undo } },
  }
}
