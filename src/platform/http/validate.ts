import { z } from 'zod'
import type { Lang } from '../text.ts'
import type { FieldError } from './problem.ts'
import { httpText } from './text.ts'

export type Validated<T> = { ok: true; value: T } | { ok: false; errors: FieldError[] }

/** Parses input with a form schema; every refusal is a sentence in the reader's language at its field. */
export function validate<T>(schema: z.ZodType<T>, input: unknown, lang: Lang): Validated<T> {
  const parsed = schema.safeParse(input, { error: (issue) => sentence(issue, lang) })
  if (parsed.success) return { ok: true, value: parsed.data }
  const errors = new Map<string, FieldError>()
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.')
    // One sentence a field: the first is the one to mend.
    if (!errors.has(field))
      errors.set(field, field === '' ? { message: issue.message } : { field, message: issue.message })
  }
  return { ok: false, errors: [...errors.values()] }
}

type TextKey =
  | 'invalidDate'
  | 'invalidTime'
  | 'invalidAmount'
  | 'invalidEmail'
  | 'invalidId'
  | 'required'
  | 'invalid'

/** For `refine` and `transform` in form schemas: `ctx.addIssue(refusal('invalidDate'))`. */
export function refusal(key: TextKey): { code: 'custom'; params: { key: TextKey } } {
  return { code: 'custom', params: { key } }
}

function sentence(issue: z.core.$ZodRawIssue, lang: Lang): string {
  const text = httpText[lang]
  const missing = issue.input === undefined || issue.input === '' || issue.input === null
  switch (issue.code) {
    case 'custom': {
      const key = (issue.params as { key?: TextKey } | undefined)?.key
      return key ? text[key] : text.invalid
    }
    case 'invalid_value':
      return missing ? text.required : text.invalidChoice
    case 'invalid_format':
      if (missing) return text.required
      return issue.format === 'email'
        ? text.invalidEmail
        : issue.format === 'uuid'
          ? text.invalidId
          : text.invalid
    case 'too_small':
      if (missing || (issue.origin === 'string' && issue.minimum === 1)) return text.required
      if (issue.origin === 'array') return text.required
      return issue.origin === 'string'
        ? text.tooShort(Number(issue.minimum))
        : text.tooSmall(String(issue.minimum))
    case 'too_big':
      return issue.origin === 'string'
        ? text.tooLong(Number(issue.maximum))
        : text.tooBig(String(issue.maximum))
    default:
      return missing ? text.required : text.invalid
  }
}
