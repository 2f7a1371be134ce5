import type { CandidatePatient, RefusedLine } from './candidate.ts'
import type { ColumnMapping } from './columns.ts'
import { createPersonIndex, type Likeness } from './duplicates.ts'
import type { CsvRecord } from './read-records.ts'
import { isGroupKind } from './read-kind.ts'
import { type FileTraits, readRow, type RowOptions } from './read-row.ts'

/** A line that repeats an earlier one, or bears its name. */
export type DuplicateLine = {
  readonly candidate: CandidatePatient
  readonly of: CandidatePatient
  readonly likeness: Likeness
}

export type JudgedLines = {
  readonly accepted: readonly CandidatePatient[]
  /** Certain duplicates of an earlier line: not to be imported. */
  readonly duplicates: readonly DuplicateLine[]
  /** Accepted all the same, but they share a name with an earlier line: worth a look. */
  readonly homonyms: readonly DuplicateLine[]
  readonly refused: readonly RefusedLine[]
}

/** Every line is accepted, a duplicate, or refused with its reasons: none disappears. */
export function judgeLines(
  lines: readonly CsvRecord[],
  mapping: ColumnMapping,
  header: readonly string[] | null,
  options: RowOptions & FileTraits,
): JudgedLines {
  const accepted: CandidatePatient[] = []
  const duplicates: DuplicateLine[] = []
  const homonyms: DuplicateLine[] = []
  const refused: RefusedLine[] = []
  const known = createPersonIndex<CandidatePatient>()
  for (const line of lines) {
    const candidate = readRow(line, mapping, header, options)
    if ('reasons' in candidate) {
      refused.push(candidate)
      continue
    }
    const twin = known.find(candidate)
    const repeats = twin?.likeness === 'certain' && !areNumberedApart(candidate, twin.person)
    if (twin && repeats) duplicates.push({ candidate, of: twin.person, likeness: 'certain' })
    else accepted.push(candidate)
    if (twin && !repeats) homonyms.push({ candidate, of: twin.person, likeness: 'possible' })
    // A duplicate is remembered too: a third line may share only what the second one added.
    known.add(candidate)
  }
  const people = [...accepted, ...duplicates.map(({ candidate }) => candidate)]
  const refs = new Set(people.filter(({ kind }) => !isGroupKind(kind)).map(({ ref }) => ref))
  return { accepted: accepted.map((one) => checkMembers(one, refs)), duplicates, homonyms, refused }
}

/** Two files of one export are two people, however alike. */
function areNumberedApart(a: CandidatePatient, b: CandidatePatient): boolean {
  return a.ref !== '' && b.ref !== '' && a.ref !== b.ref
}

/** Keeps the members that come in with the file, and says which do not. */
function checkMembers(candidate: CandidatePatient, present: ReadonlySet<string>): CandidatePatient {
  if (candidate.memberRefs.length === 0) return candidate
  const memberRefs = candidate.memberRefs.filter((ref) => isGroupKind(candidate.kind) && present.has(ref))
  const missing = candidate.memberRefs.filter((ref) => !memberRefs.includes(ref))
  if (missing.length === 0) return candidate
  const notice = { field: 'members', code: 'members-missing', before: missing.join(', '), after: '' } as const
  return { ...candidate, memberRefs, notices: [...candidate.notices, notice] }
}
