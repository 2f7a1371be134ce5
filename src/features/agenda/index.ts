export { type Appointment, type NamedPatient, patientNames } from './appointments/appointment.ts'
export {
  type StatusOutcome,
  cancelAppointment,
  confirmAppointment,
  markArrived,
  markMissed,
  restoreAppointment,
  setHeld,
  unsetHeld,
} from './appointments/change-status.ts'
export {
  type CreateRefusal,
  type CreatedAppointment,
  type NewAppointment,
  createAppointment,
} from './appointments/create-appointment.ts'
export { createAgendaDefaults } from '#src/features/planning/catalogue/defaults.ts'
export { explainAppointment } from './booking/explain.ts'
export type { SlotTaken } from './appointments/nearest-slots.ts'
export { restoreForm } from './booking/appointment-forms.ts'
export { agendaRoutes } from './routes.tsx'
export { createSeries } from './series/create-series.ts'
export { createTimeOff } from '#src/features/planning/absences/time-off.ts'
export { newTimeOffForm } from '#src/features/planning/absences/time-off-form.ts'
export { restoreSeries } from './series/cancel-series.ts'
export { reviewRestoration } from './booking/series/review-form.tsx'
export { restoredSeriesAnswer } from './booking/series/series-answers.ts'
export { type Status } from './appointments/status.ts'
