import { emailSearchKey } from '#src/domain/email.ts'
import { hasLostLetters, toLostLetterKey, toLostLetterPattern } from '#src/domain/lost-letters.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import { isGroupKind } from './read-kind.ts'

/** What people are compared by; candidates and stored patients both have it. */
export type Person = {
  /** A couple or family is never a person, whatever it is called. */
  readonly kind: string | null
  readonly lastName: string
  readonly firstName: string
  readonly birthDate: string | null
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly street: string
  readonly postcode: string
}

/** `certain`: the same person. `possible`: the same name and nothing that tells them apart. */
export type Likeness = 'certain' | 'possible'
export type PersonIndex<Known extends Person> = {
  readonly add: (person: Known) => void
  readonly find: (person: Person) => { readonly person: Known; readonly likeness: Likeness } | undefined
}

/**
 * Finds people already known. Names must agree (without accents or case; a lost letter `?` stands for
 * any letter) and birth dates must not differ. Then one shared birth date, phone, mail or address makes
 * it certain, and so does having none of these on either side; otherwise it is possible.
 */
export function createPersonIndex<Known extends Person>(known: Iterable<Known> = []): PersonIndex<Known> {
  const byKey = new Map<string, Entry<Known>[]>()
  const index: PersonIndex<Known> = {
    add(person) {
      const entry = { person, name: readNameKey(person) }
      for (const key of entryKeys(entry.name, person)) {
        const bucket = byKey.get(key)
        if (bucket) bucket.push(entry)
        else byKey.set(key, [entry])
      }
    },
    find(person) {
      const name = readNameKey(person)
      const near = lookupKeys(name, person).flatMap((key) => byKey.get(key) ?? [])
      let possible: Known | undefined
      for (const entry of near.slice(0, maxNamesakes)) {
        const likeness = sameName(name, entry.name) ? compare(person, entry.person) : undefined
        if (likeness === 'certain') return { person: entry.person, likeness }
        if (likeness === 'possible') possible ??= entry.person
      }
      return possible && { person: possible, likeness: 'possible' }
    },
  }
  for (const person of known) index.add(person)
  return index
}

type Entry<Known> = { readonly person: Known; readonly name: NameKey }
type NameKey = {
  readonly isGroup: boolean
  readonly last: string
  readonly first: string
  readonly lastPattern: RegExp | undefined
  readonly firstPattern: RegExp | undefined
  readonly lost: 'none' | 'last' | 'first' | 'both'
}

// No practice has this many people of one name; a made-up file must not take minutes to compare.
const maxNamesakes = 500

function compare(a: Person, b: Person): Likeness | undefined {
  if (a.birthDate !== null && b.birthDate !== null) return a.birthDate === b.birthDate ? 'certain' : undefined
  const emails = new Set(b.emails.map(emailSearchKey))
  if (a.phones.some((phone) => b.phones.includes(phone))) return 'certain'
  if (a.emails.some((email) => emails.has(emailSearchKey(email)))) return 'certain'
  if (a.street !== '' && a.postcode === b.postcode && toSearchKey(a.street) === toSearchKey(b.street)) {
    return 'certain'
  }
  return isBare(a) && isBare(b) ? 'certain' : 'possible'
}

function isBare(person: Person): boolean {
  return (
    person.birthDate === null &&
    person.phones.length === 0 &&
    person.emails.length === 0 &&
    person.street === ''
  )
}

function readNameKey(person: Person): NameKey {
  const last = hasLostLetters(person.lastName)
  const first = hasLostLetters(person.firstName)
  const [lastKey, firstKey] = [toLostLetterKey(person.lastName), toLostLetterKey(person.firstName)]
  return {
    isGroup: isGroupKind(person.kind),
    last: lastKey,
    first: firstKey,
    lastPattern: toLostLetterPattern(lastKey),
    firstPattern: toLostLetterPattern(firstKey),
    lost: last && first ? 'both' : last ? 'last' : first ? 'first' : 'none',
  }
}

/** Under which keys an entry is found: its whole name, each part that is intact, what it can be reached by. */
function entryKeys({ last, first, lost }: NameKey, person: Person): readonly string[] {
  const reach = reachKeys(person)
  if (lost === 'none') return [`=${last}/${first}`, `last=${last}`, `first=${first}`, ...reach]
  const intact = lost === 'last' ? [`first=${first}`] : lost === 'first' ? [`last=${last}`] : reach
  return [...intact, ...intact.map((key) => `lost ${key}`), ...(lost === 'both' ? [] : reach)]
}

/** A name of which nothing is intact is only sought among people it shares something else with. */
function lookupKeys({ last, first, lost }: NameKey, person: Person): readonly string[] {
  const reach = reachKeys(person)
  if (lost === 'both') return reach
  const others = reach.map((key) => `lost ${key}`)
  if (lost === 'none') return [`=${last}/${first}`, `lost last=${last}`, `lost first=${first}`, ...others]
  return [lost === 'last' ? `first=${first}` : `last=${last}`, ...others]
}

function reachKeys(person: Person): readonly string[] {
  if (isBare(person)) return ['bare']
  return [
    ...(person.birthDate === null ? [] : [`born=${person.birthDate}`]),
    ...person.phones.map((phone) => `phone=${phone}`),
    ...person.emails.map((email) => `email=${emailSearchKey(email)}`),
    ...(person.street === '' ? [] : [`street=${toSearchKey(person.street)}`]),
  ]
}

function sameName(a: NameKey, b: NameKey): boolean {
  return (
    a.isGroup === b.isGroup &&
    samePart(a.last, a.lastPattern, b.last, b.lastPattern) &&
    samePart(a.first, a.firstPattern, b.first, b.firstPattern)
  )
}

function samePart(a: string, patternA: RegExp | undefined, b: string, patternB: RegExp | undefined): boolean {
  return a === b || patternA?.test(b) === true || patternB?.test(a) === true
}
