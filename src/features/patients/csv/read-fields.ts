import { cleanLine, lengthOf, maxNameLength } from '#src/domain/clean-text.ts'
import { parseDate } from '#src/domain/civil-parse.ts'
import { normalizeEmail } from '#src/domain/email.ts'
import { normalizePhone } from '#src/domain/phone.ts'

import type { RefusalReason } from './candidate.ts'

type Code = RefusalReason['code']

/** Older than anyone has been: the date is a slip. */
const maxAge = 125

// Above this a two-digit year has two readings that are both alive; at 105 the 1920s of 2026 are out.
const maxAgeOfShortYear = 105

export type ReadDate = { readonly date: string; readonly completed: boolean } | { readonly refused: Code }

/**
 * A birth date. `completeYears`: a two-digit year is read in the century that makes the person between
 * 0 and 105 years old, if there is just one; otherwise it is refused, as it always is without the option.
 */
export function readBirthDate(text: string, today: Temporal.PlainDate, completeYears: boolean): ReadDate {
  const answer = parseDate(text)
  if ('date' in answer) return checkBirthDate(answer.date, today)
  if (answer.refused === 'two-digit-year' && completeYears) return completeYear(text, today)
  return { refused: answer.refused === 'empty' ? 'not-a-date' : answer.refused }
}

function checkBirthDate(date: Temporal.PlainDate, today: Temporal.PlainDate): ReadDate {
  if (Temporal.PlainDate.compare(date, today) > 0) return { refused: 'future-date' }
  if (date.year < today.year - maxAge) return { refused: 'too-old' }
  return { date: date.toString(), completed: false }
}

function completeYear(text: string, today: Temporal.PlainDate): ReadDate {
  const answers = ['19', '20'].map((century) => parseDate(text.trim().replace(/(\d{2})$/, `${century}$1`)))
  const dates = answers.flatMap((answer) => ('date' in answer ? [answer.date] : []))
  if (dates.length === 0) return { refused: 'impossible-date' }
  const alive = dates.filter((date) => {
    const age = date.until(today, { largestUnit: 'years' }).years
    return Temporal.PlainDate.compare(date, today) <= 0 && age <= maxAgeOfShortYear
  })
  const [only] = alive
  return only && alive.length === 1
    ? { date: only.toString(), completed: true }
    : { refused: 'two-digit-year' }
}

/** One or several numbers in a cell (`06 … / 01 …`), as E.164. Undefined if any part is not a number. */
export function readPhones(text: string): readonly string[] | undefined {
  const whole = normalizePhone(text)
  return whole ? [whole] : readAll(text.split(/[/;,|\n]|\s(?:ou|et|or|and)\s/i), normalizePhone)
}

/** One or several addresses in a cell. Undefined if any part is not an address. */
export function readEmails(text: string): readonly string[] | undefined {
  return readAll(text.split(/[;,|\n]|\s(?:ou|et|or|and)\s/i), normalizeEmail)
}

/** Four digits are a postcode of the first nine departments whose zero a spreadsheet dropped. */
export function readPostcode(text: string): string {
  const postcode = cleanLine(text)
  return /^[1-9]\d{3}$/.test(postcode) ? `0${postcode}` : postcode
}

/** Splits a full name: `Dupont, Jean`, capitals for the last name, else by the order of the column. */
export function readFullName(
  text: string,
  order: 'lastFirst' | 'firstLast',
): { readonly lastName: string; readonly firstName: string } {
  const name = cleanLine(text)
  const comma = /^([^,]+),\s*(.+)$/.exec(name)
  if (comma) return { lastName: comma[1] ?? '', firstName: comma[2] ?? '' }
  const words = name.split(/\s+/)
  const capitals = words.filter(isCapitals)
  if (capitals.length > 0 && capitals.length < words.length) {
    return { lastName: capitals.join(' '), firstName: words.filter((word) => !isCapitals(word)).join(' ') }
  }
  if (words.length === 1) return { lastName: name, firstName: '' }
  const cut = order === 'lastFirst' ? words.length - 1 : 1
  const [before, after] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')]
  return order === 'lastFirst'
    ? { lastName: before, firstName: after }
    : { lastName: after, firstName: before }
}

/** `trusted`: from a file that Divan wrote, where a `?` is what was typed. */
export function refuseName(text: string, trusted: boolean): Code | undefined {
  const name = cleanLine(text)
  if (name === '') return 'missing'
  if (/[\n\r]/.test(text.trim())) return 'line-break'
  if (lengthOf(name) > maxNameLength) return 'too-long'
  const letters = name.match(/\p{L}/gu)?.length ?? 0
  const lost = name.match(/\?/g)?.length ?? 0
  return !trusted && lost > 0 && lost >= letters ? 'damaged-characters' : undefined
}

function readAll(
  parts: readonly string[],
  read: (part: string) => string | undefined,
): readonly string[] | undefined {
  const values = parts.filter((part) => part.trim() !== '').map(read)
  const found = values.filter((value) => value !== undefined)
  return found.length > 0 && found.length === values.length ? [...new Set(found)] : undefined
}

function isCapitals(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase()
}
