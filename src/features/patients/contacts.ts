import { cleanLine, cleanText, lengthOf, maxNameLength } from '#src/domain/clean-text.ts'
import { normalizeEmail } from '#src/domain/email.ts'
import { formatPhone, normalizePhone } from '#src/domain/phone.ts'
import type { InvalidPatient, Problem } from './rules.ts'

/** Cleans the texts of a guardian or payer and gathers every problem under the names of its fields. */
export function createChecker() {
  const problems: Problem[] = []
  const line = (
    field: string,
    typed: string | undefined,
    clean: (text: string) => string = cleanLine,
  ): string => {
    const text = clean(typed ?? '')
    if (lengthOf(text) > maxNameLength) problems.push({ field, code: 'too-long' })
    return text
  }
  return {
    line,
    lines: (field: string, typed: string | undefined) => line(field, typed, cleanText),
    required(field: string, typed: string | undefined): string {
      const text = line(field, typed)
      if (text === '') problems.push({ field, code: 'missing' })
      return text
    },
    email: (field: string, typed: string | undefined) =>
      contact(field, typed, normalizeEmail, 'not-an-email'),
    phone: (field: string, typed: string | undefined) => contact(field, typed, normalizePhone, 'not-a-phone'),
    refusal(): InvalidPatient | undefined {
      return problems.length > 0 ? { refused: 'invalid-patient', problems } : undefined
    },
  }

  function contact(
    field: string,
    typed: string | undefined,
    normalize: (text: string) => string | undefined,
    code: Problem['code'],
  ): string {
    const text = cleanLine(typed ?? '')
    if (text === '') return ''
    const value = normalize(text)
    if (value === undefined) problems.push({ field, code })
    return value ?? ''
  }
}

/** A stored phone as people type it, for a form's field: `06 39 98 12 34` with ordinary spaces. */
export function typedPhone(phone: string): string {
  return formatPhone(phone).replaceAll('\u00a0', ' ')
}
