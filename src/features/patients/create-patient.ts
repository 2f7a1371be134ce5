import { isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { type MembersRefused, addMembers } from './members.ts'
import { insertPatient } from './patient-store.ts'
import { type InvalidPatient, type PatientInput, cleanPatient, isGroup } from './rules.ts'
import { patientEvents } from './events.ts'

export interface CreatedPatient {
  id: string
}

/**
 * Opens a file. Refuses a missing last name, anything longer than 300 characters, dates that do not exist,
 * mails and phones that are not; members only make sense for a couple or a family.
 */
export async function createPatient(
  work: Work,
  input: PatientInput,
): Promise<CreatedPatient | InvalidPatient | MembersRefused> {
  const patient = cleanPatient(input, work.today)
  if (isRefused(patient)) return patient
  const id = await insertPatient(work, patient)
  if (isGroup(patient.kind) && input.memberIds && input.memberIds.length > 0) {
    const added = await addMembers(work, id, input.memberIds)
    if (isRefused(added)) return added
  }
  work.record(patientEvents.create, id)
  return { id }
}
