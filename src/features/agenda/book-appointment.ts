import type { z } from 'zod'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import type { When, editAppointmentForm, moveForm, newAppointmentForm } from './appointment-forms.ts'
import { type CreateRefusal, type CreatedAppointment, createAppointment } from './create-appointment.ts'
import { type EditRefusal, editAppointment, moveAppointment } from './edit-appointment.ts'
import { getAppointment } from './get-appointment.ts'
import { type PatientRefusal, choosePatients } from './patient-choice.ts'
import { type AskedTime, type TimeRefusal, resolveAskedTime } from './start-time.ts'
import { type NeedsConfirmation, type Warning, findWarnings } from './warnings.ts'

/** A time that does not exist or comes twice, and the field where the sentence stands. */
export type AskedTimeRefusal = TimeRefusal & { field: string }

export type Booked<Thing> = Thing & { warnings: Warning[] }

export type BookingRefusal = CreateRefusal | AskedTimeRefusal | NeedsConfirmation | PatientRefusal
export type EditingRefusal = EditRefusal | AskedTimeRefusal | NeedsConfirmation | PatientRefusal

/** A new appointment as a form or a client asks for it. */
export async function bookAppointment(
  work: Work,
  input: z.output<typeof newAppointmentForm>,
): Promise<Booked<CreatedAppointment> | BookingRefusal> {
  const people = await choosePatients(work, input)
  if ('refused' in people) return people
  const when = resolveWhen(input, work.zone)
  if ('refused' in when) return when
  const created = await createAppointment(work, {
    patientIds: people.ids,
    typeId: input.typeId,
    ...when,
    placeId: placeOf(input.placeId),
    note: input.note,
  })
  if ('refused' in created) return created
  return withWarnings(work, created, input)
}

export async function rebookAppointment(
  work: Work,
  id: string,
  input: z.output<typeof moveForm>,
): Promise<Booked<Appointment> | EditingRefusal> {
  const when = resolveWhen(input, work.zone)
  if ('refused' in when) return when
  const moved = await moveAppointment(work, id, { ...when, version: input.version })
  if ('refused' in moved) return moved
  return withWarnings(work, moved, input)
}

/** An edit as a form or a client asks for it; what it leaves out stays as it is. */
export async function reviseAppointment(
  work: Work,
  id: string,
  input: z.output<typeof editAppointmentForm>,
): Promise<Booked<Appointment> | EditingRefusal> {
  const current = await getAppointment(work, id)
  const people =
    input.people.length > 0 || input.patientIdText
      ? await choosePatients(work, input)
      : { ids: current.patients.map((patient) => patient.id) }
  if ('refused' in people) return people
  const when = input.when
    ? resolveWhen({ ...input, when: input.when }, work.zone)
    : { startsAt: current.startsAt, durationMinutes: input.durationMinutes }
  if ('refused' in when) return when
  const edited = await editAppointment(work, id, {
    version: input.version,
    patientIds: people.ids,
    typeId: input.typeId ?? current.typeId,
    placeId: input.placeId === undefined ? current.placeId : (placeOf(input.placeId) ?? null),
    note: input.note ?? current.note,
    startsAt: when.startsAt,
    durationMinutes: when.durationMinutes ?? current.durationMinutes,
    priceCents: input.priceCents ?? input.price,
  })
  if ('refused' in edited) return edited
  const sameTime = edited.startsAt.equals(current.startsAt) && edited.endsAt.equals(current.endsAt)
  return sameTime ? { ...edited, warnings: [] } : withWarnings(work, edited, input)
}

function placeOf(placeId: string | undefined): string | null | undefined {
  return placeId === 'none' ? null : placeId
}

/** A page asks before it saves outside opening hours or on time off; other clients are told in the answer. */
async function withWarnings<
  Thing extends { startsAt: Temporal.Instant; endsAt: Temporal.Instant; placeId: string | null },
>(
  work: Work,
  thing: Thing,
  { _csrf: formToken, confirmed }: { _csrf?: unknown; confirmed: boolean },
): Promise<Booked<Thing> | NeedsConfirmation> {
  const warnings = await findWarnings(work, thing)
  if (warnings.length > 0 && formToken !== undefined && !confirmed)
    return { refused: 'needs-confirmation', warnings }
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
