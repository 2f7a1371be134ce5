import type { PatientField } from './columns.ts'
import type { FileKind } from './read-kind.ts'

/** A patient as a line of a file (or a vCard) describes it, checked but not yet stored. */
export type CandidatePatient = {
  /** Row as a spreadsheet counts (the header is 1), and line of text; for a vCard, the card's number twice. */
  readonly row: number
  readonly line: number
  /** What the file says it is; null where the birth date decides. */
  readonly kind: FileKind | null
  readonly lastName: string
  readonly firstName: string
  /** ISO civil date. */
  readonly birthDate: string | null
  /** E.164, without repeats. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly referredBy: string
  readonly remarks: string
  /** The number that the file gives this line, and those of a couple's or family's members; may be empty. */
  readonly ref: string
  readonly memberRefs: readonly string[]
  /** ISO civil date since when the file is archived; null for one in use. */
  readonly archivedOn: string | null
  readonly notices: readonly Notice[]
}

/**
 * What was changed or looks odd in an accepted line. `postcode-zero`: the leading zero that a
 * spreadsheet dropped is back. `century-completed`: a two-digit year was read in the only century
 * possible. `lost-letters`: `?` stands where the file's encoding had no letter. `kept-in-remarks`: the
 * cell could not be read as its field and stands in the remarks. `one-name`: no first name. `members-missing`:
 * numbers of members that are no line of the file that is imported, or of a person, who has none.
 */
export type Notice = {
  readonly field: PatientField
  readonly code:
    | 'postcode-zero'
    | 'century-completed'
    | 'lost-letters'
    | 'kept-in-remarks'
    | 'one-name'
    | 'members-missing'
  readonly before: string
  readonly after: string
}

export type RefusalReason = {
  /** `line` when the reason concerns no single field. */
  readonly field: PatientField | 'line'
  readonly code:
    | 'missing'
    | 'too-long'
    | 'line-break'
    | 'damaged-characters'
    | 'not-a-date'
    | 'impossible-date'
    | 'two-digit-year'
    | 'future-date'
    | 'too-old'
    | 'not-an-email'
    | 'not-a-phone'
    | 'not-a-kind'
    | 'group-birth-date'
    | 'total-line'
    | 'header-line'
    | 'too-many-cells'
    | 'broken-quotes'
    | 'broken-card'
  /** The cell as it stands in the file. */
  readonly value: string
}

export type RefusedLine = {
  readonly row: number
  readonly line: number
  readonly cells: readonly string[]
  readonly reasons: readonly RefusalReason[]
}
