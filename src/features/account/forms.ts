import { z } from 'zod'
import { cleanLine, lengthOf, maxNameLength } from '#src/domain/clean-text.ts'
import { normalizeEmail } from '#src/domain/email.ts'
import { refusal } from '#src/platform/http/validate.ts'
import { normalizeIdentifier } from '#src/platform/login/identifier.ts'

/** One line as it is stored; `max` counts characters as people do. */
export function line(max: number = maxNameLength) {
  return z
    .string()
    .transform(cleanLine)
    .pipe(z.string().max(max * 2))
    .superRefine((text, ctx) => {
      if (lengthOf(text) > max) ctx.addIssue({ code: 'too_big', maximum: max, origin: 'string', input: text })
    })
}

export function requiredLine(max: number = maxNameLength) {
  return line(max).pipe(z.string().min(1))
}

/** 200: longer than any phrase somebody types, short enough for argon2 not to be a weapon. */
export const MAX_PASSWORD = 200

/** A password as typed: nothing is trimmed. */
export const password = z.string().min(1).max(MAX_PASSWORD)

export const identifier = z.string().transform(normalizeIdentifier).pipe(z.string().min(1).max(maxNameLength))

/** A mail address or nothing. */
export const optionalEmail = z.string().transform((text, ctx) => {
  if (cleanLine(text) === '') return ''
  const email = normalizeEmail(text)
  if (email === undefined) ctx.addIssue(refusal('invalidEmail'))
  return email ?? ''
})
