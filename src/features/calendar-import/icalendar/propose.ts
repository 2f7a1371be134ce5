import type { PatientMatch } from './match-patients.ts'
import type { ImportedOccurrence } from './occurrence.ts'
import { type KnownNames, looksLikePerson } from '#src/features/patients/index.ts'

/**
 * What the occurrences of one subject would become; the review page shows it and lets it be changed.
 * `appointment` with the one patient it names beyond doubt, `choose` among those it may name, `newPatient`
 * for a person without a file, `timeOff` for whole days and for whatever names nobody (a lunch).
 */
export type Proposal =
  | { readonly kind: 'appointment'; readonly patientId: string }
  | { readonly kind: 'choose'; readonly patientIds: readonly string[] }
  | { readonly kind: 'newPatient' | 'timeOff' }

/** What is cancelled or takes no time comes in as nothing at all. */
export function reasonToSkip({ status, busy }: ImportedOccurrence): 'cancelled' | 'free' | undefined {
  if (status === 'cancelled') return 'cancelled'
  return busy ? undefined : 'free'
}

/** Decides once for all the ways in which a subject's title is written. */
export function proposeFor(
  { titles, allDay }: { readonly titles: readonly string[]; readonly allDay: boolean },
  match: (title: string) => PatientMatch,
  known: KnownNames,
): Proposal {
  if (allDay) return { kind: 'timeOff' }
  const found = titles.map(match)
  const patientIds = [...new Set(found.flatMap(idsOf))]
  const [patientId] = patientIds
  if (patientId === undefined) {
    return { kind: titles.every((title) => looksLikePerson(title, known)) ? 'newPatient' : 'timeOff' }
  }
  const sure = patientIds.length === 1 && found.every((one) => one.kind === 'one' && one.sure)
  return sure ? { kind: 'appointment', patientId } : { kind: 'choose', patientIds }
}

function idsOf(match: PatientMatch): readonly string[] {
  if (match.kind === 'none') return []
  return match.kind === 'one' ? [match.patientId] : match.patientIds
}
