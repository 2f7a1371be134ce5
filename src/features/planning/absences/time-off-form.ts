import { z } from 'zod'
import { daysRange, resolveWallTime } from '#src/domain/civil-time.ts'
import type { Refused } from '#src/domain/refusal.ts'
import {
  emptyAsAbsent,
  optionalDate,
  optionalLine,
  optionalMoment,
  optionalTime,
  version,
} from '#src/platform/http/fields.ts'
import type { AskedTime } from '#src/domain/start-time.ts'
import { LONGEST_TIME_OFF, readRule, type RuleProblem } from './time-off-rule.ts'

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
  repeat: z.enum(['none', 'weekly', 'fortnightly', 'monthly', 'monthlyDate']).default('none'),
  /** The last day on which it may begin; nothing: for ever. */
  until: optionalDate.optional(),
  /** RFC 5545, from clients. */
  rule: z.preprocess(emptyAsAbsent, z.string().max(500).optional()),
}
export const newTimeOffForm = z.object(fields)
export const timeOffForm = z.object({ ...fields, version })
export type TimeOffInput = z.output<typeof newTimeOffForm>

export interface TimeOff {
  id: string
  kind: string
  label: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** First and last whole day; null for a part of a day. */
  startDate: Temporal.PlainDate | null
  endDate: Temporal.PlainDate | null
  /** RFC 5545; null for what happens once. `startsAt` and `endsAt` are then the first time. */
  rule: string | null
  /** The last day on which it may begin; null: for ever. */
  recursUntil: Temporal.PlainDate | null
  /** Days on which it would begin and does not. */
  excludedDates: Temporal.PlainDate[]
  version: number
}

export type TimeOffRefused = Refused<
  'time-off',
  { field: string; problem: 'required' | 'reversed' | 'tooLong' | 'farDate' | 'skipped' | RuleProblem }
>

export type StoredTimeOff = Omit<TimeOff, 'id' | 'version'>
/** Pure: whole days, or a stretch of time; at most a year, once or again and again. */
export function readTimeOff(
  input: TimeOffInput,
  { zone, today }: { zone: string; today: Temporal.PlainDate },
): StoredTimeOff | TimeOffRefused {
  const { kind, label } = input
  const refuse = (field: string, problem: TimeOffRefused['problem']): TimeOffRefused => ({
    refused: 'time-off',
    field,
    problem,
  })
  const part = isPart(input) ? readPart(input, zone) : readWholeDays(input, zone)
  if ('problem' in part) return refuse(part.field, part.problem)
  const far = tooFar(part, zone, today)
  if (far) return far
  const wall = (instant: Temporal.Instant): Temporal.PlainDateTime =>
    instant.toZonedDateTimeISO(zone).toPlainDateTime()
  const { repeat, until, rule } = input
  const repeated = readRule({ repeat, until, rule, start: wall(part.startsAt), end: wall(part.endsAt), zone })
  if ('problem' in repeated) {
    const field = repeated.problem === 'endsBefore' ? 'until' : rule === undefined ? 'repeat' : 'rule'
    return refuse(field, repeated.problem)
  }
  return { kind, label, ...part, ...repeated, excludedDates: [] }
}

type Part = Pick<StoredTimeOff, 'startsAt' | 'endsAt' | 'startDate' | 'endDate'>
type PartRefused = Pick<TimeOffRefused, 'field' | 'problem'>

/** A time that comes twice is the first at its start and the second at its end: the absence covers both. */
function readPart(input: TimeOffInput, zone: string): Part | PartRefused {
  const start = momentOf(input.startsAt, input.date, input.from)
  const end = momentOf(input.endsAt, input.date, input.to)
  if (!start) {
    return { field: input.date ? 'from' : input.scope === 'part' ? 'date' : 'startsAt', problem: 'required' }
  }
  if (!end) return { field: input.date ? 'to' : 'endsAt', problem: 'required' }
  const startsAt = instantOf(start, zone, 'first')
  const endsAt = instantOf(end, zone, 'second')
  if (!startsAt) return { field: input.date ? 'from' : 'startsAt', problem: 'skipped' }
  if (!endsAt) return { field: input.date ? 'to' : 'endsAt', problem: 'skipped' }
  if (Temporal.Instant.compare(startsAt, endsAt) >= 0) {
    return { field: input.date ? 'to' : 'endsAt', problem: 'reversed' }
  }
  return { startsAt, endsAt, startDate: null, endDate: null }
}

function readWholeDays(input: TimeOffInput, zone: string): Part | PartRefused {
  const { startDate } = input
  if (!startDate) return { field: 'startDate', problem: 'required' }
  const endDate = input.endDate ?? startDate
  if (Temporal.PlainDate.compare(endDate, startDate) < 0) return { field: 'endDate', problem: 'reversed' }
  return { ...daysRange(startDate, endDate, zone), startDate, endDate }
}

function isPart(input: TimeOffInput): boolean {
  if (input.scope) return input.scope === 'part'
  return input.startDate === undefined && (input.startsAt !== undefined || input.date !== undefined)
}

function momentOf(
  asked: AskedTime | undefined,
  date: Temporal.PlainDate | undefined,
  time: Temporal.PlainTime | undefined,
): AskedTime | undefined {
  return asked ?? (date && time ? { kind: 'wall', wall: date.toPlainDateTime(time) } : undefined)
}

/** Undefined for a time that the clocks jump over. */
function instantOf(
  asked: AskedTime,
  zone: string,
  whenTwice: 'first' | 'second',
): Temporal.Instant | undefined {
  if (asked.kind === 'instant') return asked.instant
  const meaning = resolveWallTime(asked.wall, zone)
  return meaning.kind === 'exact'
    ? meaning.instant
    : meaning.kind === 'twice'
      ? meaning[whenTwice]
      : undefined
}

function tooFar(stored: Part, zone: string, today: Temporal.PlainDate): TimeOffRefused | undefined {
  const field = stored.startDate ? 'endDate' : 'to'
  const length = stored.startsAt.until(stored.endsAt)
  if (Temporal.Duration.compare(length, LONGEST_TIME_OFF) > 0)
    return { refused: 'time-off', field, problem: 'tooLong' }
  const { year } = stored.startsAt.toZonedDateTimeISO(zone)
  if (year >= 1990 && year <= today.year + 10) return undefined
  return { refused: 'time-off', field: stored.startDate ? 'startDate' : 'date', problem: 'farDate' }
}
