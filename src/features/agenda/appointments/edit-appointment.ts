import { sql } from '#src/db/sql.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import { type LockedAppointment, type Rewrite, lockAppointment, writeEdit } from './appointment-store.ts'
import type { SlotTaken } from './nearest-slots.ts'
import { type SpanRefusal, spanOfAppointment } from '#src/domain/start-time.ts'
import { type FutureRefused, type StatusRefused, mayChange, refuseStatus } from './status.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { appointmentEvents } from '../events.ts'

export type EditRefusal =
  | SlotTaken
  | SpanRefusal
  | StatusRefused
  | FutureRefused
  | Refused<'stale', { current: Appointment }>
  | Refused<'type-archived' | 'no-patient' | 'nothing-to-undo'>

export interface Move {
  startsAt: Temporal.Instant
  /** As before when left out. */
  durationMinutes?: number | undefined
  /** Refused as stale when the appointment has another version since; unchecked when left out. */
  version?: number | undefined
}

/** Moves an appointment: the old time is freed and the new one taken together, or neither. */
export async function moveAppointment(
  work: Work,
  id: string,
  move: Move,
): Promise<Appointment | EditRefusal> {
  return moveLocked(work, await lockAppointment(work, id), move)
}

/** The same once it is locked. Its write is sent before this returns: what is asked for next sees it. */
export async function moveLocked(
  work: Work,
  appointment: LockedAppointment,
  move: Move,
): Promise<Appointment | EditRefusal> {
  const { id } = appointment
  const refused = refuseStatus(appointment, 'move', work.today) ?? refuseStale(appointment, move.version)
  if (refused) return refused
  const span = spanOfAppointment(move.startsAt, move.durationMinutes ?? appointment.durationMinutes, work)
  if ('refused' in span) return span
  work.record(appointmentEvents.move, id, {
    from: appointment.startsAt.toString(),
    to: span.startsAt.toString(),
  })
  return writeEdit(work, appointment, { ...appointment, ...span })
}

export interface Edit {
  version: number
  patientIds: readonly string[]
  typeId: string
  placeId: string | null
  note: string
  startsAt: Temporal.Instant
  durationMinutes: number
  /** The type's price when the type changes, the appointment's own otherwise, when left out. */
  priceCents?: number | undefined
}

/** Edits everything but the status. What was held, missed or cancelled keeps its time, type and patients. */
export async function editAppointment(
  work: Work,
  id: string,
  edit: Edit,
): Promise<Appointment | EditRefusal> {
  const appointment = await lockAppointment(work, id)
  const stale = refuseStale(appointment, edit.version)
  if (stale) return stale
  if (edit.patientIds.length === 0) return { refused: 'no-patient' }
  const patients = await readPatients(work, edit.patientIds)
  const type = await readType(work, edit)
  if (type.archived && edit.typeId !== appointment.typeId) return { refused: 'type-archived' }
  const span = spanOfAppointment(edit.startsAt, edit.durationMinutes, work)
  if ('refused' in span) return span
  if (
    !mayChange(appointment.status, 'move') &&
    changesSubstance(appointment, { ...span, typeId: edit.typeId, patients })
  ) {
    return { refused: 'wrong-status', status: appointment.status, change: 'move' }
  }
  const sameType = edit.typeId === appointment.typeId
  const next: Rewrite = {
    ...span,
    ...type,
    typeId: edit.typeId,
    placeId: edit.placeId,
    priceCents: edit.priceCents ?? (sameType ? appointment.priceCents : type.priceCents),
    patients,
    noteSealed: await sealNote(work, id, patients, edit.note),
  }
  work.record(appointmentEvents.update, id)
  return writeEdit(work, appointment, next)
}

/**
 * Gives back what the move or edit that made `version` replaced. Another change since, and it is stale:
 * nothing else is ever undone.
 */
export async function undoEdit(work: Work, id: string, version: number): Promise<Appointment | EditRefusal> {
  const appointment = await lockAppointment(work, id)
  const { previous, changeId } = appointment
  // What changed with others is taken back with them.
  if (!previous || changeId) return { refused: 'nothing-to-undo' }
  const stale = refuseStale(appointment, version)
  if (stale) return stale
  const startsAt = Temporal.Instant.from(previous.startsAt)
  const minutes = Math.round(
    (Temporal.Instant.from(previous.endsAt).epochMilliseconds - startsAt.epochMilliseconds) / 60_000,
  )
  const span = spanOfAppointment(startsAt, minutes, work)
  if ('refused' in span) return span
  const type = await readType(work, previous)
  work.record(appointmentEvents.undo, id)
  return writeEdit(work, appointment, {
    ...span,
    ...type,
    typeId: previous.typeId,
    placeId: previous.placeId,
    priceCents: previous.priceCents,
    patients: await readPatients(work, previous.patientIds),
    noteSealed: appointment.previousNoteSealed,
  })
}

function refuseStale(
  appointment: LockedAppointment,
  version: number | undefined,
): Refused<'stale', { current: Appointment }> | undefined {
  if (version === undefined || version === appointment.version) return undefined
  return { refused: 'stale', current: appointment }
}

function changesSubstance(
  appointment: LockedAppointment,
  next: { startsAt: Temporal.Instant; endsAt: Temporal.Instant; typeId: string; patients: NamedPatient[] },
): boolean {
  const ids = (patients: readonly NamedPatient[]): string => patients.map((patient) => patient.id).join()
  return (
    !next.startsAt.equals(appointment.startsAt) ||
    !next.endsAt.equals(appointment.endsAt) ||
    next.typeId !== appointment.typeId ||
    ids(next.patients) !== ids(appointment.patients)
  )
}

async function sealNote(
  work: Work,
  id: string,
  patients: readonly NamedPatient[],
  note: string,
): Promise<Buffer | null> {
  const [first] = patients
  if (note === '' || !first) return null
  return work.seal(`patient-${first.id}`, `appointment.note_sealed:${id}`, note)
}

interface TypeForEdit {
  priceCents: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  archived: boolean
}

/** The type, after checking that the place is the practice's too. */
async function readType(
  work: Work,
  { typeId, placeId }: { typeId: string; placeId: string | null },
): Promise<TypeForEdit> {
  const { rows } = await sql<TypeForEdit & { placeFound: boolean }>`
    select price_cents, buffer_before_minutes, buffer_after_minutes, step_minutes, archived_at is not null as archived,
      ${placeId}::uuid is null or exists (
        select from place where practice_id = ${work.practiceId} and id = ${placeId}::uuid) as place_found
    from appointment_type where practice_id = ${work.practiceId} and id = ${typeId}`.execute(work.tx)
  const [row] = rows
  if (!row?.placeFound) throw new NotFound()
  return row
}

export async function readPatients(work: Work, ids: readonly string[]): Promise<NamedPatient[]> {
  const wanted = [...new Set(ids)]
  const { rows } = await sql<NamedPatient>`
    select id, first_name, last_name from patient
    where practice_id = ${work.practiceId} and id = any(${wanted}::uuid[])`.execute(work.tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return wanted.map((id) => {
    const patient = byId.get(id)
    if (!patient) throw new NotFound()
    return patient
  })
}
