import type { Child } from 'hono/jsx'
import type { Attempt, Done, Routes } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from '../appointments/appointment.ts'
import { appointmentAnswer, cancellingAnswer, changedAnswer, withdrawnAnswer } from './answers.ts'
import { cancelForm } from './appointment-forms.ts'
import { changed } from './appointment-routes.tsx'
import { idOf } from '#src/platform/http/params.ts'
import { appointmentText } from './appointment-text.ts'
import {
  type StatusOutcome,
  cancelAppointment,
  confirmAppointment,
  markArrived,
  markMissed,
  withdrawAppointment,
} from '../appointments/change-status.ts'
import { explainAppointment } from './explain.ts'
import { getAppointment } from '../appointments/get-appointment.ts'
import { CancelAppointmentPage } from './appointment-form-pages.tsx'
import { cancelSeries } from '../series/cancel-series.ts'
import { changedSeriesAnswer } from './series/series-answers.ts'
import { isLateCancellation } from '../appointments/status.ts'
import { patientNames } from '#src/domain/person-name.ts'
import { noForm } from '#src/platform/http/fields.ts'

/** Changes of status, each a noun below the appointment. Held and restored belong to the sessions. */
export function addStatusRoutes(routes: Routes): void {
  routes.page('/rendez-vous/:id/annulation', {
    summary: 'The form that cancels an appointment',
    answer: cancellingAnswer,
    load: (visit, { params }) => startCancel(visit, idOf(params)),
    page: (data, view) => <CancelAppointmentPage view={view} {...data} by="patient" reason="" />,
    json: (data) => ({ wouldBeLate: data.wouldBeLate }),
  })

  routes.action('/rendez-vous/:id/annulation', {
    summary:
      'Cancel an appointment, or those to come of its series (scope): frees the time, and marks a late cancellation by the patient',
    form: cancelForm,
    answer: changedAnswer,
    act: async (visit, input, { params }) =>
      input.scope === 'this'
        ? cancelAppointment(visit, idOf(params), input)
        : cancelSeries(visit, idOf(params), { ...input, scope: input.scope }),
    done: (cancelled, { lang }) => {
      if ('items' in cancelled) return changedSeriesAnswer(cancelled, 'cancelled', lang)
      const { toasts } = appointmentText[lang]
      const say = cancelled.late ? toasts.cancelledLate : toasts.cancelled
      return withRestore(cancelled, say(patientNames(cancelled.patients)), lang)
    },
    explain: explainAppointment,
    again: (visit, attempt, params) => refusedCancelPage(visit, attempt, idOf(params)),
  })

  addMark(routes, 'lapin', 'Mark an appointment as missed', markMissed, 'missed')
  addMark(routes, 'confirmation', 'Confirm a requested appointment', confirmAppointment, 'confirmed')
  addMark(routes, 'arrivee', 'Mark the patient as arrived', markArrived, 'arrived')

  routes.action('/rendez-vous/:id/retrait', {
    summary: 'Take back the entry of an appointment that was not changed since',
    answer: withdrawnAnswer,
    form: noForm,
    act: (visit, _, { params }) => withdrawAppointment(visit, idOf(params)),
    done: (gone, { lang }) => ({
      location: `/agenda?date=${gone.date.toString()}`,
      json: { id: gone.id, withdrawn: true },
      toast: { message: appointmentText[lang].toasts.withdrawn(patientNames(gone.patients)) },
    }),
    explain: explainAppointment,
  })
}

function addMark(
  routes: Routes,
  noun: string,
  summary: string,
  mark: (work: Work, id: string) => Promise<StatusOutcome>,
  said: 'missed' | 'arrived' | 'confirmed',
): void {
  routes.action(`/rendez-vous/:id/${noun}`, {
    summary,
    form: noForm,
    answer: appointmentAnswer,
    act: (visit, _, { params }) => mark(visit, idOf(params)),
    done: (marked, { lang }) =>
      withRestore(marked, appointmentText[lang].toasts[said](patientNames(marked.patients)), lang),
    explain: explainAppointment,
  })
}

/** Its toast restores the appointment; the sessions feature owns that address. */
function withRestore(appointment: Appointment, message: string, lang: Lang): Done {
  const undo = { action: `/rendez-vous/${appointment.id}/retablissement`, label: appointmentText[lang].undo }
  return { ...changed(appointment, message), toast: { message, undo } }
}

async function startCancel(visit: Visit, id: string) {
  const appointment = await getAppointment(visit, id)
  const { lateCancelHours } = await visit.tx
    .selectFrom('practice')
    .select('lateCancelHours')
    .where('practiceId', '=', visit.practiceId)
    .executeTakeFirstOrThrow()
  const wouldBeLate = isLateCancellation('patient', appointment.startsAt, visit.now, lateCancelHours)
  return { appointment, lateCancelHours, wouldBeLate }
}

async function refusedCancelPage(visit: Visit, attempt: Attempt, id: string): Promise<Child> {
  return (
    <CancelAppointmentPage
      view={visit.view}
      {...await startCancel(visit, id)}
      by={attempt.value('by')}
      reason={attempt.value('reason')}
      scope={attempt.value('scope')}
      errors={attempt.errors}
    />
  )
}
