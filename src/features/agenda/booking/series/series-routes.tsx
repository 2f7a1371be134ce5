import type { Routes } from '#src/platform/http/routes.ts'
import { repeatForm } from '../appointment-forms.ts'
import { explainAppointment } from '../explain.ts'
import { getAppointment } from '../../appointments/get-appointment.ts'
import { idOf } from '#src/platform/http/params.ts'
import { appointmentAnswer, seriesAnswer, undoneAnswer } from '../answers.ts'
import { appointmentJson } from '../../appointments/appointment-json.ts'
import { explainSeries } from './explain-series.ts'
import { NO_REPETITION, repeatValuesOf } from './repeat-fields.tsx'
import { RepeatPage } from './repeat-page.tsx'
import { repeatAppointment } from '../../series/repeat-appointment.ts'
import { reviewSeriesOf } from './review-form.tsx'
import { createdSeriesAnswer } from './series-answers.ts'
import { seriesText } from './series-text.ts'
import { undoChange } from '../../series/undo-change.ts'
import { noForm } from '#src/platform/http/fields.ts'

export function addSeriesRoutes(routes: Routes): void {
  routes.page('/rendez-vous/:id/repetition', {
    summary: 'The form that repeats an appointment',
    answer: appointmentAnswer,
    load: (visit, { params }) => getAppointment(visit, idOf(params)),
    page: (appointment, view) => (
      <RepeatPage view={view} appointment={appointment} values={{ ...NO_REPETITION, repeat: 'weekly' }} />
    ),
    json: (appointment) => appointmentJson(appointment),
  })

  routes.action('/rendez-vous/:id/repetition', {
    summary: 'Make an appointment the first of a series; a page shows the dates before they are saved',
    form: repeatForm,
    answer: seriesAnswer,
    act: (visit, input, { params }) => repeatAppointment(visit, idOf(params), input),
    done: (created, { lang }) => createdSeriesAnswer(created, lang),
    explain: explainAppointment,
    again: async (visit, attempt, params) => {
      const id = idOf(params)
      const review = await reviewSeriesOf(visit, attempt, { id, noun: '/repetition', of: 'create' })
      if (review) return review
      const appointment = await getAppointment(visit, id)
      const values = repeatValuesOf(attempt)
      return (
        <RepeatPage view={visit.view} appointment={appointment} values={values} errors={attempt.errors} />
      )
    },
  })

  routes.action('/rendez-vous/changements/:change/annulation', {
    summary: 'Take back one change of several appointments, all of it or nothing',
    answer: undoneAnswer,
    form: noForm,
    act: (visit, _, { params }) => undoChange(visit, idOf(params, 'change')),
    done: ({ appointmentId, date, appointments }, { lang }) => ({
      location: appointmentId ? `/rendez-vous/${appointmentId}` : `/agenda?date=${date.toString()}`,
      json: { appointments },
      toast: { message: seriesText[lang].toasts.undone(appointments) },
    }),
    explain: explainSeries,
  })
}
