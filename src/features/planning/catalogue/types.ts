import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import { refusal } from '#src/platform/http/validate.ts'
import type { Work } from '#src/platform/work.ts'
import { checkbox, euros, line, optionalId, version, wholeNumber } from '#src/platform/http/fields.ts'
import { type VersionRefused, lockVersion, previousOf } from './versioned.ts'
import { appointmentTypeEvents } from '../events.ts'

export const COLOURS = ['sage', 'ocean', 'plum', 'ochre', 'rose'] as const
export const BOOKABLE = ['nobody', 'known', 'everybody'] as const
export const VAT_MODES = ['EXEMPT_CARE', 'FRANCHISE', 'STANDARD'] as const

const fields = {
  name: line(300),
  durationMinutes: wholeNumber(5, 720),
  price: euros,
  priceCents: wholeNumber(0, 10_000_000),
  vatMode: z.enum(VAT_MODES).default('EXEMPT_CARE'),
  colour: z.enum(COLOURS).default('sage'),
  bufferBeforeMinutes: wholeNumber(0, 240),
  bufferAfterMinutes: wholeNumber(0, 240),
  stepMinutes: wholeNumber(5, 240),
  noticeHours: wholeNumber(0, 2160),
  horizonDays: wholeNumber(1, 730),
  bookableBy: z.enum(BOOKABLE).default('nobody'),
  firstInterview: checkbox,
  placeId: z.union([z.literal('none'), optionalId]).optional(),
}

export const newTypeForm = z.object(fields).transform(readType)
export const typeForm = z.object({ ...fields, version }).transform(readType)

export type TypeFields = {
  name: string
  durationMinutes: number
  priceCents: number
  vatMode: string
  colour: string
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  noticeHours: number
  horizonDays: number
  bookableBy: string
  firstInterview: boolean
  placeId: string | null
}

export interface AppointmentTypeRow extends TypeFields {
  id: string
  archivedAt: Temporal.Instant | null
  version: number
}

const columns = [
  'id',
  'name',
  'durationMinutes',
  'priceCents',
  'vatMode',
  'colour',
  'bufferBeforeMinutes',
  'bufferAfterMinutes',
  'stepMinutes',
  'noticeHours',
  'horizonDays',
  'bookableBy',
  'firstInterview',
  'placeId',
  'archivedAt',
  'version',
] as const

export function findTypes(work: Work): Promise<AppointmentTypeRow[]> {
  return work.tx
    .selectFrom('appointmentType')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .orderBy('position')
    .orderBy('name')
    .execute()
}

export async function getType(work: Work, id: string): Promise<AppointmentTypeRow> {
  const row = await work.tx
    .selectFrom('appointmentType')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

export async function createType(work: Work, input: TypeFields): Promise<AppointmentTypeRow> {
  await requirePlace(work, input.placeId)
  const id = newId()
  const { position } = await work.tx
    .selectFrom('appointmentType')
    .select((of) => of.fn.coalesce(of.fn.max('position'), of.lit(0)).as('position'))
    .where('practiceId', '=', work.practiceId)
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('appointmentType')
    .values({ id, ...fieldsOf(input), position: position + 1 })
    .execute()
  work.record(appointmentTypeEvents.create, id)
  return getType(work, id)
}

/** Changes a type; appointments already made keep their price and time. */
export async function updateType(
  work: Work,
  id: string,
  input: TypeFields & { version: number },
): Promise<AppointmentTypeRow | Refused<'stale'>> {
  const locked = await lockVersion(work, 'appointmentType', id, input.version)
  if (isRefused(locked)) return locked
  return write(work, id, fieldsOf(input), appointmentTypeEvents.update)
}

export async function undoTypeEdit(
  work: Work,
  id: string,
  versionMade: number,
): Promise<AppointmentTypeRow | VersionRefused> {
  const kept = await previousOf<TypeFields>(work, 'appointmentType', id, versionMade)
  if (isRefused(kept)) return kept
  return write(work, id, kept.previous, appointmentTypeEvents.undo)
}

/** Out of use: nobody can choose it any more; what was booked with it stays. */
export async function archiveType(work: Work, id: string, archived: boolean): Promise<AppointmentTypeRow> {
  const changed = await work.tx
    .updateTable('appointmentType')
    .set((set) => ({ archivedAt: archived ? work.now : null, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new NotFound()
  work.record(archived ? appointmentTypeEvents.archive : appointmentTypeEvents.restore, id)
  return getType(work, id)
}

async function write(
  work: Work,
  id: string,
  next: TypeFields,
  event: typeof appointmentTypeEvents.update,
): Promise<AppointmentTypeRow> {
  await requirePlace(work, next.placeId)
  const previous = JSON.stringify(fieldsOf(await getType(work, id)))
  await work.tx
    .updateTable('appointmentType')
    .set((set) => ({ ...fieldsOf(next), previous, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(event, id)
  return getType(work, id)
}

async function requirePlace(work: Work, placeId: string | null): Promise<void> {
  if (placeId === null) return
  const row = await work.tx
    .selectFrom('place')
    .select('id')
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', placeId)
    .executeTakeFirst()
  if (!row) throw new NotFound()
}

function fieldsOf(type: TypeFields): TypeFields {
  const { name, durationMinutes, priceCents, vatMode, colour, bufferBeforeMinutes, bufferAfterMinutes } = type
  const { stepMinutes, noticeHours, horizonDays, bookableBy, firstInterview, placeId } = type
  return {
    name,
    durationMinutes,
    priceCents,
    vatMode,
    colour,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    stepMinutes,
    noticeHours,
    horizonDays,
    bookableBy,
    firstInterview,
    placeId,
  }
}

type Typed = {
  [Field in keyof typeof fields]?: z.output<(typeof fields)[Field]> | undefined
}

function readType<
  Fields extends Typed & {
    name: string
    vatMode: string
    colour: string
    bookableBy: string
    firstInterview: boolean
  },
>(
  { placeId, price, ...typed }: Fields,
  context: z.RefinementCtx,
): Omit<Fields, 'placeId' | 'price'> & TypeFields {
  const { durationMinutes } = typed
  const priceCents = typed.priceCents ?? price
  if (durationMinutes === undefined) context.addIssue({ ...refusal('required'), path: ['durationMinutes'] })
  if (priceCents === undefined) context.addIssue({ ...refusal('required'), path: ['price'] })
  return {
    ...typed,
    durationMinutes: durationMinutes ?? 0,
    priceCents: priceCents ?? 0,
    bufferBeforeMinutes: typed.bufferBeforeMinutes ?? 0,
    bufferAfterMinutes: typed.bufferAfterMinutes ?? 0,
    stepMinutes: typed.stepMinutes ?? 15,
    noticeHours: typed.noticeHours ?? 24,
    horizonDays: typed.horizonDays ?? 60,
    placeId: placeId === 'none' || placeId === undefined ? null : placeId,
  }
}
