import { sql } from '#src/db/sql.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { keyOwnerOf } from '../appointments/appointment-store.ts'
import { busySpan } from '../appointments/occupancy-sql.ts'
import type { Occurrence } from './occurrences.ts'
import type { PlannedDate } from './plan-dates.ts'
import type { Target } from './retarget.ts'
import { type Line, lineOf } from './write-lines.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'

export interface TypeFigures {
  id: string
  durationMinutes: number
  priceCents: number
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  archived: boolean
}

export type Types = ReadonlyMap<string, TypeFigures>

/** The figures of types, by id. Throws NotFound for one that is not the practice's. */
export async function readTypes(work: Work, ids: readonly string[]): Promise<Types> {
  const wanted = [...new Set(ids)]
  const rows = await work.tx
    .selectFrom('appointmentType')
    .select([
      'id',
      'durationMinutes',
      'priceCents',
      'bufferBeforeMinutes',
      'bufferAfterMinutes',
      'stepMinutes',
      'archivedAt',
    ])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .execute()
  if (rows.length !== wanted.length) throw new NotFound('type')
  return new Map(rows.map(({ archivedAt, ...type }) => [type.id, { ...type, archived: archivedAt !== null }]))
}

export function typeOf(types: Types, id: string): TypeFigures {
  const type = types.get(id)
  if (!type) throw new Error('a type that was not read')
  return type
}

export async function requirePlace(work: Work, id: string): Promise<void> {
  const place = await work.tx
    .selectFrom('place')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!place) throw new NotFound('place')
}

/** The notes of appointments, opened, by id. */
export async function openNotes(
  work: Work,
  occurrences: readonly Occurrence[],
): Promise<ReadonlyMap<string, string>> {
  const notes = occurrences.map(async (one): Promise<[string, string]> => [one.id, await openNote(work, one)])
  return new Map(await Promise.all(notes))
}

async function openNote(work: Work, one: Occurrence): Promise<string> {
  return one.noteSealed ? work.unseal(keyOwnerOf(one), noteOf(one.id), one.noteSealed) : ''
}

export interface LineParts {
  /** Where it goes, when its time was planned anew. */
  row: PlannedDate | undefined
  types: Types
  /** Who comes from now on, where that changes. */
  patients: readonly NamedPatient[] | undefined
  note: string | undefined
}

/** An appointment as its target makes it; one left out keeps its time. */
export async function toLine(work: Work, target: Target, parts: LineParts): Promise<Line> {
  const { occurrence, typeId } = target
  const type = typeOf(parts.types, typeId)
  const taken = parts.row?.taken
  const busy = taken && busySpan(taken, type)
  const patients = target.patientIds ? parts.patients : undefined
  return {
    ...lineOf(occurrence),
    ...(taken && busy
      ? { ...placeOf(taken), overlapping: false, busyFrom: busy.startsAt, busyTo: busy.endsAt }
      : {}),
    typeId,
    placeId: target.placeId,
    priceCents: target.priceCents ?? type.priceCents,
    patientIds: patients?.map((patient) => patient.id),
    noteSealed: await sealNote(work, target, { patients, note: parts.note }),
  }
}

function placeOf({ startsAt, endsAt, date, wallTime }: NonNullable<PlannedDate['taken']>) {
  return { startsAt, endsAt, date, wallTime }
}

/** Sealed again only when it changes, or when another patient's key is to hold it. */
async function sealNote(
  work: Work,
  { occurrence, changesNote }: Target,
  { patients, note = '' }: { patients: readonly NamedPatient[] | undefined; note: string | undefined },
): Promise<Buffer | null> {
  const owner = keyOwnerOf({ patients: patients ?? occurrence.patients })
  if (!changesNote && owner === keyOwnerOf(occurrence)) return occurrence.noteSealed
  const text = changesNote ? note : await openNote(work, occurrence)
  return text === '' ? null : work.seal(owner, noteOf(occurrence.id), text)
}

function noteOf(id: string): string {
  return `appointment.note_sealed:${id}`
}
