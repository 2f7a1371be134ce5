import { toSearchKey } from '#src/domain/search-key.ts'
import { type KnownNames, noKnownNames, particles } from './looks-like-person.ts'
import { bareTitle } from './title-words.ts'

export interface NewName {
  firstName: string
  lastName: string
}

/** A title as it is written in a calendar, and how often. */
export interface WrittenTitle {
  title: string
  count: number
}

/**
 * The one name in all the ways a calendar writes it, `Prénom Nom` or `Nom Prénom`: capitals tell, then the names
 * of known patients, then a particle (`Le Goff Gaël`), then the order written most often. A single word is a
 * last name.
 */
export function readNewName(titles: readonly WrittenTitle[], known: KnownNames = noKnownNames): NewName {
  const votes = titles.map(({ title, count }) => ({ ...readOne(bareTitle(title), known), count }))
  const [first] = votes.toSorted((a, b) => b.weight - a.weight || b.count - a.count)
  return { firstName: first?.firstName.slice(0, 300) ?? '', lastName: first?.lastName.slice(0, 300) ?? '' }
}

/** The other reading: what was the first name is the last name. */
export function swapName({ firstName, lastName }: NewName): NewName {
  return { firstName: lastName, lastName: firstName }
}

type Reading = NewName & { weight: number }

function readOne(bare: string, known: KnownNames): Reading {
  const comma = /^([^,]+),\s*(.+)$/.exec(bare)
  if (comma) return { lastName: comma[1] ?? '', firstName: comma[2] ?? '', weight: 4 }
  const words = bare.split(/\s+/)
  const [first = ''] = words
  if (words.length === 1) return { firstName: '', lastName: first, weight: 0 }
  // `DUPONT Marie` is written last name first.
  const shouted = words.filter(isCapitals)
  if (shouted.length > 0 && shouted.length < words.length) {
    const rest = words.filter((word) => !isCapitals(word))
    return { firstName: rest.join(' '), lastName: shouted.join(' '), weight: 4 }
  }
  if (words.length === 2 && isParticle(first)) return { firstName: '', lastName: bare, weight: 0 }
  const firstLast = { firstName: first, lastName: words.slice(1).join(' ') }
  const lastFirst = { lastName: words.slice(0, -1).join(' '), firstName: words.at(-1) ?? '' }
  const [plain, reversed] = [weigh(firstLast, known), weigh(lastFirst, known)]
  if (plain !== reversed) {
    return plain > reversed ? { ...firstLast, weight: 1 + plain } : { ...lastFirst, weight: 1 + reversed }
  }
  return isParticle(first) ? { ...lastFirst, weight: 1 } : { ...firstLast, weight: 0 }
}

/** How many of the two parts are known as such from the practice's patients: 0 to 2. */
function weigh({ firstName, lastName }: NewName, known: KnownNames): number {
  return Number(known.first.has(toSearchKey(firstName))) + Number(known.last.has(toSearchKey(lastName)))
}

function isParticle(word: string): boolean {
  return particles.has(toSearchKey(word))
}

function isCapitals(word: string): boolean {
  return /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase()
}
