import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { lockPractitioner } from '../catalogue/practitioner-lock.ts'
import {
  type StoredTimeOff,
  type TimeOff,
  type TimeOffInput,
  type TimeOffRefused,
  readTimeOff,
} from './time-off-form.ts'
import { nextDays } from './time-off-rule.ts'
import { type VersionRefused, lockVersion, previousOf, setRemoved } from '../catalogue/versioned.ts'
import { timeOffEvents } from '../events.ts'

type Kept = Record<Exclude<keyof StoredTimeOff, 'excludedDates'>, string | null> & {
  excludedDates?: string[]
}

const columns = [
  'id',
  'kind',
  'label',
  'startsAt',
  'endsAt',
  'startDate',
  'endDate',
  'rule',
  'recursUntil',
  sql<string[]>`to_jsonb(excluded_dates)`.as('excludedDates'),
  'version',
] as const

/** Time off that ends after now, what repeats first, then in order; or what is past, latest first. */
export async function findAllTimeOff(work: Work, past: boolean): Promise<TimeOff[]> {
  const rows = await work.tx
    .selectFrom('timeOff')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('removedAt', 'is', null)
    .where((is) => {
      const isOver = is.or([
        is.and([is('rule', 'is', null), is('endsAt', '<=', work.now)]),
        is.and([is('rule', 'is not', null), is('recursUntil', '<', work.today)]),
      ])
      return past ? isOver : is.not(isOver)
    })
    .orderBy(sql`rule is null`)
    .orderBy('startsAt', past ? 'desc' : 'asc')
    .limit(200)
    .execute()
  return rows.map((row) => readRow(row))
}

/** Throws NotFound for what was removed, unless asked for. */
export async function getTimeOff(work: Work, id: string): Promise<TimeOff> {
  const row = await work.tx
    .selectFrom('timeOff')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return readRow(row)
}

export async function createTimeOff(work: Work, input: TimeOffInput): Promise<TimeOff | TimeOffRefused> {
  const read = readTimeOff(input, work)
  if (isRefused(read)) return read
  const id = newId()
  const practitionerId = await lockPractitioner(work)
  await work.tx
    .insertInto('timeOff')
    .values({ id, practitionerId, ...columnsOf(read) })
    .execute()
  work.record(timeOffEvents.create, id, { kind: read.kind })
  return getTimeOff(work, id)
}

export async function updateTimeOff(
  work: Work,
  id: string,
  input: TimeOffInput & { version: number },
): Promise<TimeOff | TimeOffRefused | Refused<'stale'>> {
  const read = readTimeOff(input, work)
  if (isRefused(read)) return read
  const locked = await lockVersion(work, 'timeOff', id, input.version)
  if (isRefused(locked)) return locked
  const before = await getTimeOff(work, id)
  // The same rule keeps the dates that were taken out of it.
  const excludedDates = before.rule === read.rule ? before.excludedDates : []
  return write(work, id, { ...read, excludedDates }, timeOffEvents.update)
}

export async function undoTimeOffEdit(
  work: Work,
  id: string,
  versionMade: number,
): Promise<TimeOff | VersionRefused> {
  const kept = await previousOf<Kept>(work, 'timeOff', id, versionMade)
  if (isRefused(kept)) return kept
  const { kind, label, startsAt, endsAt, startDate, endDate, recursUntil } = kept.previous
  return write(
    work,
    id,
    {
      kind: kind ?? 'holiday',
      label: label ?? '',
      startsAt: Temporal.Instant.from(startsAt ?? ''),
      endsAt: Temporal.Instant.from(endsAt ?? ''),
      startDate: startDate ? Temporal.PlainDate.from(startDate) : null,
      endDate: endDate ? Temporal.PlainDate.from(endDate) : null,
      rule: kept.previous.rule ?? null,
      recursUntil: recursUntil ? Temporal.PlainDate.from(recursUntil) : null,
      excludedDates: (kept.previous.excludedDates ?? []).map((date) => Temporal.PlainDate.from(date)),
    },
    timeOffEvents.undo,
  )
}

/** Takes time off away, or gives it back: the row stays. */
export async function removeTimeOff(work: Work, id: string, removed: boolean): Promise<{ id: string }> {
  await setRemoved(work, 'timeOff', id, removed)
  return { id }
}

/** Takes one date out of time off that repeats, or puts it back. NotFound for a date that is none of its. */
export async function excludeDate(
  work: Work,
  id: string,
  date: Temporal.PlainDate,
  excluded: boolean,
): Promise<TimeOff> {
  await lockVersion(work, 'timeOff', id, undefined)
  const off = await getTimeOff(work, id)
  const start = off.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  if (nextDays(off, start, date, 1)[0] !== dayNumber(date)) throw new NotFound()
  const others = off.excludedDates.filter((one) => !one.equals(date))
  const excludedDates = excluded ? [...others, date].sort((a, b) => Temporal.PlainDate.compare(a, b)) : others
  await work.tx
    .updateTable('timeOff')
    .set((set) => ({ ...columnsOf({ excludedDates }), version: set('version', '+', 1), previous: null }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(excluded ? timeOffEvents.exclude : timeOffEvents.include, id)
  return getTimeOff(work, id)
}

async function write(
  work: Work,
  id: string,
  next: StoredTimeOff,
  event: typeof timeOffEvents.update,
): Promise<TimeOff> {
  const { version: _, id: __, ...before } = await getTimeOff(work, id)
  const previous = JSON.stringify(before)
  await work.tx
    .updateTable('timeOff')
    .set((set) => ({ ...columnsOf(next), previous, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.record(event, id)
  return getTimeOff(work, id)
}

/** An empty list has no type of its own in SQL. */
function columnsOf<Fields extends Partial<StoredTimeOff>>(fields: Fields) {
  const { excludedDates, ...rest } = fields
  const dates = excludedDates?.map((date) => date.toString()) ?? []
  return { ...rest, excludedDates: sql<Temporal.PlainDate[]>`${dates}::date[]` }
}

function readRow(row: Omit<TimeOff, 'excludedDates'> & { excludedDates: string[] }): TimeOff {
  return { ...row, excludedDates: row.excludedDates.map((date) => Temporal.PlainDate.from(date)) }
}
