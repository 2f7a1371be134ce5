import type { Appointment } from './appointment.ts'
import type { Warning } from './warnings.ts'

/** An appointment under the names of the API. */
export function appointmentJson(
  appointment: Pick<
    Appointment,
    | 'id'
    | 'patients'
    | 'typeId'
    | 'startsAt'
    | 'endsAt'
    | 'durationMinutes'
    | 'status'
    | 'placeId'
    | 'priceCents'
    | 'version'
  > &
    Partial<Appointment> & { warnings?: Warning[] },
): Record<string, unknown> {
  return {
    id: appointment.id,
    patientIds: appointment.patients.map((patient) => patient.id),
    patients: appointment.patients,
    typeId: appointment.typeId,
    startsAt: appointment.startsAt,
    endsAt: appointment.endsAt,
    durationMinutes: appointment.durationMinutes,
    status: appointment.status,
    cancelledBy: appointment.cancelledBy ?? null,
    late: appointment.late ?? false,
    placeId: appointment.placeId,
    priceCents: appointment.priceCents,
    seriesId: appointment.seriesId ?? null,
    overlapping: appointment.overlapping ?? false,
    version: appointment.version,
    ...(appointment.warnings ? { warnings: appointment.warnings } : {}),
  }
}
