import { type PersonName, displayName, listName } from '#src/domain/person-name.ts'

/** `Prénom Nom`, as a patient is called on pages, invoices and in the agenda. */
export function patientName(patient: PersonName): string {
  return displayName(patient)
}

/** `Nom Prénom`, for lists in order of the alphabet. */
export function patientListName(patient: PersonName): string {
  return listName(patient)
}
