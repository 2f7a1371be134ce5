import { z } from 'zod'
import { MOST_DATES, REPEATS, endOn, lastWallTime, ruleOfRepeat } from '#src/domain/recurrence-repeat.ts'
import { type RecurrenceRule, type RuleRefusal, parseRule } from '#src/domain/recurrence-rule.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { checkbox, emptyAsAbsent, moment, optionalDate, wholeNumber } from '#src/platform/http/fields.ts'
import { SCOPES } from './occurrences.ts'
import type { Choice, Choices } from './plan-dates.ts'

/** One decision; of a hidden field and its checkbox the last one sent counts. */
const choice = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(40))
  .transform((text, context): Choice => {
    if (text === 'take' || text === 'take-anyway' || text === 'skip') return text
    const asked = moment.safeParse(text)
    if (asked.success && asked.data.kind === 'instant') return asked.data.instant
    context.addIssue({ code: 'custom', params: { key: 'invalid' } })
    return z.NEVER
  })

/** What is done with each date, by its key: `2026-12-25` in a series to be made, else an appointment's id. */
const choices = z
  .record(z.string().max(40), choice)
  .refine((given) => Object.keys(given).length <= MOST_DATES)
  .optional()
  .transform((given): Choices => new Map(Object.entries(given ?? {})))

/** Which appointments of a series are meant, and what is done with the dates that were asked about. */
export const scopeFields = {
  scope: z.preprocess(emptyAsAbsent, z.enum(SCOPES).default('this')),
  choices,
  /** Back from the dates to the form. */
  reconsider: checkbox,
}

/** How an appointment repeats: an RFC 5545 `rule`, or what the form offers. */
export const repeatFields = {
  rule: z.preprocess(emptyAsAbsent, z.string().max(500).optional()),
  repeat: z.preprocess(emptyAsAbsent, z.enum(['never', ...REPEATS]).default('never')),
  repeatEnd: z.preprocess(emptyAsAbsent, z.enum(['count', 'until']).optional()),
  repeatCount: wholeNumber(1, 1_000_000),
  repeatUntil: optionalDate,
  choices,
  /** The dates were seen; the page that shows them sends it. */
  reviewed: checkbox,
  /** Back from the dates to the form. */
  reconsider: checkbox,
}

export type RepeatInput = z.output<z.ZodObject<typeof repeatFields>>
export type RepeatRefusal =
  | RuleRefusal
  | Refused<'repeat-end-missing', { field: 'repeatCount' | 'repeatUntil' }>

/** The rule that was asked for, from a first date on; undefined for an appointment that does not repeat. */
export function readRepetition(
  input: RepeatInput,
  start: Temporal.PlainDate,
  zone: string,
): RecurrenceRule | RepeatRefusal | undefined {
  if (input.rule !== undefined) return readRule(input.rule, zone)
  if (input.repeat === 'never') return undefined
  const rule = ruleOfRepeat(input.repeat, start)
  const { repeatCount, repeatUntil } = input
  const end = input.repeatEnd ?? (repeatCount === undefined ? 'until' : 'count')
  if (end === 'count') {
    if (repeatCount === undefined) return { refused: 'repeat-end-missing', field: 'repeatCount' }
    return { ...rule, count: repeatCount }
  }
  if (!repeatUntil) return { refused: 'repeat-end-missing', field: 'repeatUntil' }
  return endOn(rule, repeatUntil, zone)
}

/** UNTIL as a client wrote it (a date, a wall time, a moment) is kept in one form. */
function readRule(text: string, zone: string): RecurrenceRule | RuleRefusal {
  const rule = parseRule(text)
  if ('refused' in rule) return rule
  const last = lastWallTime(rule, zone)
  return last && rule.count === null ? endOn(rule, last.toPlainDate(), zone) : rule
}
