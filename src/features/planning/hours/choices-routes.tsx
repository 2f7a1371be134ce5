import { dateOfDay } from '#src/domain/wall-clock.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { type StoredChoices, choicesForm, updateChoices } from './agenda-choices.ts'
import { ChoicesPage } from './choices-page.tsx'
import { choicesAnswer, holidaysAnswer } from './answers.ts'
import { explainPlanning } from './explain.ts'
import { type Holidays, findHolidays } from './find-holidays.ts'
import { planningText } from './text.ts'

export function addChoicesRoutes(routes: Routes): void {
  routes.form('/parametres/agenda', {
    summary: 'Choose how the agenda treats holidays and free times',
    shows: 'How the agenda treats holidays and free times, with the holidays of the year to come',
    answer: choicesAnswer,
    answerShown: holidaysAnswer,
    form: choicesForm,
    load: (visit) => findHolidays(visit),
    act: (visit, input) => updateChoices(visit, input),
    page: (holidays, view, attempt) => <ChoicesPage view={view} holidays={holidays} attempt={attempt} />,
    json: holidaysJson,
    done: (choices, { lang }) => ({
      location: '/parametres/agenda',
      json: choicesJson(choices),
      toast: { message: planningText[lang].toasts.choicesSaved },
    }),
    explain: explainPlanning,
  })
}

function choicesJson({ publicHolidays, schoolHolidays, schoolZone, preferTouching, version }: StoredChoices) {
  return { publicHolidays, schoolHolidays, schoolZone, preferTouching, version }
}

function holidaysJson({ choices, publicDays, school, zone, known }: Holidays) {
  return {
    ...choicesJson(choices),
    zone: zone ?? null,
    publicDays: publicDays.map(({ day, key }) => ({ date: dateOfDay(day), key })),
    schoolPeriods: school.map(({ key, firstDay, lastDay }) => ({
      key,
      firstDate: dateOfDay(firstDay),
      lastDate: dateOfDay(lastDay),
    })),
    known: known ? { firstDate: dateOfDay(known.firstDay), lastDate: dateOfDay(known.lastDay) } : null,
  }
}
