import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { getGuardian } from './guardians.ts'
import { getPatientForUpdate } from './patient-store.ts'
import { consentEvents } from './events.ts'

/** A channel to be reached by, or an act to agree to. */
export const consentSubjects = ['email', 'sms', 'phone', 'post', 'dataProcessing', 'therapy'] as const
export type ConsentSubject = (typeof consentSubjects)[number]

export interface ConsentInput {
  subject: ConsentSubject
  given: boolean
  /** The day of the decision, not of its entry. */
  decidedOn: Temporal.PlainDate
  /** Who decided, where it is not the patient. */
  guardianId?: string | undefined
}

export interface Consent {
  id: string
  subject: ConsentSubject
  given: boolean
  decidedOn: Temporal.PlainDate
  recordedAt: Temporal.Instant
  guardianId: string | null
}

/**
 * Records a decision; earlier ones stay on record and the latest one, per guardian and act, is in force.
 * A day to come is refused: a consent is recorded once it is given.
 */
export async function recordConsent(
  work: Work,
  patientId: string,
  recordedBy: string,
  input: ConsentInput,
): Promise<{ id: string } | Refused<'future-consent'>> {
  await getPatientForUpdate(work, patientId)
  if (Temporal.PlainDate.compare(input.decidedOn, work.today) > 0) return { refused: 'future-consent' }
  if (input.guardianId !== undefined) await getGuardian(work, patientId, input.guardianId)
  const id = newId()
  await work.tx
    .insertInto('consent')
    .values({
      id,
      patientId,
      ...input,
      guardianId: input.guardianId ?? null,
      recordedAt: work.now,
      recordedBy,
    })
    .execute()
  work.record(consentEvents.record, patientId, { consentId: id, given: input.given })
  return { id }
}

/** The decisions in force among all on record: the latest day wins, then the latest entry. */
export function consentsInForce(consents: readonly Consent[]): readonly Consent[] {
  const latest = new Map<string, Consent>()
  for (const consent of consents) {
    const key = `${consent.guardianId ?? ''}/${consent.subject}`
    const known = latest.get(key)
    if (!known || isLater(consent, known)) latest.set(key, consent)
  }
  return [...latest.values()].sort(
    (a, b) => consentSubjects.indexOf(a.subject) - consentSubjects.indexOf(b.subject),
  )
}

function isLater(a: Consent, b: Consent): boolean {
  const byDay = Temporal.PlainDate.compare(a.decidedOn, b.decidedOn)
  if (byDay !== 0) return byDay > 0
  const byEntry = Temporal.Instant.compare(a.recordedAt, b.recordedAt)
  // Two entries of one moment: ids are made in order.
  return byEntry === 0 ? a.id > b.id : byEntry > 0
}
