import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { createChecker } from './contacts.ts'
import { fileIdArray } from './file-ids.ts'
import { getPatientForUpdate } from './patient-store.ts'
import { type InvalidPatient, isGroup } from './rules.ts'
import { guardianEvents } from './events.ts'

export const guardianKinds = ['parent', 'legalGuardian', 'other'] as const
export type GuardianKind = (typeof guardianKinds)[number]

export interface GuardianInput {
  kind: GuardianKind
  lastName: string
  firstName?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  mayBeContacted: boolean
  mayBeBilled: boolean
  mayBeInformed: boolean
}

export interface Guardian {
  id: string
  kind: GuardianKind
  lastName: string
  firstName: string
  email: string
  phone: string
  mayBeContacted: boolean
  mayBeBilled: boolean
  mayBeInformed: boolean
  version: number
}

export type StaleGuardian = Refused<'stale-guardian', { current: Guardian }>

/** Adds a holder of parental authority or a guardian. A couple or family has none: its members do. */
export async function addGuardian(
  work: Work,
  patientId: string,
  input: GuardianInput,
): Promise<{ id: string } | InvalidPatient | Refused<'group-guardian'>> {
  const patient = await getPatientForUpdate(work, patientId)
  if (isGroup(patient.kind)) return { refused: 'group-guardian' }
  const clean = cleanGuardian(input)
  if ('refused' in clean) return clean
  const id = newId()
  await work.tx
    .insertInto('guardian')
    .values({ id, patientId, ...clean })
    .execute()
  work.record(guardianEvents.create, patientId, { guardianId: id })
  return { id }
}

export async function updateGuardian(
  work: Work,
  patientId: string,
  id: string,
  version: number,
  input: GuardianInput,
): Promise<{ id: string } | InvalidPatient | StaleGuardian> {
  const current = await getGuardian(work, patientId, id)
  const clean = cleanGuardian(input)
  if ('refused' in clean) return clean
  const changed = await work.tx
    .updateTable('guardian')
    .set({ ...clean, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { refused: 'stale-guardian', current }
  work.record(guardianEvents.update, patientId, { guardianId: id })
  return { id }
}

/** Takes a guardian off the file; the row and the consents given stay, and it can be put back. */
export async function setGuardianRemoved(
  work: Work,
  patientId: string,
  id: string,
  removed: boolean,
): Promise<{ id: string }> {
  await getGuardian(work, patientId, id, true)
  await work.tx
    .updateTable('guardian')
    .set({ removedAt: removed ? work.now : null })
    .where('id', '=', id)
    .execute()
  work.record(removed ? guardianEvents.remove : guardianEvents.restore, patientId, { guardianId: id })
  return { id }
}

/** One guardian of the file (or of one merged into it); another's is NotFound. */
export async function getGuardian(
  work: Work,
  patientId: string,
  id: string,
  includeRemoved = false,
): Promise<Guardian> {
  let query = work.tx
    .selectFrom('guardian')
    .select(['id', 'kind', 'lastName', 'firstName', 'email', 'phone', 'version'])
    .select(['mayBeContacted', 'mayBeBilled', 'mayBeInformed'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where((where) => where('patientId', '=', where.fn.any(fileIdArray(patientId))))
  if (!includeRemoved) query = query.where('removedAt', 'is', null)
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound('guardian')
  return { ...row, kind: row.kind as GuardianKind }
}

function cleanGuardian(input: GuardianInput) {
  const check = createChecker()
  const clean = {
    kind: input.kind,
    lastName: check.required('lastName', input.lastName),
    firstName: check.line('firstName', input.firstName),
    email: check.email('email', input.email),
    phone: check.phone('phone', input.phone),
    mayBeContacted: input.mayBeContacted,
    mayBeBilled: input.mayBeBilled,
    mayBeInformed: input.mayBeInformed,
  }
  return check.refusal() ?? clean
}
