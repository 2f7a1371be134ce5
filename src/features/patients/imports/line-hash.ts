import { createHash } from 'node:crypto'
import type { CandidatePatient } from '../csv/candidate.ts'

/**
 * What tells that a line was imported before: its values once read, so that the same list saved in another
 * encoding or column order is known again. Salted with the practice, so that hashes compare with no other's.
 */
export function lineHash(practiceId: string, candidate: CandidatePatient): string {
  const { lastName, firstName, birthDate, phones, emails, street, postcode, city, referredBy, remarks } =
    candidate
  const values = [lastName, firstName, birthDate, phones, emails, street, postcode, city, referredBy, remarks]
  return createHash('sha256')
    .update(JSON.stringify([practiceId, ...values]))
    .digest('hex')
}
