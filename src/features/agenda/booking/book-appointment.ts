import type { z } from 'zod'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from '../appointments/appointment.ts'
import type { When, editAppointmentForm, moveForm, newAppointmentForm } from './appointment-forms.ts'
import {
  type CreateRefusal,
  type CreatedAppointment,
  planAppointment,
  writeAppointment,
} from '../appointments/create-appointment.ts'
import {
  type Edit,
  type EditRefusal,
  editAppointment,
  moveAppointment,
} from '../appointments/edit-appointment.ts'
import { getAppointment } from '../appointments/get-appointment.ts'
import { type PatientRefusal, choosePatients, namesPeople } from '../appointments/patient-choice.ts'
import { type BookSeriesRefusal, bookSeries } from '../series/book-series.ts'
import { type ChangeRefusal, type ChangedSeries, changeSeries } from '../series/change-series.ts'
import type { CreatedSeries } from '../series/create-series.ts'
import type { SeriesEdit } from '../series/retarget.ts'
import { type AskedTime, type TimeRefusal, resolveAskedTime } from '#src/domain/start-time.ts'
import { type NeedsConfirmation, type Warning, findWarnings } from '../appointments/warnings.ts'

/** A time that does not exist or comes twice, and the field where the sentence stands. */
export type AskedTimeRefusal = TimeRefusal & { field: string }

export type Booked<Thing> = Thing & { warnings: Warning[] }

type FormRefusal = AskedTimeRefusal | NeedsConfirmation | PatientRefusal
export type BookingRefusal = CreateRefusal | FormRefusal | BookSeriesRefusal
export type EditingRefusal = EditRefusal | FormRefusal | ChangeRefusal | Refused<'reconsider'>

/** A new appointment, or a series of them, as a form or a client asks for it. */
export async function bookAppointment(
  work: Work,
  input: z.output<typeof newAppointmentForm>,
): Promise<Booked<CreatedAppointment> | CreatedSeries | BookingRefusal> {
  const people = await choosePatients(work, input)
  if ('refused' in people) return people
  const when = resolveWhen(input, work.zone)
  if ('refused' in when) return when
  const { typeId, note, status } = input
  const appointment = {
    patientIds: people.ids,
    typeId,
    ...when,
    placeId: placeOf(input.placeId),
    note,
    status,
  }
  const series = await bookSeries(work, appointment, input)
  if (series) return series
  const planned = await planAppointment(work, appointment)
  if ('refused' in planned) return planned
  const writing = writeAppointment(work, planned)
  const warnings = findWarnings(work, planned.created)
  // Sent behind the write, in one wait; after a refusal nobody asks how it ended.
  warnings.catch(() => undefined)
  const created = await writing
  if ('refused' in created) return created
  return withWarnings(created, await warnings, input)
}

export async function rebookAppointment(
  work: Work,
  id: string,
  input: z.output<typeof moveForm>,
): Promise<Booked<Appointment> | ChangedSeries | EditingRefusal> {
  if (input.reconsider) return { refused: 'reconsider' }
  const when = resolveWhen(input, work.zone)
  if ('refused' in when) return when
  if (isScoped(input)) {
    const { durationMinutes } = when
    return changeSeries(work, id, {
      ...scopeOf(input),
      verb: 'move',
      start: startOf(when, work),
      durationMinutes,
    })
  }
  const moved = await moveAppointment(work, id, { ...when, version: input.version })
  if ('refused' in moved) return moved
  return withWarnings(moved, await findWarnings(work, moved), input)
}

/** An edit as a form or a client asks for it; what it leaves out stays as it is. */
export async function reviseAppointment(
  work: Work,
  id: string,
  input: z.output<typeof editAppointmentForm>,
): Promise<Booked<Appointment> | ChangedSeries | EditingRefusal> {
  if (input.reconsider) return { refused: 'reconsider' }
  const current = await getAppointment(work, id)
  const present = current.patients.map((patient) => patient.id)
  const people = namesPeople(input) ? await choosePatients(work, input) : { ids: present }
  if ('refused' in people) return people
  const when = input.when
    ? resolveWhen({ ...input, when: input.when }, work.zone)
    : { startsAt: current.startsAt, durationMinutes: input.durationMinutes }
  if ('refused' in when) return when
  const edit = {
    patientIds: people.ids,
    typeId: input.typeId ?? current.typeId,
    placeId: input.placeId === undefined ? current.placeId : (placeOf(input.placeId) ?? null),
    note: input.note ?? current.note,
    startsAt: when.startsAt,
    durationMinutes: when.durationMinutes ?? current.durationMinutes,
    priceCents: input.priceCents ?? input.price,
  }
  if (isScoped(input))
    return changeSeries(work, id, { ...scopeOf(input), verb: 'update', ...differences(edit, current, work) })
  const edited = await editAppointment(work, id, { version: input.version, ...edit })
  if ('refused' in edited) return edited
  const sameTime = edited.startsAt.equals(current.startsAt) && edited.endsAt.equals(current.endsAt)
  return withWarnings(edited, sameTime ? [] : await findWarnings(work, edited), input)
}

type ScopedInput = Pick<z.output<typeof moveForm>, 'scope' | 'choices' | 'version' | '_csrf'>

function isScoped<Input extends ScopedInput>(
  input: Input,
): input is Input & { scope: Exclude<Input['scope'], 'this'> } {
  return input.scope !== 'this'
}

/** A page asks about each date with a problem; another client about those that are taken. */
function scopeOf(input: ScopedInput & { scope: 'following' | 'all' }) {
  const { scope, choices, version, _csrf: formToken } = input
  return {
    scope,
    choices,
    version,
    ask: formToken === undefined ? ('walls' as const) : ('problems' as const),
  }
}

function startOf({ startsAt }: { startsAt: Temporal.Instant }, { zone }: Work): SeriesEdit['start'] {
  const wall = startsAt.toZonedDateTimeISO(zone)
  return { date: wall.toPlainDate(), wallTime: wall.toPlainTime(), startsAt }
}

/** Of an edit that says everything, what is not as it was: only that is carried to the others of a series. */
function differences(
  edit: Omit<Edit, 'version'>,
  current: Appointment & { note: string },
  work: Work,
): SeriesEdit {
  const changed = <Value>(next: Value, present: Value): Value | undefined =>
    next === present ? undefined : next
  const present = current.patients.map((patient) => patient.id)
  return {
    start: edit.startsAt.equals(current.startsAt) ? undefined : startOf(edit, work),
    durationMinutes: changed(edit.durationMinutes, current.durationMinutes),
    typeId: changed(edit.typeId, current.typeId),
    placeId: changed(edit.placeId, current.placeId),
    // A price said along with another type is meant, even if it is the one before.
    priceCents:
      edit.typeId === current.typeId ? changed(edit.priceCents, current.priceCents) : edit.priceCents,
    patientIds: edit.patientIds.join() === present.join() ? undefined : edit.patientIds,
    note: changed(edit.note, current.note),
  }
}

function placeOf(placeId: string | undefined): string | null | undefined {
  return placeId === 'none' ? null : placeId
}

/** A page asks before it saves outside opening hours, on time off or when a patient cannot; other clients are told in the answer. */
function withWarnings<Thing extends Pick<Appointment, 'patients'>>(
  thing: Thing,
  warnings: Warning[],
  { _csrf: formToken, confirmed }: { _csrf?: unknown; confirmed: boolean },
): Booked<Thing> | NeedsConfirmation {
  if (warnings.length > 0 && formToken !== undefined && !confirmed)
    return { refused: 'needs-confirmation', warnings, patients: thing.patients }
  return { ...thing, warnings }
}

function resolveWhen(
  input: { when: When; endsAt?: AskedTime | undefined; durationMinutes?: number | undefined },
  zone: string,
): { startsAt: Temporal.Instant; durationMinutes: number | undefined } | AskedTimeRefusal {
  const { asked, timeField } = input.when
  const start = resolveAskedTime(asked, zone)
  if ('refused' in start) return { ...start, field: timeField }
  if (!input.endsAt) return { startsAt: start.instant, durationMinutes: input.durationMinutes }
  const end = resolveAskedTime(input.endsAt, zone)
  if ('refused' in end) return { ...end, field: 'endsAt' }
  const minutes = (end.instant.epochMilliseconds - start.instant.epochMilliseconds) / 60_000
  return { startsAt: start.instant, durationMinutes: minutes }
}
