import { formatIsoDate } from '#src/domain/civil-format.ts'
import { formatPlainCents } from '#src/domain/money.ts'
import { isId } from '#src/domain/ids.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Appointment } from '../appointments/appointment.ts'
import { patientNames } from '#src/domain/person-name.ts'
import { timeValue } from '#src/domain/civil-time.ts'

export interface PersonValue {
  id: string
  name: string
}

/** The text in each field of the appointment forms. */
export interface FormValues {
  patientId: string
  patientIdText: string
  /** Those who come besides the first. */
  otherPatients: readonly PersonValue[]
  /** One more, being chosen. */
  otherPatientId: string
  otherPatientIdText: string
  /** Names of people whose files are to be made. */
  newPatients: readonly string[]
  typeId: string
  date: string
  time: string
  durationMinutes: string
  placeId: string
  price: string
  note: string
  occurrence: string
  /** `requested`, or nothing for a confirmed one. */
  status: string
}

/** What was typed, with the names of those who come besides the first. */
export function valuesOfAttempt(attempt: Attempt, otherPatients: readonly PersonValue[]): FormValues {
  const value = (name: string): string => attempt.value(name)
  return {
    patientId: isId(value('patientId')) ? value('patientId') : '',
    patientIdText: value('patientIdText'),
    otherPatients,
    otherPatientId: isId(value('otherPatientId')) ? value('otherPatientId') : '',
    otherPatientIdText: value('otherPatientIdText'),
    newPatients: attempt.values('newPatients'),
    typeId: value('typeId'),
    date: value('date'),
    time: value('time'),
    durationMinutes: value('durationMinutes'),
    placeId: value('placeId'),
    price: value('price'),
    note: value('note'),
    occurrence: value('occurrence'),
    status: value('status'),
  }
}

export function valuesOfAppointment(appointment: Appointment & { note: string }, zone: string): FormValues {
  const [first, ...others] = appointment.patients
  const wall = appointment.startsAt.toZonedDateTimeISO(zone)
  return {
    patientId: first?.id ?? '',
    patientIdText: first ? patientNames([first]) : '',
    otherPatients: others.map((other) => ({ id: other.id, name: patientNames([other]) })),
    otherPatientId: '',
    otherPatientIdText: '',
    newPatients: [],
    typeId: appointment.typeId,
    date: formatIsoDate(wall),
    time: timeValue(wall.toPlainTime()),
    durationMinutes: String(appointment.durationMinutes),
    placeId: appointment.placeId ?? 'none',
    price: formatPlainCents(appointment.priceCents),
    note: appointment.note,
    occurrence: '',
    status: '',
  }
}
