import { sqlState } from '#src/db/database.ts'
import { sql } from '#src/db/sql.ts'
import type { InstantRange } from '#src/domain/civil-time.ts'
import { newId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import { type SlotTaken, refuseTakenSlot } from './nearest-slots.ts'
import { busySpan, conflictWith } from './occupancy-sql.ts'
import type { CancelledBy } from './status.ts'
import { patientsOfAppointment } from './patients-sql.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { lockPractitionerOf } from '#src/features/planning/index.ts'
import { type Status, STATUS_FACTS } from '#src/domain/appointment-status.ts'

/** An appointment under its practitioner's lock, with what deciding about it needs. */
export interface LockedAppointment extends Appointment {
  previousStatus: Status | null
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  noteSealed: Buffer | null
  previous: PreviousState | null
  previousNoteSealed: Buffer | null
  /** The change of several appointments that touched it last; null once something else did. */
  changeId: string | null
}

/** What an edit replaced, as it is kept for its undo. */
export interface PreviousState {
  startsAt: string
  endsAt: string
  typeId: string
  placeId: string | null
  priceCents: number
  patientIds: string[]
}

/** Locks the practitioner, then reads the appointment as it is now. Throws NotFound. */
export async function lockAppointment(work: Work, id: string): Promise<LockedAppointment> {
  const { practiceId } = work
  // Sent together, one wait: the second begins, and sees what is committed, when the first has its lock.
  const locked = lockPractitionerOf(work, id)
  const read = sql<LockedAppointment>`
    select a.id, a.practitioner_id, a.type_id, a.place_id, a.starts_at, a.ends_at, a.date, a.wall_time, a.status,
      a.previous_status, a.cancelled_by, a.late, a.price_cents, a.series_id, a.overlapping, a.version,
      a.note_sealed, a.previous, a.previous_note_sealed, a.change_id,
      (extract(epoch from a.ends_at - a.starts_at) / 60)::int as duration_minutes,
      t.buffer_before_minutes, t.buffer_after_minutes, t.step_minutes,
      ${patientsOfAppointment(work)} as patients
    from appointment a join appointment_type t on t.practice_id = ${practiceId} and t.id = a.type_id
    where a.practice_id = ${practiceId} and a.id = ${id}`.execute(work.tx)
  const [{ rows }] = await Promise.all([read, locked])
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

/** Whose key seals what is written about an appointment: its first patient's. */
export function keyOwnerOf(appointment: { patients: readonly NamedPatient[] }): `patient-${string}` {
  const [first] = appointment.patients
  if (!first) throw new Error('an appointment without patient')
  return `patient-${first.id}`
}

export interface StatusWrite {
  status: Status
  previousStatus: Status | null
  cancelledBy?: CancelledBy | null
  late?: boolean
  reasonSealed?: Buffer | null
}

/** Writes a change of status that keeps the time as it is, or frees it when cancelling. */
export async function writeStatus(
  work: Work,
  appointment: LockedAppointment,
  next: StatusWrite,
): Promise<Appointment> {
  const { practiceId, now } = work
  const cancelled = next.status === 'cancelled'
  const { rows } = await sql<{ version: number }>`
    with freed as (
      delete from occupancy where practice_id = ${practiceId} and appointment_id = ${appointment.id} and ${cancelled})
    update appointment set status = ${next.status}, previous_status = ${next.previousStatus},
      cancelled_by = ${next.cancelledBy ?? null}, cancelled_at = ${cancelled ? now : null}::timestamptz,
      late = ${next.late ?? false}, reason_sealed = ${next.reasonSealed ?? null}::bytea, change_id = null,
      version = version + 1, updated_at = ${now}
    where practice_id = ${practiceId} and id = ${appointment.id}
    returning version`.execute(work.tx)
  return changed(appointment, rows, {
    status: next.status,
    cancelledBy: next.cancelledBy ?? null,
    late: next.late ?? false,
  })
}

/** Gives a cancelled appointment its status and its time back, unless the time is taken. */
export async function writeRestored(
  work: Work,
  appointment: LockedAppointment,
  status: Status,
): Promise<Appointment | SlotTaken> {
  const { practiceId, now } = work
  const { id, practitionerId } = appointment
  const place = async (busy: InstantRange): Promise<Appointment | undefined> => {
    const { rows } = await sql<{ version: number }>`
      with ${conflictWith(work, practitionerId, busy, id)},
      restored as (
        update appointment set status = ${status}, previous_status = null, cancelled_by = null, cancelled_at = null,
          late = false, reason_sealed = null, change_id = null, version = version + 1, updated_at = ${now}
        where practice_id = ${practiceId} and id = ${id} and (overlapping or not exists (select from conflict))
        returning version),
      placed as (
        insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
        select ${practiceId}::uuid, ${newId()}::uuid, ${practitionerId}::uuid, ${id}::uuid,
          ${busy.startsAt}::timestamptz, ${busy.endsAt}::timestamptz
        from restored where not ${appointment.overlapping}::boolean)
      select version from restored`.execute(work.tx)
    return rows.length === 0
      ? undefined
      : changed(appointment, rows, { status, cancelledBy: null, late: false })
  }
  // The time that was agreed on comes before the room around it: an imported one may never have had all of it.
  return unlessTaken(
    work,
    appointment,
    async () => (await place(busySpan(appointment, appointment))) ?? place(appointment),
  )
}

/** Everything an edit may change; `patients` in order, the first one's key seals the note. */
export interface Rewrite {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  date: Temporal.PlainDate
  wallTime: Temporal.PlainTime
  typeId: string
  placeId: string | null
  priceCents: number
  patients: NamedPatient[]
  noteSealed: Buffer | null
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
}

/**
 * Writes an edit and keeps what it replaces. A changed time is freed and taken in one statement, or neither;
 * imported history that overlaps something stands like any other once it is moved.
 */
export async function writeEdit(
  work: Work,
  appointment: LockedAppointment,
  next: Rewrite,
): Promise<Appointment | SlotTaken> {
  const { practiceId, now, zone } = work
  const { id, practitionerId } = appointment
  const busy = busySpan(next, next)
  const moved = !next.startsAt.equals(appointment.startsAt) || !next.endsAt.equals(appointment.endsAt)
  const overlapping = appointment.overlapping && !moved
  // What keeps its time and type keeps its place: an imported one may have less room around it than its type asks.
  const takesTime =
    STATUS_FACTS[appointment.status].takesTime &&
    !overlapping &&
    (moved || next.typeId !== appointment.typeId)
  const patientIds = next.patients.map((patient) => patient.id)
  return unlessTaken(work, { ...appointment, ...next }, async () => {
    const { rows } = await sql<{ version: number }>`
      with ${conflictWith(work, practitionerId, busy, id)},
      edited as (
        update appointment set starts_at = ${next.startsAt}, ends_at = ${next.endsAt}, date = ${next.date},
          wall_time = ${next.wallTime}, zone = ${zone}, type_id = ${next.typeId}, place_id = ${next.placeId}::uuid,
          price_cents = ${next.priceCents}, note_sealed = ${next.noteSealed}::bytea, overlapping = ${overlapping},
          previous = ${JSON.stringify(previousOf(appointment))}::jsonb,
          previous_note_sealed = ${appointment.noteSealed}::bytea, change_id = null, version = version + 1, updated_at = ${now}
        where practice_id = ${practiceId} and id = ${id}
          and (not ${takesTime}::boolean or not exists (select from conflict))
        returning version),
      gone as (
        delete from appointment_patient
        where practice_id = ${practiceId} and appointment_id = ${id} and patient_id <> all (${patientIds}::uuid[])
          and exists (select from edited)),
      people as (
        insert into appointment_patient (practice_id, id, appointment_id, patient_id, position)
        select ${practiceId}::uuid, w.row_id, ${id}::uuid, w.patient_id, w.n - 1
        from edited, unnest(${patientIds.map(() => newId())}::uuid[], ${patientIds}::uuid[])
          with ordinality w(row_id, patient_id, n)
        on conflict (practice_id, appointment_id, patient_id) do update set position = excluded.position),
      placed as (
        insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
        select ${practiceId}::uuid, ${newId()}::uuid, ${practitionerId}::uuid, ${id}::uuid,
          ${busy.startsAt}::timestamptz, ${busy.endsAt}::timestamptz
        from edited where ${takesTime}::boolean
        on conflict (practice_id, appointment_id)
          do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at)
      select version from edited`.execute(work.tx)
    if (rows.length === 0) return undefined
    const { startsAt, endsAt, date, wallTime, typeId, placeId, priceCents, patients } = next
    const durationMinutes = Math.round((endsAt.epochMilliseconds - startsAt.epochMilliseconds) / 60_000)
    return changed(appointment, rows, {
      startsAt,
      endsAt,
      date,
      wallTime,
      typeId,
      placeId,
      priceCents,
      patients,
      durationMinutes,
      overlapping,
    })
  })
}

/** Runs a write that answers undefined when the time is taken; the constraint's own refusal reads the same. */
async function unlessTaken(
  work: Work,
  wanted: Omit<LockedAppointment, 'previous' | 'previousNoteSealed' | 'changeId'>,
  write: () => Promise<Appointment | undefined>,
): Promise<Appointment | SlotTaken> {
  try {
    const written = await write()
    return written ?? (await refuseTakenSlot(work, { ...wanted, exceptAppointmentId: wanted.id }))
  } catch (error) {
    // The constraint is the last wall: after it the transaction can read no more, so nothing is offered.
    if (sqlState(error) !== '23P01') throw error
    const { startsAt, endsAt } = wanted
    return { refused: 'slot-taken', wanted: { startsAt, endsAt }, nearest: [], zone: work.zone }
  }
}

function previousOf(appointment: LockedAppointment): PreviousState {
  return {
    startsAt: appointment.startsAt.toString(),
    endsAt: appointment.endsAt.toString(),
    typeId: appointment.typeId,
    placeId: appointment.placeId,
    priceCents: appointment.priceCents,
    patientIds: appointment.patients.map((patient) => patient.id),
  }
}

function changed(
  appointment: LockedAppointment,
  rows: readonly { version: number }[],
  next: Partial<Appointment>,
): Appointment {
  const version = rows[0]?.version
  if (version === undefined) throw new Error('the locked appointment is gone')
  return { ...appointment, ...next, version }
}
