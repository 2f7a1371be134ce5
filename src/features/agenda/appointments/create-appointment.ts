import { sqlState } from '#src/db/database.ts'
import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type SlotTaken, refuseTakenSlot } from './nearest-slots.ts'
import { busySpan, conflictWith } from './occupancy-sql.ts'
import { type CivilSpan, type SpanRefusal, spanOfAppointment } from '#src/domain/start-time.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { appointmentEvents } from '../events.ts'
import type { Status } from '#src/domain/appointment-status.ts'

export interface NewAppointment {
  /** At least one; the first one's key seals the note. */
  patientIds: readonly string[]
  typeId: string
  startsAt: Temporal.Instant
  /** The type's when left out. */
  durationMinutes?: number | undefined
  /** The type's when left out; null for nowhere in particular. */
  placeId?: string | null | undefined
  note?: string | undefined
  status?: 'requested' | 'confirmed' | undefined
  /** The practice's first when left out. */
  practitionerId?: string | undefined
}

export interface CreatedAppointment extends CivilSpan {
  id: string
  practitionerId: string
  patients: NamedPatient[]
  typeId: string
  placeId: string | null
  durationMinutes: number
  priceCents: number
  status: Status
  version: number
}

export type CreateRefusal = SlotTaken | SpanRefusal | Refused<'type-archived' | 'no-patient'>

/**
 * Books an appointment in two statements: one locks the practitioner and reads what the booking stands on,
 * one writes the appointment and its occupancy unless the time is taken. Patients, type or place that are
 * not the practice's are NotFound.
 */
export async function createAppointment(
  work: Work,
  input: NewAppointment,
): Promise<CreatedAppointment | CreateRefusal> {
  const planned = await planAppointment(work, input)
  return 'refused' in planned ? planned : writeAppointment(work, planned)
}

/** What is to be written. */
export interface PlannedAppointment {
  created: CreatedAppointment
  ground: Ground
  note: string
}

/** Locks the practitioner and reads what the booking stands on; whether the time is taken is told by the write. */
export async function planAppointment(
  work: Work,
  input: NewAppointment,
): Promise<PlannedAppointment | CreateRefusal> {
  if (input.patientIds.length === 0) return { refused: 'no-patient' }
  const ground = await lockAndRead(work, input)
  if (ground.archived) return { refused: 'type-archived' }
  const durationMinutes = input.durationMinutes ?? ground.durationMinutes
  const span = spanOfAppointment(input.startsAt, durationMinutes, work)
  if ('refused' in span) return span
  const placeId = input.placeId === undefined ? ground.placeId : input.placeId
  const created: CreatedAppointment = {
    ...span,
    id: newId(),
    practitionerId: ground.practitionerId,
    patients: ground.patients,
    typeId: input.typeId,
    placeId,
    durationMinutes,
    priceCents: ground.priceCents,
    status: input.status ?? 'confirmed',
    version: 1,
  }
  return { created, ground, note: input.note ?? '' }
}

/** Writes it unless the time is taken. Its write is sent before this returns: what is asked for next goes behind it. */
export async function writeAppointment(
  work: Work,
  { created, ground, note }: PlannedAppointment,
): Promise<CreatedAppointment | SlotTaken> {
  const { id, startsAt, endsAt, placeId } = created
  try {
    if (!(await insertUnlessTaken(work, created, ground, note)))
      return await refuseTakenSlot(work, { ...ground, startsAt, endsAt, placeId })
  } catch (error) {
    // The constraint is the last wall: after it the transaction can read no more, so nothing is offered.
    if (sqlState(error) !== '23P01') throw error
    return { refused: 'slot-taken', wanted: { startsAt, endsAt }, nearest: [], zone: work.zone }
  }
  work.record(appointmentEvents.create, id, { patientId: ground.patients[0]?.id ?? null })
  return created
}

/** What a booking stands on, read under the practitioner's lock. */
export interface Ground {
  practitionerId: string
  durationMinutes: number
  priceCents: number
  placeId: string | null
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  archived: boolean
  patients: NamedPatient[]
}

export async function lockAndRead(
  work: Work,
  input: Pick<NewAppointment, 'patientIds' | 'typeId' | 'placeId' | 'practitionerId'>,
): Promise<Ground> {
  const { practiceId } = work
  const wanted = [...new Set(input.patientIds)]
  const { rows } = await sql<Ground & { placeFound: boolean; typeFound: boolean }>`
    select p.id as practitioner_id, t.duration_minutes, t.price_cents, t.place_id, t.buffer_before_minutes,
      t.buffer_after_minutes, t.step_minutes, t.archived_at is not null as archived, t.id is not null as type_found,
      (select coalesce(jsonb_agg(distinct jsonb_build_object(
          'id', kept.id, 'firstName', kept.first_name, 'lastName', kept.last_name, 'position', w.n)), '[]')
       from unnest(${wanted}::uuid[]) with ordinality w(id, n)
       cross join lateral (
         select coalesce(merged_into_id, id) as id from patient
         where practice_id = ${practiceId} and id = w.id offset 0) asked
       cross join lateral (
         select id, first_name, last_name from patient
         where practice_id = ${practiceId} and id = asked.id offset 0) kept
      ) as patients,
      ${input.placeId ?? null}::uuid is null or exists (
        select from place where practice_id = ${practiceId} and id = ${input.placeId ?? null}::uuid) as place_found
    from practitioner p
    left join appointment_type t on t.practice_id = ${practiceId} and t.id = ${input.typeId}
    where p.practice_id = ${practiceId}
      and (${input.practitionerId ?? null}::uuid is null or p.id = ${input.practitionerId ?? null}::uuid)
    order by p.id limit 1
    for no key update of p`.execute(work.tx)
  const [row] = rows
  if (!row || !row.typeFound || !row.placeFound || row.patients.length !== wanted.length) throw new NotFound()
  return { ...row, patients: inOrder(row.patients) }
}

/** In the order asked; two files merged into one since count once. */
function inOrder(patients: readonly (NamedPatient & { position?: number })[]): NamedPatient[] {
  const sorted = [...patients].sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
  const kept = new Map(sorted.map(({ id, firstName, lastName }) => [id, { id, firstName, lastName }]))
  return [...kept.values()]
}

/** False when the time is taken: then nothing was written. */
async function insertUnlessTaken(
  work: Work,
  created: CreatedAppointment,
  ground: Ground,
  note: string,
): Promise<boolean> {
  const { practiceId, now, zone } = work
  const { id, practitionerId, startsAt, endsAt } = created
  const busy = busySpan(created, ground)
  const owner = `patient-${created.patients[0]?.id ?? ''}` as const
  const sealed = note === '' ? null : await work.seal(owner, `appointment.note_sealed:${id}`, note)
  const patientIds = created.patients.map((patient) => patient.id)
  const { rows } = await sql<{ id: string }>`
    with ${conflictWith(work, practitionerId, busy, id)},
    made as (
      insert into appointment (practice_id, id, practitioner_id, type_id, place_id, starts_at, ends_at, date,
        wall_time, zone, status, note_sealed, price_cents, created_at, updated_at)
      select ${practiceId}::uuid, ${id}::uuid, ${practitionerId}::uuid, ${created.typeId}::uuid,
        ${created.placeId}::uuid, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${created.date}::date,
        ${created.wallTime}::time, ${zone}, ${created.status}, ${sealed}::bytea, ${created.priceCents}::int,
        ${now}::timestamptz, ${now}::timestamptz
      where not exists (select from conflict)
      returning id),
    people as (
      insert into appointment_patient (practice_id, id, appointment_id, patient_id, position)
      select ${practiceId}::uuid, w.row_id, made.id, w.patient_id, w.n - 1
      from made, unnest(${patientIds.map(() => newId())}::uuid[], ${patientIds}::uuid[])
        with ordinality w(row_id, patient_id, n)),
    placed as (
      insert into occupancy (practice_id, id, practitioner_id, appointment_id, starts_at, ends_at)
      select ${practiceId}::uuid, ${newId()}::uuid, ${practitionerId}::uuid, made.id,
        ${busy.startsAt}::timestamptz, ${busy.endsAt}::timestamptz
      from made)
    select id from made`.execute(work.tx)
  return rows.length === 1
}
