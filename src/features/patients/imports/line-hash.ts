import { createHash } from 'node:crypto'
import type { CandidatePatient } from '../csv/candidate.ts'
import { isGroupKind } from '../csv/read-kind.ts'

/**
 * What tells that a line was imported before: its values once read, so that the same list saved in another
 * encoding or column order is known again. Salted with the practice, so that hashes compare with no other's.
 * Of lines that are equal and yet two people (an export numbers its files) each has its own: `nth` from 1.
 */
export function lineHash(practiceId: string, candidate: CandidatePatient, nth: number): string {
  const { kind } = candidate
  const { lastName, firstName, birthDate, phones, emails, street, postcode, city, referredBy, remarks } =
    candidate
  const values = [lastName, firstName, birthDate, phones, emails, street, postcode, city, referredBy, remarks]
  const apart = [...(isGroupKind(kind) ? [kind] : []), ...(nth > 1 ? [nth] : [])]
  return createHash('sha256')
    .update(JSON.stringify([practiceId, ...values, ...apart]))
    .digest('hex')
}
