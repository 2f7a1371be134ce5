import { displayName } from '#src/domain/person-name.ts'
import type { Person } from './day-queries.ts'

/** The people of an appointment: the couple's or the family's own name where it is with one. */
export function namesOf(patients: readonly Person[]): string {
  const group = patients.find((patient) => patient.kind === 'couple' || patient.kind === 'family')
  return group ? displayName(group) : patients.map(displayName).join(', ')
}
