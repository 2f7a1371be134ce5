import { type Sql, sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { fileIdArray } from '../file-ids.ts'
import { getPatientForUpdate } from '../patient-store.ts'
import {
  type Availability,
  type AvailabilityInput,
  type AvailabilityRefused,
  checkAvailability,
} from './rules.ts'
import { availabilityEvents } from '../events.ts'

export type StaleAvailability = Refused<'stale-availability', { current: Availability }>
export type UndoRefused = Refused<'stale-undo' | 'nothing-to-undo'>

const columns = [
  'id',
  'weekday',
  'fromTime',
  'toTime',
  'everyWeeks',
  'validFrom',
  'validTo',
  'version',
] as const

/** A patient's availabilities, those of the files merged into theirs included, in order of the week. */
export async function listAvailabilities(work: Work, patientId: string): Promise<Availability[]> {
  const rows = await rowsOf(work, patientId)
    .where('removedAt', 'is', null)
    .orderBy('weekday')
    .orderBy('fromTime')
    .orderBy('id')
    .execute()
  return rows.map((row) => toAvailability(row))
}

/** Throws NotFound for what was removed or is another's. */
export async function getAvailability(work: Work, patientId: string, id: string): Promise<Availability> {
  const found = (await listAvailabilities(work, patientId)).find((one) => one.id === id)
  if (!found) throw new NotFound('availability')
  return found
}

export async function addAvailability(
  work: Work,
  patientId: string,
  input: AvailabilityInput,
): Promise<Availability | AvailabilityRefused> {
  await getPatientForUpdate(work, patientId)
  const refused = checkAvailability(input, await listAvailabilities(work, patientId))
  if (refused) return refused
  const id = newId()
  await work.tx
    .insertInto('patientAvailability')
    .values({ id, patientId, ...toColumns(input) })
    .execute()
  work.record(availabilityEvents.create, patientId, { availabilityId: id })
  return { ...input, id, version: 1 }
}

export async function editAvailability(
  work: Work,
  patientId: string,
  id: string,
  { version, ...input }: AvailabilityInput & { version: number },
): Promise<Availability | AvailabilityRefused | StaleAvailability> {
  await getPatientForUpdate(work, patientId)
  const current = await getAvailability(work, patientId, id)
  if (current.version !== version) return { refused: 'stale-availability', current }
  return rewrite(work, patientId, current, input, availabilityEvents.update)
}

/** Gives back what the edit that made `version` replaced. */
export async function undoAvailabilityEdit(
  work: Work,
  patientId: string,
  id: string,
  version: number,
): Promise<Availability | AvailabilityRefused | UndoRefused> {
  await getPatientForUpdate(work, patientId)
  const current = await getAvailability(work, patientId, id)
  if (current.version !== version) return { refused: 'stale-undo' }
  const { previous } = await work.tx
    .selectFrom('patientAvailability')
    .select('previous')
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (previous === null) return { refused: 'nothing-to-undo' }
  return rewrite(work, patientId, current, readInput(previous as unknown as Kept), availabilityEvents.undo)
}

/** Takes an availability away, or gives it back unless another now stands in its place. */
export async function setAvailabilityRemoved(
  work: Work,
  patientId: string,
  id: string,
  removed: boolean,
): Promise<{ id: string } | AvailabilityRefused> {
  await getPatientForUpdate(work, patientId)
  const row = await rowsOf(work, patientId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('availability')
  if (!removed) {
    const others = (await listAvailabilities(work, patientId)).filter((one) => one.id !== id)
    const refused = checkAvailability(toAvailability(row), others)
    if (refused) return refused
  }
  await work.tx
    .updateTable('patientAvailability')
    .set((set) => ({ removedAt: removed ? work.now : null, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  const event = removed ? availabilityEvents.remove : availabilityEvents.restore
  work.record(event, patientId, { availabilityId: id })
  return { id }
}

async function rewrite(
  work: Work,
  patientId: string,
  current: Availability,
  input: AvailabilityInput,
  event: typeof availabilityEvents.update,
): Promise<Availability | AvailabilityRefused> {
  const others = (await listAvailabilities(work, patientId)).filter((one) => one.id !== current.id)
  const refused = checkAvailability(input, others)
  if (isRefused(refused)) return refused
  const version = current.version + 1
  await work.tx
    .updateTable('patientAvailability')
    .set({ ...toColumns(input), previous: JSON.stringify(keep(current)), version })
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', current.id)
    .execute()
  work.record(event, patientId, { availabilityId: current.id })
  return { ...input, id: current.id, version }
}

function rowsOf(work: Work, patientId: string) {
  return work.tx
    .selectFrom('patientAvailability')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where((where) => where('patientId', '=', where.fn.any(fileIdArray(patientId))))
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

function toAvailability({ fromTime, toTime, everyWeeks, ...row }: Row): Availability {
  return { ...row, from: fromTime, to: toTime, everyWeeks: everyWeeks === 2 ? 2 : 1 }
}

function toColumns({ from, to, ...rest }: AvailabilityInput) {
  const { weekday, everyWeeks, validFrom, validTo } = rest
  return { fromTime: from, toTime: to, weekday, everyWeeks, validFrom, validTo }
}

interface Kept {
  weekday: number
  from: string
  to: string
  everyWeeks: 1 | 2
  validFrom: string | null
  validTo: string | null
}

function keep({ weekday, from, to, everyWeeks, validFrom, validTo }: AvailabilityInput): Kept {
  const dateText = (date: Temporal.PlainDate | null): string | null => date && date.toString()
  return {
    weekday,
    everyWeeks,
    from: from.toString(),
    to: to.toString(),
    validFrom: dateText(validFrom),
    validTo: dateText(validTo),
  }
}

function readInput({ from, to, validFrom, validTo, ...rest }: Kept): AvailabilityInput {
  const date = (text: string | null): Temporal.PlainDate | null =>
    text === null ? null : Temporal.PlainDate.from(text)
  return {
    ...rest,
    from: Temporal.PlainTime.from(from),
    to: Temporal.PlainTime.from(to),
    validFrom: date(validFrom),
    validTo: date(validTo),
  }
}

/**
 * For a query of another feature: the availabilities in force of the patients asked for, `patient_id` being the
 * one asked, whichever file merged with it, before or behind, holds them.
 */
export function availabilityRows(
  work: Pick<Work, 'practiceId'>,
  patientIds: readonly string[],
): Sql<unknown> {
  return sql`(
    with recursive up as (
      select asked, asked as id from unnest(${patientIds}::uuid[]) as asked
      union
      select up.asked, next.merged_into_id from up
      join patient next on next.practice_id = ${work.practiceId} and next.id = up.id
      where next.merged_into_id is not null
    ), file as (
      select asked, id from up
      union
      select file.asked, merged.id from patient merged
      join file on merged.practice_id = ${work.practiceId} and merged.merged_into_id = file.id
    )
    select file.asked as patient_id, a.weekday, a.from_time, a.to_time, a.every_weeks, a.valid_from, a.valid_to
    from file join patient_availability a
      on a.practice_id = ${work.practiceId} and a.patient_id = file.id and a.removed_at is null)`
}
