import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import { parseHours } from '#src/domain/opening-text.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { dayNumber, wallClock } from '#src/domain/wall-clock.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { optionalDate, optionalId, optionalLine, version } from '#src/platform/http/fields.ts'
import { lockPractitioner } from '../catalogue/practitioner-lock.ts'
import { type VersionRefused, lockVersion, previousOf, setRemoved } from '../catalogue/versioned.ts'
import { requirePlaces } from './opening-hours.ts'
import type { StoredHours } from './planning-sql.ts'
import { isFar } from './read-dates.ts'
import { type HoursRefused, clockTexts, refuseHours } from './week-form.ts'
import { openingExceptionEvents } from '../events.ts'

const fields = {
  date: optionalDate.optional(),
  placeId: optionalId.optional(),
  /** Which of the form's two choices counts; a client sends only `hours`, empty for a closed day. */
  opens: z.enum(['closed', 'hours']).optional().catch(undefined),
  hours: z
    .union([
      z.string().max(300),
      z.array(z.object({ from: z.string().max(20), to: z.string().max(20) })).max(20),
    ])
    .default(''),
  label: optionalLine(300),
}
export const newExceptionForm = z.object(fields)
export const exceptionForm = z.object({ ...fields, version })
type Input = z.output<typeof newExceptionForm>

/** One civil day with hours of its own; none close it. */
export interface Exception {
  id: string
  date: Temporal.PlainDate
  /** Null: every place. */
  placeId: string | null
  hours: StoredHours[]
  label: string
  version: number
}

export type ExceptionRefused = HoursRefused | Refused<'exception-exists', { other: Exception }>
type Content = Omit<Exception, 'id' | 'version'>

const columns = ['id', 'date', 'placeId', 'hours', 'label', 'version'] as const

/** Exceptional days from today on, in order. */
export async function findExceptions(work: Work): Promise<Exception[]> {
  const rows = await work.tx
    .selectFrom('openingException')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('removedAt', 'is', null)
    .where('date', '>=', work.today)
    .orderBy('date')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, hours: row.hours as unknown as StoredHours[] }))
}

export async function getException(work: Work, id: string): Promise<Exception> {
  const row = await work.tx
    .selectFrom('openingException')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, hours: row.hours as unknown as StoredHours[] }
}

/** One day's own hours. A day has one exception at a place, and one for every place. */
export async function createException(work: Work, input: Input): Promise<Exception | ExceptionRefused> {
  await lockPractitioner(work)
  const read = await readException(work, input)
  if (isRefused(read)) return read
  const id = newId()
  await work.tx
    .insertInto('openingException')
    .values({ id, ...read, hours: JSON.stringify(read.hours) })
    .execute()
  work.record(openingExceptionEvents.create, id, { ranges: read.hours.length })
  return getException(work, id)
}

export async function updateException(
  work: Work,
  id: string,
  input: Input & { version: number },
): Promise<Exception | ExceptionRefused | Refused<'stale'>> {
  await lockPractitioner(work)
  const before = await getException(work, id)
  const locked = await lockVersion(work, 'openingException', id, input.version)
  if (isRefused(locked)) return locked
  const read = await readException(work, input, id)
  return isRefused(read) ? read : writeException(work, before, read, openingExceptionEvents.update)
}

export async function undoExceptionEdit(
  work: Work,
  id: string,
  versionMade: number,
): Promise<Exception | ExceptionRefused | VersionRefused> {
  await lockPractitioner(work)
  const before = await getException(work, id)
  const kept = await previousOf<Omit<Content, 'date'> & { date: string }>(
    work,
    'openingException',
    id,
    versionMade,
  )
  if (isRefused(kept)) return kept
  const content = { ...kept.previous, date: Temporal.PlainDate.from(kept.previous.date) }
  const other = await findSame(work, content, id)
  if (other) return { refused: 'exception-exists', other }
  return writeException(work, before, content, openingExceptionEvents.undo)
}

/** Takes an exceptional day away, or gives it back where the day has no other. */
export async function removeException(
  work: Work,
  id: string,
  removed: boolean,
): Promise<{ id: string } | ExceptionRefused> {
  await lockPractitioner(work)
  await setRemoved(work, 'openingException', id, removed)
  const other = removed ? undefined : await findSame(work, await getException(work, id), id)
  return other ? { refused: 'exception-exists', other } : { id }
}

async function readException(work: Work, input: Input, id?: string): Promise<Content | ExceptionRefused> {
  const { date, label } = input
  const placeId = input.placeId ?? null
  if (!date) return refuseHours('date', 'required')
  if (isFar(date, work.today)) return refuseHours('date', 'farDate')
  const typed =
    typeof input.hours === 'string'
      ? input.hours
      : input.hours.map(({ from, to }) => `${from}-${to}`).join(', ')
  const read = parseHours(input.opens === 'closed' ? '' : typed)
  if (isRefused(read)) return refuseHours('hours', read.problem)
  if (input.opens === 'hours' && read.hours.length === 0) return refuseHours('hours', 'required')
  const day = dayNumber(date)
  const clock = wallClock(work.zone, { firstDay: day, lastDay: day })
  if (read.hours.some((span) => clock.spansOf(day, span.start, span.end).length === 0)) {
    return refuseHours('hours', 'skipped')
  }
  await requirePlaces(work, placeId === null ? [] : [placeId])
  const other = await findSame(work, { date, placeId }, id)
  if (other) return { refused: 'exception-exists', other }
  return { date, placeId, label, hours: read.hours.map((span) => clockTexts(span)) }
}

async function findSame(
  work: Work,
  { date, placeId }: Pick<Exception, 'date' | 'placeId'>,
  exceptId?: string,
): Promise<Exception | undefined> {
  const row = await work.tx
    .selectFrom('openingException')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('removedAt', 'is', null)
    .where('date', '=', date)
    .where('placeId', placeId === null ? 'is' : '=', placeId)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .executeTakeFirst()
  return row && { ...row, hours: row.hours as unknown as StoredHours[] }
}

async function writeException(
  work: Work,
  before: Exception,
  next: Content,
  event: typeof openingExceptionEvents.update,
): Promise<Exception> {
  const { id, date, placeId, hours, label } = before
  const previous = JSON.stringify({ date, placeId, hours, label })
  await work.tx
    .updateTable('openingException')
    .set((set) => ({ ...next, hours: JSON.stringify(next.hours), previous, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(event, id, { ranges: next.hours.length })
  return getException(work, id)
}
