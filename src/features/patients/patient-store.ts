import { newId } from '#src/domain/ids.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import type { CleanPatient, PatientKind } from './rules.ts'
import { patientKeys } from './search-key.ts'

/** A stored patient with its own fields only (its people are in `findPatientFile`). */
export interface StoredPatient extends CleanPatient {
  id: string
  version: number
  mergedIntoId: string | null
  archivedAt: Temporal.Instant | null
  retentionState: string
}

export const remarksPlace = (id: string): string => `patient.remarks:${id}`

/** Reads and locks one patient for a change. Erased files and other practices' are NotFound. */
export async function getPatientForUpdate(work: Work, id: string): Promise<StoredPatient> {
  const row = await work.tx
    .selectFrom('patient')
    .selectAll()
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where('retentionState', '<>', 'erased')
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('patient')
  return {
    id: row.id,
    kind: row.kind as PatientKind,
    lastName: row.lastName,
    firstName: row.firstName,
    birthDate: row.birthDate,
    emails: row.emails,
    phones: row.phones,
    address: { street: row.addressStreet, postcode: row.addressPostcode, city: row.addressCity },
    referredBy: row.referredBy,
    remarks: await unsealRemarks(work, id, row.remarksSealed),
    version: row.version,
    mergedIntoId: row.mergedIntoId,
    archivedAt: row.archivedAt,
    retentionState: row.retentionState,
  }
}

export async function insertPatient(work: Work, patient: CleanPatient): Promise<string> {
  const id = newId()
  const columns = await toColumns(work, id, patient)
  await work.tx
    .insertInto('patient')
    .values({ id, ...columns, createdAt: work.now, updatedAt: work.now })
    .execute()
  return id
}

/** The columns a patient is written as, its remarks sealed with the file's own key. */
export async function toColumns(work: Work, id: string, patient: CleanPatient) {
  const { kind, lastName, firstName, birthDate, address, referredBy, remarks } = patient
  return {
    kind,
    lastName,
    firstName,
    birthDate,
    emails: [...patient.emails],
    phones: [...patient.phones],
    addressStreet: address.street,
    addressPostcode: address.postcode,
    addressCity: address.city,
    referredBy,
    remarksSealed: remarks === '' ? null : await work.seal(`patient-${id}`, remarksPlace(id), remarks),
    ...patientKeys(patient),
  }
}

export async function unsealRemarks(work: Work, id: string, sealed: Buffer | null): Promise<string> {
  return sealed === null ? '' : work.unseal(`patient-${id}`, remarksPlace(id), sealed)
}
