import { toSearchKey } from '#src/domain/search-key.ts'

/** The kinds of file, as the export names them and as lists may. */
const words = {
  adult: ['adulte', 'adult'],
  minor: ['mineur', 'mineure', 'enfant', 'minor', 'child'],
  couple: ['couple'],
  family: ['famille', 'family'],
} as const
export type FileKind = keyof typeof words

const kinds = Object.keys(words) as FileKind[]

/** What the export writes, with a capital: the first word of each. */
export function kindLabel(kind: FileKind): string {
  const [word] = words[kind]
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

export function readKind(text: string): FileKind | undefined {
  const key = toSearchKey(text)
  return kinds.find((kind) => words[kind].some((word) => word === key))
}

/** A couple or a family: several people in one file. */
export function isGroupKind(kind: string | null | undefined): boolean {
  return kind === 'couple' || kind === 'family'
}

/** A number of a file in its list, as text: a spreadsheet makes `07` a 7. */
export function readRef(text: string): string {
  return text.trim().replace(/^0+(?=\d)/, '')
}

/** The numbers in a cell of members: `02 ; 15`. */
export function readRefs(text: string): readonly string[] {
  const refs = text.split(/[;,|\n]/).map(readRef)
  return [...new Set(refs.filter((ref) => ref !== ''))]
}
