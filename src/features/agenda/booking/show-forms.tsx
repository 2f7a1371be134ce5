import type { Child } from 'hono/jsx'
import { formatIsoDate } from '#src/domain/civil-format.ts'
import { parseDate, parseTime } from '#src/domain/civil-parse.ts'
import { type InstantRange, timeValue } from '#src/domain/civil-time.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import { isId } from '#src/domain/ids.ts'
import { patientName, searchPatients } from '#src/features/patients/index.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { Visit } from '#src/platform/http/visit.ts'
import type { Work } from '#src/platform/work.ts'
import { sql } from '#src/db/sql.ts'
import { type FormValues, valuesOfAppointment, valuesOfAttempt } from './form-values.ts'
import { type AppointmentDetail, getAppointment } from '../appointments/get-appointment.ts'
import { type NearestSlot, findNearestSlots } from '../appointments/nearest-slots.ts'
import { nameAll, newNamesOf } from '../appointments/patient-choice.ts'
import type { Obstacle } from './appointment-fields.tsx'
import { EditAppointmentPage, MoveAppointmentPage, NewAppointmentPage } from './appointment-form-pages.tsx'
import type { BookingRefusal, EditingRefusal } from './book-appointment.ts'
import { repeatValuesOf } from './series/repeat-fields.tsx'
import { type NamedPatient, patientNames } from '#src/domain/person-name.ts'
import {
  type Choices,
  findChoices,
  findFreeSlots,
  openSpans,
  slotRange,
  type TypeChoice,
} from '#src/features/planning/index.ts'
import { appointmentEvents } from '../events.ts'

/** Where a day has no free time of its own to propose. */
const USUAL_START = Temporal.PlainTime.from('09:00')
const DAYS_SEARCHED = 21

interface Prefill {
  date?: string | undefined
  time?: string | undefined
  startsAt?: string | undefined
  durationMinutes?: string | undefined
  patientId?: string | undefined
  patient?: string | undefined
  typeId?: string | undefined
}

/** The empty form: at the time its link names, or at the first free slot of the day it names, or from then on. */
export async function startNew(
  visit: Visit,
  query: Prefill,
): Promise<{ values: FormValues; choices: Choices }> {
  const choices = await findChoices(visit)
  const type = choices.types.find((one) => one.id === query.typeId) ?? usualType(choices.types)
  const wall =
    (await askedWall(visit, query, type)) ?? visit.now.toZonedDateTimeISO(visit.zone).toPlainDateTime()
  const patient = await findNamed(visit, query.patientId ?? query.patient)
  const values: FormValues = {
    patientId: patient?.id ?? '',
    patientIdText: patient?.name ?? '',
    otherPatients: [],
    otherPatientId: '',
    otherPatientIdText: '',
    newPatients: [],
    typeId: type?.id ?? '',
    date: formatIsoDate(wall),
    time: timeValue(wall.toPlainTime()),
    durationMinutes: /^\d{1,3}$/.test(query.durationMinutes ?? '') ? (query.durationMinutes ?? '') : '',
    placeId: '',
    price: '',
    note: '',
    occurrence: '',
    status: '',
  }
  return { values, choices }
}

export async function refusedNewPage(visit: Visit, attempt: Attempt): Promise<Child> {
  const choices = await findChoices(visit)
  const obstacle = await obstacleOf(visit, attempt)
  return (
    <NewAppointmentPage
      view={visit.view}
      values={await readValues(visit, attempt)}
      repeat={repeatValuesOf(attempt)}
      choices={choices}
      errors={attempt.errors}
      obstacle={obstacle}
    />
  )
}

export async function startEdit(
  visit: Visit,
  id: string,
): Promise<{ appointment: AppointmentDetail; values: FormValues; choices: Choices }> {
  const appointment = await getAppointment(visit, id)
  visit.record(appointmentEvents.read, id)
  const choices = await findChoices(visit, appointment)
  return { appointment, values: valuesOfAppointment(appointment, visit.zone), choices }
}

/** After a stale edit the form holds what was typed, the page what is, and sending again replaces it knowingly. */
export async function refusedEditPage(visit: Visit, attempt: Attempt, id: string): Promise<Child> {
  const { appointment, choices } = await startEdit(visit, id)
  const obstacle = await obstacleOf(visit, attempt)
  const stale = attempt.refused?.refused === 'stale'
  return (
    <EditAppointmentPage
      view={visit.view}
      appointment={appointment}
      values={await readValues(visit, attempt)}
      scope={attempt.value('scope')}
      choices={choices}
      errors={attempt.errors}
      obstacle={obstacle}
      current={stale ? appointment : undefined}
    />
  )
}

export async function startMove(
  visit: Visit,
  id: string,
): Promise<{ appointment: AppointmentDetail; values: FormValues; suggestions: NearestSlot[] }> {
  const appointment = await getAppointment(visit, id)
  const { types } = await findChoices(visit, appointment)
  const type = types.find((one) => one.id === appointment.typeId)
  const isPast = Temporal.Instant.compare(appointment.startsAt, visit.now) < 0
  // A session that is past is moved to one to come.
  const around = isPast ? spanFrom(visit.now, appointment.durationMinutes) : appointment
  const suggestions = type
    ? await findNearestSlots(visit, {
        ...type,
        practitionerId: appointment.practitionerId,
        patients: appointment.patients,
        placeId: appointment.placeId,
        startsAt: around.startsAt,
        endsAt: around.endsAt,
        exceptAppointmentId: id,
      })
    : []
  return {
    appointment,
    values: valuesOfAppointment(appointment, visit.zone),
    suggestions: suggestions.filter((slot) => !slot.startsAt.equals(appointment.startsAt)),
  }
}

export async function refusedMovePage(visit: Visit, attempt: Attempt, id: string): Promise<Child> {
  const { appointment, suggestions } = await startMove(visit, id)
  return (
    <MoveAppointmentPage
      view={visit.view}
      appointment={appointment}
      values={await readValues(visit, attempt)}
      scope={attempt.value('scope')}
      errors={attempt.errors}
      obstacle={await obstacleOf(visit, attempt)}
      suggestions={suggestions}
    />
  )
}

async function readValues(visit: Work, attempt: Attempt): Promise<FormValues> {
  const refused = attempt.refused as BookingRefusal | EditingRefusal | undefined
  const named = (patients: readonly NamedPatient[]) =>
    patients.map((patient) => ({ id: patient.id, name: patientNames([patient]) }))
  if (refused?.refused === 'add-patient') {
    const [first, ...others] = named(refused.patients)
    const values = valuesOfAttempt(attempt, others)
    const choice = { patientId: first?.id ?? '', patientIdText: first?.name ?? '' }
    return { ...values, ...choice, otherPatientId: '', otherPatientIdText: '' }
  }
  const ids = attempt.values('patientIds').filter((one) => isId(one))
  return valuesOfAttempt(attempt, named(await nameAll(visit, ids)))
}

/** Free slots, warnings, or the choice among several, as the refusal brought them. */
async function obstacleOf(visit: Work, attempt: Attempt): Promise<Obstacle> {
  const refused = attempt.refused as BookingRefusal | EditingRefusal | undefined
  switch (refused?.refused) {
    case 'slot-taken':
      return { nearest: refused.nearest }
    case 'needs-confirmation':
      return { warnings: refused.warnings, patients: refused.patients }
    case 'time-twice':
      return { twice: true }
    case 'unknown-patient':
      return { unknown: { field: refused.field, names: newNamesOf(refused.text) } }
    case 'several-patients':
      return refused.field === 'patientId'
        ? { patientOptions: refused.options }
        : { otherPatientOptions: refused.options }
    default:
      // A form refused for something else keeps the person found by the text typed.
      return attempt.value('patientId') === '' && attempt.value('patientIdText') !== ''
        ? matchesOf(await searchPatients(visit, attempt.value('patientIdText')))
        : {}
  }
}

function matchesOf(found: Awaited<ReturnType<typeof searchPatients>>): Obstacle {
  if (found.length === 0) return {}
  return {
    patientOptions: found.map((patient) => ({ value: patient.id, label: patientName(patient), detail: '' })),
  }
}

async function askedWall(
  visit: Visit,
  query: Prefill,
  type: TypeChoice | undefined,
): Promise<Temporal.PlainDateTime | undefined> {
  const [askedDate = '', askedTime = ''] = query.startsAt?.split('T') ?? [query.date, query.time]
  const date = parseDate(askedDate)
  const time = parseTime(askedTime.slice(0, 5))
  const day = 'date' in date ? date.date : visit.today
  const isToday = day.equals(visit.today)
  if ('time' in time) return day.toPlainDateTime(time.time)
  const otherwise = isToday ? undefined : day.toPlainDateTime(USUAL_START)
  if (!type) return otherwise
  const { slots, planning } = await findFreeSlots(visit, {
    typeId: type.id,
    practitionerId: visit.user.practitionerId,
    patientIds: isId(query.patientId) ? [query.patientId] : [],
    from: day,
    to: day.add({ days: DAYS_SEARCHED }),
    bounds: Temporal.PlainDate.compare(day, visit.today) < 0 ? 'any' : 'toCome',
  })
  // Whoever asks for a day on which the practice is closed means that day.
  const number = dayNumber(day)
  const isClosed = openSpans(planning, type.placeId, { firstDay: number, lastDay: number }).length === 0
  const first = isClosed && !isToday ? undefined : (slots.find((slot) => slot.fits) ?? slots[0])
  if (!first) return otherwise
  return slotRange(first).startsAt.toZonedDateTimeISO(visit.zone).toPlainDateTime()
}

function spanFrom(startsAt: Temporal.Instant, minutes: number): InstantRange {
  return { startsAt, endsAt: startsAt.add({ minutes }) }
}

/** First interviews are rarer than follow-ups: the form begins with the latter. */
function usualType(types: readonly TypeChoice[]): TypeChoice | undefined {
  return types.find((type) => !type.firstInterview) ?? types[0]
}

async function findNamed(
  work: Work,
  id: string | undefined,
): Promise<{ id: string; name: string } | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await sql<{ id: string; firstName: string; lastName: string }>`
    select kept.id, kept.first_name, kept.last_name
    from patient asked join patient kept on kept.practice_id = ${work.practiceId}
      and kept.id = coalesce(asked.merged_into_id, asked.id)
    where asked.practice_id = ${work.practiceId} and asked.id = ${id}`.execute(work.tx)
  const [row] = rows
  return row ? { id: row.id, name: patientName(row) } : undefined
}
