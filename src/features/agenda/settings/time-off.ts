import { z } from 'zod'
import { daysRange, toInstant } from '#src/domain/civil-time.ts'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { LONGEST_TIME_OFF } from '../availability.ts'
import { optionalDate, optionalLine, optionalMoment, optionalTime, version } from '../form-parts.ts'
import { lockPractitioner } from '../practitioner-lock.ts'
import type { AskedTime } from '../start-time.ts'
import { type VersionRefused, lockVersion, previousOf } from './versioned.ts'

export const TIME_OFF_KINDS = ['holiday', 'training', 'illness', 'supervision', 'private'] as const

const fields = {
  kind: z.enum(TIME_OFF_KINDS).default('holiday'),
  label: optionalLine(300),
  /** Which of the form's two halves counts; a client sends only one. */
  scope: z.enum(['days', 'part']).optional().catch(undefined),
  startDate: optionalDate.optional(),
  endDate: optionalDate.optional(),
  startsAt: optionalMoment.optional(),
  endsAt: optionalMoment.optional(),
  date: optionalDate.optional(),
  from: optionalTime.optional(),
  to: optionalTime.optional(),
}
export const newTimeOffForm = z.object(fields)
export const timeOffForm = z.object({ ...fields, version })
type Input = z.output<typeof newTimeOffForm>

export interface TimeOff {
  id: string
  kind: string
  label: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** First and last whole day; null for a part of a day. */
  startDate: Temporal.PlainDate | null
  endDate: Temporal.PlainDate | null
  version: number
}

export type TimeOffRefused = Refused<
  'time-off',
  { field: string; problem: 'required' | 'reversed' | 'tooLong' | 'farDate' }
>

type Stored = Omit<TimeOff, 'id' | 'version'>

const columns = ['id', 'kind', 'label', 'startsAt', 'endsAt', 'startDate', 'endDate', 'version'] as const

/** Time off that ends after now, in order; or what is past, latest first. */
export function findAllTimeOff(work: Work, past: boolean): Promise<TimeOff[]> {
  return work.tx
    .selectFrom('timeOff')
    .select(columns)
    .where('practiceId', '=', work.practiceId)
    .where('removedAt', 'is', null)
    .where('endsAt', past ? '<=' : '>', work.now)
    .orderBy('startsAt', past ? 'desc' : 'asc')
    .limit(200)
    .execute()
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
  return row
}

export async function createTimeOff(work: Work, input: Input): Promise<TimeOff | TimeOffRefused> {
  const read = readTimeOff(input, work)
  if ('refused' in read) return read
  const id = newId()
  const practitionerId = await lockPractitioner(work)
  await work.tx
    .insertInto('timeOff')
    .values({ id, practitionerId, ...read })
    .execute()
  work.audit('timeOff.create', { type: 'timeOff', id }, { kind: read.kind })
  return getTimeOff(work, id)
}

export async function updateTimeOff(
  work: Work,
  id: string,
  input: Input & { version: number },
): Promise<TimeOff | TimeOffRefused | Refused<'stale'>> {
  const read = readTimeOff(input, work)
  if ('refused' in read) return read
  const locked = await lockVersion(work, 'timeOff', id, input.version)
  if ('refused' in locked) return locked
  return write(work, id, read, 'timeOff.update')
}

export async function undoTimeOffEdit(
  work: Work,
  id: string,
  versionMade: number,
): Promise<TimeOff | VersionRefused> {
  const kept = await previousOf<Record<keyof Stored, string | null>>(work, 'timeOff', id, versionMade)
  if ('refused' in kept) return kept
  const { kind, label, startsAt, endsAt, startDate, endDate } = kept.previous
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
    },
    'timeOff.undo',
  )
}

/** Takes time off away, or gives it back: the row stays. */
export async function removeTimeOff(work: Work, id: string, removed: boolean): Promise<{ id: string }> {
  const changed = await work.tx
    .updateTable('timeOff')
    .set((set) => ({ removedAt: removed ? work.now : null, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new NotFound()
  work.audit(removed ? 'timeOff.remove' : 'timeOff.restore', { type: 'timeOff', id })
  return { id }
}

/** Pure: whole days, or a stretch of time; at most a year. A skipped hour moves forward, as clocks do. */
export function readTimeOff(
  input: Input,
  { zone, today }: { zone: string; today: Temporal.PlainDate },
): Stored | TimeOffRefused {
  const { kind, label } = input
  const refuse = (field: string, problem: TimeOffRefused['problem']): TimeOffRefused => ({
    refused: 'time-off',
    field,
    problem,
  })
  if (isPart(input)) {
    const [startsAt, endsAt] = [partStart(input, zone), partEnd(input, zone)]
    if (!startsAt)
      return refuse(input.date ? 'from' : input.scope === 'part' ? 'date' : 'startsAt', 'required')
    if (!endsAt) return refuse(input.date ? 'to' : 'endsAt', 'required')
    if (Temporal.Instant.compare(startsAt, endsAt) >= 0)
      return refuse(input.date ? 'to' : 'endsAt', 'reversed')
    const stored = { kind, label, startsAt, endsAt, startDate: null, endDate: null }
    return tooFar(stored, zone, today) ?? stored
  }
  const { startDate } = input
  if (!startDate) return refuse('startDate', 'required')
  const endDate = input.endDate ?? startDate
  if (Temporal.PlainDate.compare(endDate, startDate) < 0) return refuse('endDate', 'reversed')
  const stored = { kind, label, ...daysRange(startDate, endDate, zone), startDate, endDate }
  return tooFar(stored, zone, today) ?? stored
}

function isPart(input: Input): boolean {
  if (input.scope) return input.scope === 'part'
  return input.startDate === undefined && (input.startsAt !== undefined || input.date !== undefined)
}

function partStart(input: Input, zone: string): Temporal.Instant | undefined {
  if (input.startsAt) return instantOf(input.startsAt, zone)
  return input.date && input.from ? toInstant(input.date.toPlainDateTime(input.from), zone) : undefined
}

function partEnd(input: Input, zone: string): Temporal.Instant | undefined {
  if (input.endsAt) return instantOf(input.endsAt, zone)
  return input.date && input.to ? toInstant(input.date.toPlainDateTime(input.to), zone) : undefined
}

function instantOf(asked: AskedTime, zone: string): Temporal.Instant {
  return asked.kind === 'instant' ? asked.instant : toInstant(asked.wall, zone)
}

function tooFar(stored: Stored, zone: string, today: Temporal.PlainDate): TimeOffRefused | undefined {
  const field = stored.startDate ? 'endDate' : 'to'
  const length = stored.startsAt.until(stored.endsAt)
  if (Temporal.Duration.compare(length, LONGEST_TIME_OFF) > 0)
    return { refused: 'time-off', field, problem: 'tooLong' }
  const { year } = stored.startsAt.toZonedDateTimeISO(zone)
  if (year >= 1990 && year <= today.year + 10) return undefined
  return { refused: 'time-off', field: stored.startDate ? 'startDate' : 'date', problem: 'farDate' }
}

async function write(work: Work, id: string, next: Stored, action: string): Promise<TimeOff> {
  const { kind, label, startsAt, endsAt, startDate, endDate } = await getTimeOff(work, id)
  const previous = JSON.stringify({ kind, label, startsAt, endsAt, startDate, endDate })
  await work.tx
    .updateTable('timeOff')
    .set((set) => ({ ...next, previous, version: set('version', '+', 1) }))
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .execute()
  work.audit(action, { type: 'timeOff', id })
  return getTimeOff(work, id)
}
