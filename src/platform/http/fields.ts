import { z } from 'zod'
import { parseDate, parseTime } from '#src/domain/civil-parse.ts'
import { cleanLine, cleanText } from '#src/domain/clean-text.ts'
import { isId } from '#src/domain/ids.ts'
import { parseCents } from '#src/domain/money.ts'
import { refusal } from './validate.ts'
import type { AskedTime } from '#src/domain/start-time.ts'

/** What a form leaves empty and what a client sends as null are not there: for `z.preprocess`. */
export const emptyAsAbsent = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

/** A button: a POST without fields of its own. */
export const noForm = z.object({})

/** An id as it stands in tables; refused as no id, whatever else it may be. */
export const id = z.string().refine(isId, refusal('invalidId'))
export const optionalId = z.preprocess(emptyAsAbsent, id.optional())
/** Ids of the same name, at most 20; empty ones are none. */
export const ids = z
  .union([z.string(), z.array(z.string()).max(20)])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat().filter((one) => one !== '')))
  .refine((value) => value.every(isId), refusal('invalidId'))

const typedNumber = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
])
/** The version that an editor saw: a whole number from 0, where 0 is nothing yet. */
export const version = typedNumber.pipe(z.number().int().min(0).max(999_999_999))
/** What a ticked box sends, in a form or in JSON: `true`, `'true'`, `'on'`, `'1'`. All else is not ticked. */
export const checkbox = z.preprocess(
  (value) => value === true || value === 'on' || value === '1' || value === 'true',
  z.boolean(),
)
/** A whole number, typed in digits or sent as a number. Nothing is undefined. */
export const wholeNumber = (min: number, max: number) =>
  z.preprocess(emptyAsAbsent, requiredNumber(min, max).optional())
export const requiredNumber = (min: number, max: number) =>
  typedNumber.pipe(z.number().int().min(min).max(max))
/** One line that must be there, cleaned; `max` counts what is left. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform(cleanLine)
    .pipe(z.string().min(1).max(max))
export const optionalLine = (max: number) =>
  z
    .string()
    .max(max * 4)
    .default('')
    .transform(cleanLine)
    .pipe(z.string().max(max))
export const longText = (max: number) =>
  z
    .string()
    .max(max * 4)
    .nullish()
    .transform((value) => cleanText(value ?? ''))
    .pipe(z.string().max(max))

/** A day as people of either language type it, or `2026-11-24`. */
export const civilDate = z.string().transform((typed, context) => {
  const read = parseDate(typed)
  if ('date' in read) return read.date
  context.addIssue(refusal(read.refused === 'empty' ? 'required' : 'invalidDate'))
  return z.NEVER
})
export const optionalDate = z.preprocess(emptyAsAbsent, civilDate.optional())

/** A time of day as it is typed (`9h30`, `09:30`). */
export const wallTime = z.string().transform((typed, context) => {
  const read = parseTime(typed)
  if ('time' in read) return read.time
  context.addIssue(refusal(read.refused === 'empty' ? 'required' : 'invalidTime'))
  return z.NEVER
})
export const optionalTime = z.preprocess(emptyAsAbsent, wallTime.optional())

/** `2026-11-24T09:00+01:00` is exact; `2026-11-24T09:00` is the practice's wall clock. To the minute. */
export const moment = z.string().transform((typed, context): AskedTime => {
  const read = readMoment(typed.trim())
  if (read) return read
  context.addIssue(refusal('invalidDate'))
  return z.NEVER
})
export const optionalMoment = z.preprocess(emptyAsAbsent, moment.optional())

/** A price typed in euros (`price`) or sent in cents (`priceCents`); the reader takes the one given. */
export const euros = z.preprocess(
  emptyAsAbsent,
  z
    .string()
    .transform((typed, context) => {
      const cents = parseCents(typed)
      if (cents !== undefined && cents >= 0) return cents
      context.addIssue(refusal('invalidAmount'))
      return z.NEVER
    })
    .pipe(z.number().max(10_000_000))
    .optional(),
)

function readMoment(text: string): AskedTime | undefined {
  const shape = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00(?:\.0+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (!shape) return undefined
  const [, date, time, offset] = shape
  try {
    if (offset) return { kind: 'instant', instant: Temporal.Instant.from(`${date}T${time}:00${offset}`) }
    return { kind: 'wall', wall: Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' }) }
  } catch {
    return undefined
  }
}
