import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import {
  checkbox,
  id as onePlaceId,
  line,
  optionalDate,
  optionalId,
  version,
} from '#src/platform/http/fields.ts'
import { lockPractitioner } from '../catalogue/practitioner-lock.ts'
import { type VersionRefused, lockVersion, previousOf, setRemoved } from '../catalogue/versioned.ts'
import { findHours, writeHours } from './opening-hours.ts'
import { readDays } from './read-dates.ts'
import {
  type HoursJson,
  type HoursRefused,
  type TypedWeek,
  hoursLines,
  placeWeek,
  readLines,
  readTypedWeek,
  refuseHours,
  typedWeek,
} from './week-form.ts'
import { openingPeriodEvents } from '../events.ts'

const fields = {
  name: line(300),
  firstDate: optionalDate.optional(),
  lastDate: optionalDate.optional(),
  /** The place whose hours are typed; those of the others stay. */
  placeId: optionalId.optional(),
  ...typedWeek,
  /** Weeks typed along with it, each under the id of the one place where it holds. */
  atPlaces: z.record(onePlaceId, z.object(typedWeek)).optional(),
  hours: hoursLines.optional(),
}
/** `copies`: the hours of the usual week, to be changed afterwards. */
export const newPeriodForm = z.object({ ...fields, copies: checkbox.optional() })
export const periodForm = z.object({ ...fields, version })

export interface Period {
  id: string
  name: string
  firstDate: Temporal.PlainDate
  lastDate: Temporal.PlainDate
  version: number
}

export type PeriodRefused = HoursRefused | Refused<'period-overlap', { other: Period }>
type Kept = { name: string; firstDate: string; lastDate: string; hours: HoursJson[] }
type Content = Pick<Period, 'name' | 'firstDate' | 'lastDate'> & { hours: HoursJson[] }

const columns = ['id', 'name', 'firstDate', 'lastDate', 'version'] as const

/** Periods that are not over, in order. */
export function findPeriods(work: Work): Promise<Period[]> {
  return work.tx
    .selectFrom('openingPeriod')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('removedAt', 'is', null)
    .where('lastDate', '>=', work.today)
    .orderBy('firstDate')
    .execute()
}

export async function getPeriod(work: Work, id: string): Promise<Period & { hours: HoursJson[] }> {
  const row = await work.tx
    .selectFrom('openingPeriod')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, hours: await findHours(work, id) }
}

/** Days with a week of their own. Two periods cannot share a day. */
export async function createPeriod(
  work: Work,
  input: z.output<typeof newPeriodForm>,
): Promise<Period | PeriodRefused> {
  await lockPractitioner(work)
  const read = await readPeriod(work, input, input.copies ? await usualHours(work) : [])
  if (isRefused(read)) return read
  const id = newId()
  const { hours, ...dates } = read
  await work.tx
    .insertInto('openingPeriod')
    .values({ id, ...dates })
    .execute()
  await writeHours(work, hours, id)
  work.record(openingPeriodEvents.create, id, { ranges: hours.length })
  return getPeriod(work, id)
}

export async function updatePeriod(
  work: Work,
  id: string,
  input: z.output<typeof periodForm>,
): Promise<Period | PeriodRefused | Refused<'stale'>> {
  await lockPractitioner(work)
  const before = await getPeriod(work, id)
  const locked = await lockVersion(work, 'openingPeriod', id, input.version)
  if (isRefused(locked)) return locked
  const read = await readPeriod(work, input, before.hours, id)
  return isRefused(read) ? read : writePeriod(work, before, read, openingPeriodEvents.update)
}

export async function undoPeriodEdit(
  work: Work,
  id: string,
  versionMade: number,
): Promise<Period | PeriodRefused | VersionRefused> {
  await lockPractitioner(work)
  const before = await getPeriod(work, id)
  const kept = await previousOf<Kept>(work, 'openingPeriod', id, versionMade)
  if (isRefused(kept)) return kept
  const { name, hours } = kept.previous
  const content: Content = {
    name,
    hours,
    firstDate: Temporal.PlainDate.from(kept.previous.firstDate),
    lastDate: Temporal.PlainDate.from(kept.previous.lastDate),
  }
  const other = await findOverlapping(work, content, id)
  if (other) return { refused: 'period-overlap', other }
  return writePeriod(work, before, content, openingPeriodEvents.undo)
}

/** Takes a period away, or gives it back where no other has taken its days. */
export async function removePeriod(
  work: Work,
  id: string,
  removed: boolean,
): Promise<{ id: string } | PeriodRefused> {
  await lockPractitioner(work)
  await setRemoved(work, 'openingPeriod', id, removed)
  const other = removed ? undefined : await findOverlapping(work, await getPeriod(work, id), id)
  return other ? { refused: 'period-overlap', other } : { id }
}

async function readPeriod(
  work: Work,
  input: Omit<z.output<typeof newPeriodForm>, 'copies'>,
  before: readonly HoursJson[],
  id?: string,
): Promise<Content | PeriodRefused> {
  const dates = readDays(input, work)
  if (isRefused(dates)) return dates
  const read = readHours(input, before)
  if (isRefused(read)) return read
  const other = await findOverlapping(work, dates, id)
  if (other) return { refused: 'period-overlap', other }
  return { name: input.name, ...dates, hours: read.hours }
}

/** As lines, as a typed week, or as they were when nothing was said of them. */
function readHours(
  input: Omit<z.output<typeof newPeriodForm>, 'copies'>,
  before: readonly HoursJson[],
): { hours: HoursJson[] } | HoursRefused {
  if (input.hours)
    return readLines(input.hours.map((one) => ({ ...one, validFrom: undefined, validTo: undefined })))
  const weeks = typedWeeks(input)
  if (new Set(weeks.map(({ placeId }) => placeId)).size < weeks.length)
    return refuseHours('placeId', 'overlap')
  const hours = before.filter((one) => weeks.every(({ placeId }) => placeId !== one.placeId))
  const problems: HoursRefused['problems'] = []
  for (const { placeId, typed, prefix } of weeks) {
    const read = readTypedWeek(typed, { placeId, validFrom: null, validTo: null })
    if (isRefused(read))
      problems.push(...read.problems.map((one) => ({ ...one, field: `${prefix}${one.field}` })))
    else hours.push(...read.hours)
  }
  return problems.length > 0 ? { refused: 'hours', problems } : { hours }
}

/** The week typed for every place, or for one, and those typed along with it. */
function typedWeeks(input: Omit<z.output<typeof newPeriodForm>, 'copies'>): {
  placeId: string | null
  typed: TypedWeek
  prefix: string
}[] {
  const local = Object.entries(input.atPlaces ?? {}).map(([placeId, typed]) => ({
    placeId,
    typed,
    prefix: placeWeek(placeId),
  }))
  if (input.day1 === undefined) return local
  return [{ placeId: input.placeId ?? null, typed: input, prefix: '' }, ...local]
}

/** What the usual week says without dates. */
export async function usualHours(work: Work): Promise<HoursJson[]> {
  return (await findHours(work)).filter((one) => one.validFrom === null && one.validTo === null)
}

function findOverlapping(
  work: Work,
  { firstDate, lastDate }: Pick<Period, 'firstDate' | 'lastDate'>,
  exceptId?: string,
): Promise<Period | undefined> {
  return work.tx
    .selectFrom('openingPeriod')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('removedAt', 'is', null)
    .where('firstDate', '<=', lastDate)
    .where('lastDate', '>=', firstDate)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .orderBy('firstDate')
    .executeTakeFirst()
}

async function writePeriod(
  work: Work,
  before: Content & { id: string },
  { hours, ...next }: Content,
  event: typeof openingPeriodEvents.update,
): Promise<Period> {
  const { id, name, firstDate, lastDate } = before
  const previous = JSON.stringify({ name, firstDate, lastDate, hours: before.hours })
  await work.tx
    .updateTable('openingPeriod')
    .set((set) => ({ ...next, previous, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  await writeHours(work, hours, id)
  work.record(event, id, { ranges: hours.length })
  return getPeriod(work, id)
}
