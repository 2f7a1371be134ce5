import type { ImportedOccurrence } from './occurrence.ts'
import type { PatientMatch } from './match-patients.ts'

/**
 * What an occurrence would become; the review page shows it and lets it be changed. `appointment` with
 * one patient, `choose` when several bear the name (or it is not sure), `timeOff` for whole days and for
 * whatever names no patient (a lunch), `skip` for what is cancelled or takes no time.
 */
export type Proposal =
  | { readonly kind: 'appointment'; readonly patientId: string }
  | { readonly kind: 'choose'; readonly patientIds: readonly string[] }
  | { readonly kind: 'timeOff' }
  | { readonly kind: 'skip'; readonly because: 'cancelled' | 'free' }

export function proposeFor(occurrence: ImportedOccurrence, match: PatientMatch): Proposal {
  if (occurrence.status === 'cancelled') return { kind: 'skip', because: 'cancelled' }
  if (!occurrence.busy) return { kind: 'skip', because: 'free' }
  if (occurrence.allDay || match.kind === 'none') return { kind: 'timeOff' }
  if (match.kind === 'several') return { kind: 'choose', patientIds: match.patientIds }
  return match.sure
    ? { kind: 'appointment', patientId: match.patientId }
    : { kind: 'choose', patientIds: [match.patientId] }
}
