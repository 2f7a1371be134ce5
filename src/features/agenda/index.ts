export type { Appointment } from './appointments/appointment.ts'
export {
  cancelAppointment,
  confirmAppointment,
  markArrived,
  markMissed,
  restoreAppointment,
  setHeld,
  type StatusOutcome,
  unsetHeld,
} from './appointments/change-status.ts'
export {
  createAppointment,
  type CreatedAppointment,
  type CreateRefusal,
  type NewAppointment,
} from './appointments/create-appointment.ts'
export type { SlotTaken } from './appointments/nearest-slots.ts'
export { findPatientOptions, type PatientOption } from './appointments/patient-choice.ts'
export { patientsOfAppointment } from './appointments/patients-sql.ts'
export { restoreForm } from './booking/appointment-forms.ts'
export { explainAppointment } from './booking/explain.ts'
export { reviewRestoration } from './booking/series/review-form.tsx'
export { restoredSeriesAnswer } from './booking/series/series-answers.ts'
export { agenda } from './feature.ts'
export { restoreSeries } from './series/cancel-series.ts'
export { createSeries } from './series/create-series.ts'
export {
  type ImportedLine,
  insertImportedAppointments,
  insertImportedSeries,
} from './series/insert-imported.ts'
