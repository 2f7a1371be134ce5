import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { line, longText, version } from '#src/platform/http/fields.ts'
import { type VersionRefused, lockVersion, previousOf } from './versioned.ts'
import { placeEvents } from '../events.ts'

export const PLACE_KINDS = ['cabinet', 'video', 'home'] as const

const fields = { name: line(300), kind: z.enum(PLACE_KINDS), address: longText(1000) }
export const newPlaceForm = z.object(fields)
export const placeForm = z.object({ ...fields, version })

export type PlaceFields = { name: string; kind: string; address: string }

export interface Place extends PlaceFields {
  id: string
  archivedAt: Temporal.Instant | null
  version: number
}

const columns = ['id', 'name', 'kind', 'address', 'archivedAt', 'version'] as const

export function findPlaces(work: Work): Promise<Place[]> {
  return work.tx
    .selectFrom('place')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .orderBy('position')
    .orderBy('name')
    .execute()
}

export async function getPlace(work: Work, id: string): Promise<Place> {
  const row = await work.tx
    .selectFrom('place')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

export async function createPlace(work: Work, { name, kind, address }: PlaceFields): Promise<Place> {
  const id = newId()
  const { position } = await work.tx
    .selectFrom('place')
    .select((of) => of.fn.coalesce(of.fn.max('position'), of.lit(0)).as('position'))
    .where('practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('place')
    .values({ id, name, kind, address, position: position + 1 })
    .execute()
  work.record(placeEvents.create, id)
  return getPlace(work, id)
}

export async function updatePlace(
  work: Work,
  id: string,
  input: PlaceFields & { version: number },
): Promise<Place | Refused<'stale'>> {
  const locked = await lockVersion(work, 'place', id, input.version)
  if (isRefused(locked)) return locked
  return write(work, id, input, placeEvents.update)
}

export async function undoPlaceEdit(
  work: Work,
  id: string,
  versionMade: number,
): Promise<Place | VersionRefused> {
  const kept = await previousOf<PlaceFields>(work, 'place', id, versionMade)
  if (isRefused(kept)) return kept
  return write(work, id, kept.previous, placeEvents.undo)
}

/** Out of use: no appointment can be given it any more; those that have it keep it. */
export async function archivePlace(work: Work, id: string, archived: boolean): Promise<Place> {
  const changed = await work.tx
    .updateTable('place')
    .set((set) => ({ archivedAt: archived ? work.now : null, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new NotFound()
  work.record(archived ? placeEvents.archive : placeEvents.restore, id)
  return getPlace(work, id)
}

async function write(
  work: Work,
  id: string,
  { name, kind, address }: PlaceFields,
  event: typeof placeEvents.update,
): Promise<Place> {
  const before = await getPlace(work, id)
  const previous = JSON.stringify({ name: before.name, kind: before.kind, address: before.address })
  await work.tx
    .updateTable('place')
    .set((set) => ({ name, kind, address, previous, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(event, id)
  return getPlace(work, id)
}
