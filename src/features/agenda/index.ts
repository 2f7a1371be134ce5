export { type Appointment, type NamedPatient, patientNames } from './appointment.ts'
export {
  type StatusOutcome,
  cancelAppointment,
  confirmAppointment,
  markArrived,
  markMissed,
  restoreAppointment,
  setHeld,
  unsetHeld,
} from './change-status.ts'
export {
  type CreateRefusal,
  type CreatedAppointment,
  type NewAppointment,
  createAppointment,
} from './create-appointment.ts'
export { createAgendaDefaults } from './defaults.ts'
export { explainAppointment } from './explain.ts'
export type { SlotTaken } from './nearest-slots.ts'
export { restoreForm } from './appointment-forms.ts'
export { agendaRoutes } from './routes.tsx'
export { createSeries } from './series/create-series.ts'
export { createTimeOff } from './settings/time-off.ts'
export { newTimeOffForm } from './settings/time-off-form.ts'
export { restoreSeries } from './series/cancel-series.ts'
export { reviewRestoration } from './series/review-form.tsx'
export { restoredSeriesAnswer } from './series/series-answers.ts'
export { type Status } from './status.ts'
