import type { Routes } from '#src/platform/http/routes.ts'
import type { Appointment } from '../appointments/appointment.ts'
import {
  appointmentAnswer,
  appointmentPageAnswer,
  changedAnswer,
  choicesAnswer,
  createdAnswer,
  movingAnswer,
} from './answers.ts'
import { appointmentJson } from '../appointments/appointment-json.ts'
import { appointmentText } from './appointment-text.ts'
import { findSeries } from '../series/find-series.ts'
import { reviewNewSeries, reviewSeriesOf } from './series/review-form.tsx'
import { changedSeriesAnswer, createdSeriesAnswer } from './series/series-answers.ts'
import {
  editAppointmentForm,
  moveForm,
  newAppointmentForm,
  newAppointmentQuery,
} from './appointment-forms.ts'
import { bookAppointment, rebookAppointment, reviseAppointment } from './book-appointment.ts'
import { undoEdit } from '../appointments/edit-appointment.ts'
import { explainAppointment } from './explain.ts'
import { sayWhen } from './say-when.ts'
import { getAppointment } from '../appointments/get-appointment.ts'
import { idOf } from '#src/platform/http/params.ts'
import { EditAppointmentPage, MoveAppointmentPage, NewAppointmentPage } from './appointment-form-pages.tsx'
import { AppointmentPage } from './appointment-page.tsx'
import {
  refusedEditPage,
  refusedMovePage,
  refusedNewPage,
  startEdit,
  startMove,
  startNew,
} from './show-forms.tsx'
import { patientNames } from '#src/domain/person-name.ts'
import { noForm } from '#src/platform/http/fields.ts'
import { appointmentEvents } from '../events.ts'

export function addAppointmentRoutes(routes: Routes): void {
  routes.page('/rendez-vous/nouveau', {
    summary: 'The form of a new appointment',
    answer: choicesAnswer,
    query: newAppointmentQuery,
    load: (visit, { query }) => startNew(visit, query),
    page: (data, view) => <NewAppointmentPage view={view} {...data} />,
    json: (data) => data.choices,
  })

  routes.action('/rendez-vous', {
    summary:
      'Book an appointment (409 with the nearest free slots when the time is taken), or a series of them with rule or repeat; 422 when it has no end, too many dates or none',
    form: newAppointmentForm,
    answer: createdAnswer,
    act: (visit, input) => bookAppointment(visit, input),
    done: (created, { lang }) => {
      if ('skipped' in created) return createdSeriesAnswer(created, lang)
      const t = appointmentText[lang]
      const when = sayWhen(created.date, created.wallTime, lang)
      return {
        location: `/rendez-vous/${created.id}`,
        created: true,
        json: appointmentJson(created),
        toast: {
          message: t.toasts.created(patientNames(created.patients), when),
          undo: { action: `/rendez-vous/${created.id}/retrait`, label: t.undo },
        },
      }
    },
    explain: explainAppointment,
    again: async (visit, attempt) => reviewNewSeries(visit, attempt) ?? refusedNewPage(visit, attempt),
  })

  routes.page('/rendez-vous/:id', {
    summary: 'One appointment',
    answer: appointmentPageAnswer,
    load: async (visit, { params }) => {
      const appointment = await getAppointment(visit, idOf(params))
      visit.record(appointmentEvents.read, appointment.id)
      return { appointment, series: await findSeries(visit, appointment.seriesId) }
    },
    page: ({ appointment, series }, view) => (
      <AppointmentPage view={view} appointment={appointment} series={series} />
    ),
    json: ({ appointment, series }) => ({
      ...appointmentJson(appointment),
      note: appointment.note,
      reason: appointment.reason,
      sessionId: appointment.sessionId,
      invoice: appointment.invoice,
      series: series ?? null,
    }),
  })

  routes.page('/rendez-vous/:id/modification', {
    summary: 'The form that edits an appointment',
    answer: appointmentAnswer,
    load: (visit, { params }) => startEdit(visit, idOf(params)),
    page: (data, view) => <EditAppointmentPage view={view} {...data} />,
    json: (data) => appointmentJson(data.appointment),
  })

  routes.action('/rendez-vous/:id', {
    summary: 'Edit an appointment; what is left out stays; 409 when its version is stale',
    form: editAppointmentForm,
    answer: changedAnswer,
    act: (visit, input, { params }) => reviseAppointment(visit, idOf(params), input),
    done: (edited, { lang }) => {
      if ('items' in edited) return changedSeriesAnswer(edited, 'changed', lang)
      const t = appointmentText[lang]
      const message = t.toasts.edited(patientNames(edited.patients))
      return {
        ...changed(edited, message),
        toast: { message, undo: { action: undoAddress(edited), label: t.undo } },
      }
    },
    explain: explainAppointment,
    again: async (visit, attempt, params) => {
      const id = idOf(params)
      const review = await reviewSeriesOf(visit, attempt, { id, noun: '', of: 'change' })
      return review ?? refusedEditPage(visit, attempt, id)
    },
  })

  routes.page('/rendez-vous/:id/deplacement', {
    summary: 'The form that moves an appointment, with free slots',
    answer: movingAnswer,
    load: (visit, { params }) => startMove(visit, idOf(params)),
    page: (data, view) => <MoveAppointmentPage view={view} {...data} />,
    json: (data) => ({ ...appointmentJson(data.appointment), nearest: data.suggestions }),
  })

  routes.action('/rendez-vous/:id/deplacement', {
    summary: 'Move an appointment: frees its time and takes the new one, or neither',
    form: moveForm,
    answer: changedAnswer,
    act: (visit, input, { params }) => rebookAppointment(visit, idOf(params), input),
    done: (moved, { lang }) => {
      if ('items' in moved) return changedSeriesAnswer(moved, 'moved', lang)
      const t = appointmentText[lang]
      const message = t.toasts.moved(patientNames(moved.patients), sayWhen(moved.date, moved.wallTime, lang))
      return {
        ...changed(moved, message),
        toast: { message, undo: { action: undoAddress(moved), label: t.undo } },
      }
    },
    explain: explainAppointment,
    again: async (visit, attempt, params) => {
      const id = idOf(params)
      const review = await reviewSeriesOf(visit, attempt, { id, noun: '/deplacement', of: 'change' })
      return review ?? refusedMovePage(visit, attempt, id)
    },
  })

  routes.action('/rendez-vous/:id/modifications/:version/annulation', {
    summary: 'Undo the move or edit that made this version',
    answer: appointmentAnswer,
    form: noForm,
    act: (visit, _, { params }) => undoEdit(visit, idOf(params), Number(params['version'])),
    done: (undone, { lang }) => {
      const t = appointmentText[lang]
      const message = t.toasts.undone(
        patientNames(undone.patients),
        sayWhen(undone.date, undone.wallTime, lang),
      )
      return {
        ...changed(undone, message),
        toast: { message, undo: { action: undoAddress(undone), label: t.undo } },
      }
    },
    explain: (refused, lang) =>
      refused.refused === 'stale'
        ? { status: 409, errors: [{ message: appointmentText[lang].refusals.staleUndo }] }
        : explainAppointment(refused, lang),
  })
}

export function changed(appointment: Appointment, message: string) {
  return {
    location: `/rendez-vous/${appointment.id}`,
    json: appointmentJson(appointment),
    toast: { message },
  }
}

export function undoAddress(appointment: Appointment): string {
  return `/rendez-vous/${appointment.id}/modifications/${appointment.version}/annulation`
}
