import { toSearchKey } from './search-key.ts'

// A file in a narrow encoding (Excel's "CSV" is Windows-1252) has `?` wherever the encoding has no letter:
// `?ukaszewski`, `Nguy?n`. These functions let such a name be known again.

// Stands for a lost letter in a key; a private-use character survives toSearchKey.
const lostLetter = '\ue000'

/** Whether a question mark stands against a letter, as a lost one does. */
export function hasLostLetters(name: string): boolean {
  return /[^\s?!.,;:()]\?|\?[^\s?!.,;:()]/.test(name)
}

/** The search key of a name, which keeps the places of its lost letters. */
export function toLostLetterKey(name: string): string {
  return toSearchKey(hasLostLetters(name) ? name.replace(/\?/g, lostLetter) : name)
}

/** What a key with lost letters may have been; undefined when it has none. A ligature counts two letters. */
export function toLostLetterPattern(key: string): RegExp | undefined {
  if (key.indexOf(lostLetter) === -1) return undefined
  const parts = key.split(lostLetter).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.{1,2}')}$`, 'u')
}
