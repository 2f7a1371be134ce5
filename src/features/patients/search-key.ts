import { escapeLike } from '#src/db/escape-like.ts'
import { emailSearchKey } from '#src/domain/email.ts'
import { nameSortKey } from '#src/domain/person-name.ts'
import { phoneSearchKey } from '#src/domain/phone.ts'
import { searchWords, toSearchKey } from '#src/domain/search-key.ts'

interface Searched {
  lastName: string
  firstName: string
  emails: readonly string[]
  phones: readonly string[]
}

/**
 * What a file is found and ordered by. The search key is the folded words of the name, each after a space,
 * then mails, then phone digits; queries go through `searchPatterns`.
 */
export function patientKeys(patient: Searched): { searchKey: string; sortKey: string } {
  const parts = [toSearchKey(patient.lastName), toSearchKey(patient.firstName)]
  // `Le Goff` is also typed `legoff`, `Jean-Pierre` `jeanpierre`.
  const joined = parts.filter((part) => part.includes(' ')).map((part) => part.replaceAll(' ', ''))
  const name = [...parts, ...joined].filter((part) => part !== '').join(' ')
  const emails = patient.emails.map(emailSearchKey).join(' ')
  const phones = patient.phones.map((phone) => phoneSearchKey(phone) ?? '').join(' ')
  return { searchKey: ` ${name}\u0001${emails}\u0001${phones}`, sortKey: nameSortKey(patient) }
}

export interface SearchPatterns {
  /** SQL LIKE patterns, all of which a file's key must match: words anywhere, in any order. */
  anywhere: readonly string[]
  /** The same with each word at the start of one: such files come first. */
  atStart: readonly string[]
}

/** Patterns of a query: words of a name, parts of mails (with an @), one phone number in any notation. */
export function searchPatterns(query: string): SearchPatterns {
  const parts = query.trim().slice(0, MAX_QUERY).split(/\s+/)
  const emails = parts.filter((part) => part.includes('@') && part.length > 1)
  const numbers = parts.filter((part) => /^[+(]?[\d().,/·\u2010-\u2015\u2212_-]*\d[\d().,/·-]*$/.test(part))
  const digits = phoneSearchKey(numbers.join(' '))
  const words = searchWords(
    parts.filter((part) => !emails.includes(part) && !(digits && numbers.includes(part))).join(' '),
  )
  const exact = [...emails.map(emailSearchKey), ...(digits ? [digits] : [])].map(
    (part) => `%${escapeLike(part)}%`,
  )
  return {
    anywhere: [...words.map((word) => `%${escapeLike(word)}%`), ...exact],
    atStart: [...words.map((word) => `% ${escapeLike(word)}%`), ...exact],
  }
}

/** Nobody is found by more text than this; a pasted page must not become a thousand patterns. */
const MAX_QUERY = 200
