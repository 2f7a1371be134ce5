import type { CandidatePatient, RefusedLine } from './candidate.ts'
import type { ColumnMapping } from './columns.ts'
import { createPersonIndex, type Likeness } from './duplicates.ts'
import type { CsvRecord } from './read-records.ts'
import { readRow, type RowOptions } from './read-row.ts'

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
  options: RowOptions,
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
    if (twin?.likeness === 'certain') duplicates.push({ candidate, of: twin.person, likeness: 'certain' })
    else accepted.push(candidate)
    if (twin?.likeness === 'possible') homonyms.push({ candidate, of: twin.person, likeness: 'possible' })
    // A duplicate is remembered too: a third line may share only what the second one added.
    known.add(candidate)
  }
  return { accepted, duplicates, homonyms, refused }
}
