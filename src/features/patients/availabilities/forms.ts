import { z } from 'zod'
import { parseDate, parseTime } from '#src/domain/civil-parse.ts'
import { refusal } from '#src/platform/http/validate.ts'

const emptyAsAbsent = (value: unknown): unknown => (value === '' || value === null ? undefined : value)

const wallTime = z.string().transform((typed, context) => {
  const read = parseTime(typed)
  if ('time' in read) return read.time
  context.addIssue(refusal(read.refused === 'empty' ? 'required' : 'invalidTime'))
  return z.NEVER
})

const civilDate = z.string().transform((typed, context) => {
  const read = parseDate(typed)
  if ('date' in read) return read.date
  context.addIssue(refusal('invalidDate'))
  return z.NEVER
})
const dateOrNone = z.preprocess(emptyAsAbsent, civilDate.optional()).transform((date) => date ?? null)

const fields = {
  weekday: z.preprocess(emptyAsAbsent, z.coerce.number().int().min(1).max(7)),
  from: wallTime,
  to: wallTime,
  everyWeeks: z.preprocess(
    (value) => (value === undefined || value === '' ? 1 : Number(value)),
    z.union([z.literal(1), z.literal(2)]),
  ),
  validFrom: dateOrNone,
  validTo: dateOrNone,
}

export const newAvailabilityForm = z.object(fields)
export const availabilityForm = z.object({ ...fields, version: z.coerce.number().int().min(1) })

export const availabilityAnswer = z.object({
  id: z.string(),
  weekday: z.number().int(),
  from: z.string(),
  to: z.string(),
  everyWeeks: z.number().int(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  version: z.number().int(),
})
export const availabilitiesAnswer = z.object({ items: z.array(availabilityAnswer), next: z.null() })
export const idAnswer = z.object({ id: z.string() })
