import { hasLostLetters, toLostLetterKey, toLostLetterPattern } from '#src/domain/lost-letters.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import { bareTitle, isTrade, longestTitle } from '#src/features/patients/index.ts'

export type MatchablePatient = { readonly id: string; readonly lastName: string; readonly firstName: string }

/**
 * `sure`: beside the name stand only words of the trade (`RDV`, `- bilan`, `(décalé)`, `1er`). Not sure: other
 * words do, or part of the name is an initial; the review page should ask.
 */
export type PatientMatch =
  | { readonly kind: 'one'; readonly patientId: string; readonly sure: boolean }
  | { readonly kind: 'several'; readonly patientIds: readonly string[] }
  | { readonly kind: 'none' }

/**
 * Finds which patient an event's title names: first and last name in either order, without accents or case,
 * lost letters allowed for; one of the two may be an initial, and a last name may stand alone. Build it once
 * for a whole file.
 */
export function createPatientMatcher(
  patients: Iterable<MatchablePatient>,
): (summary: string) => PatientMatch {
  const full: Names = new Map()
  const initial: Names = new Map()
  const lastAlone: Names = new Map()
  const damaged: { readonly pattern: RegExp; readonly id: string }[] = []
  for (const { id, lastName, firstName } of patients) {
    const last = toLostLetterKey(lastName)
    const first = toLostLetterKey(firstName)
    if (last !== '' && !hasLostLetters(lastName)) addTo(lastAlone, last, id)
    if (last === '' || first === '') continue
    const names = [`${first} ${last}`, `${last} ${first}`]
    if (hasLostLetters(lastName) || hasLostLetters(firstName)) {
      const patterns = names.map(toLostLetterPattern).filter((pattern) => pattern !== undefined)
      damaged.push(...patterns.map((pattern) => ({ pattern, id })))
      continue
    }
    for (const name of names) addTo(full, name, id)
    for (const name of [`${first[0]} ${last}`, `${last} ${first[0]}`, `${first} ${last[0]}`])
      addTo(initial, name, id)
  }
  return (summary) => {
    const words = toWords(summary)
    const named = findRun(words, full)
    if (named) return toMatch(named.ids, named.alone)
    const bare = words.filter((word) => !isTrade(word)).join(' ')
    const repaired = damaged.filter(({ pattern }) => pattern.test(bare)).map(({ id }) => id)
    if (repaired.length > 0) return toMatch(new Set(repaired), true)
    const abbreviated = findRun(words, initial)
    if (abbreviated?.alone) return toMatch(abbreviated.ids, false)
    return toMatch(lastAlone.get(toSearchKey(bareTitle(summary))) ?? new Set(), false)
  }
}

type Names = Map<string, Set<string>>

// `Marie-Ange de La Tour du Pin` is eight words; nobody writes more of a name into a calendar.
const longestName = 8

/** The longest run of words that is a name, and whether only words of the trade stand around it. */
function findRun(
  words: readonly string[],
  names: Names,
): { ids: ReadonlySet<string>; alone: boolean } | undefined {
  for (let length = Math.min(longestName, words.length); length >= 2; length--) {
    const ids = new Set<string>()
    let alone = true
    for (let start = 0; start + length <= words.length; start++) {
      const found = names.get(words.slice(start, start + length).join(' '))
      if (!found) continue
      for (const id of found) ids.add(id)
      alone &&= [...words.slice(0, start), ...words.slice(start + length)].every(isTrade)
    }
    if (ids.size > 0) return { ids, alone }
  }
  return undefined
}

function toWords(summary: string): readonly string[] {
  const key = toSearchKey(summary.slice(0, longestTitle))
  return key === '' ? [] : key.split(' ')
}

function toMatch(ids: ReadonlySet<string>, sure: boolean): PatientMatch {
  const [first] = ids
  if (first === undefined) return { kind: 'none' }
  return ids.size === 1 ? { kind: 'one', patientId: first, sure } : { kind: 'several', patientIds: [...ids] }
}

function addTo(names: Names, name: string, id: string): void {
  const ids = names.get(name)
  if (ids) ids.add(id)
  else names.set(name, new Set([id]))
}
