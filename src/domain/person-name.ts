import { toSearchKey } from './search-key.ts'

export type PersonName = { readonly firstName: string; readonly lastName: string }

/** `Prénom Nom`, as people are addressed. Either part may be empty (a couple's or a family's file). */
export function displayName(name: PersonName): string {
  return [name.firstName, name.lastName].filter((part) => part !== '').join(' ')
}

/** `Nom Prénom`, as lists and the accountant want it. */
export function listName(name: PersonName): string {
  return [name.lastName, name.firstName].filter((part) => part !== '').join(' ')
}

/** Orders people by last name, then first name, without accents or case. */
export function nameSortKey(name: PersonName): string {
  // A separator below the space, so that `Le Goff` Naïm stays before `Le Goffic` Anne.
  return `${toSearchKey(name.lastName)}\u0001${toSearchKey(name.firstName)}`
}

/** One or two capitals for a badge or a discreet title: `Élodie de La Tour` → `ÉD`, `李` → `李`. */
export function initials(name: PersonName): string {
  return firstLetter(name.firstName) + firstLetter(name.lastName)
}

function firstLetter(text: string): string {
  const letter = Array.from(text.normalize('NFC')).find((character) => toSearchKey(character) !== '')
  return letter === undefined ? '' : letter.toUpperCase()
}

export interface NamedPatient extends PersonName {
  id: string
}

export function patientNames(patients: readonly PersonName[]): string {
  return patients.map((patient) => `${patient.firstName} ${patient.lastName}`.trim()).join(', ')
}
