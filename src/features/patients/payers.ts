import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { createChecker } from './contacts.ts'
import { fileIdArray } from './file-ids.ts'
import { getPatientForUpdate } from './patient-store.ts'
import type { Address, AddressInput, InvalidPatient } from './rules.ts'
import { payerEvents } from './events.ts'

export const payerKinds = ['person', 'organisation'] as const
export type PayerKind = (typeof payerKinds)[number]

export interface PayerInput {
  kind: PayerKind
  name: string
  email?: string | undefined
  address?: AddressInput | undefined
  isDefault: boolean
}

export interface Payer {
  id: string
  kind: PayerKind
  name: string
  email: string
  address: Address
  isDefault: boolean
  version: number
}

export type StalePayer = Refused<'stale-payer', { current: Payer }>

/** Adds someone else who pays. At most one payer of a file is proposed by default. */
export async function addPayer(
  work: Work,
  patientId: string,
  input: PayerInput,
): Promise<{ id: string } | InvalidPatient> {
  await getPatientForUpdate(work, patientId)
  const clean = cleanPayer(input)
  if ('refused' in clean) return clean
  if (clean.isDefault) await clearDefault(work, patientId)
  const id = newId()
  await work.tx
    .insertInto('payer')
    .values({ id, patientId, ...clean })
    .execute()
  work.record(payerEvents.create, patientId, { payerId: id })
  return { id }
}

export async function updatePayer(
  work: Work,
  patientId: string,
  id: string,
  version: number,
  input: PayerInput,
): Promise<{ id: string } | InvalidPatient | StalePayer> {
  await getPatientForUpdate(work, patientId)
  const current = await getPayer(work, patientId, id)
  const clean = cleanPayer(input)
  if ('refused' in clean) return clean
  if (clean.isDefault) await clearDefault(work, patientId)
  const changed = await work.tx
    .updateTable('payer')
    .set({ ...clean, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { refused: 'stale-payer', current }
  work.record(payerEvents.update, patientId, { payerId: id })
  return { id }
}

/** Takes a payer off the file; invoices keep theirs, and it can be put back. */
export async function setPayerRemoved(
  work: Work,
  patientId: string,
  id: string,
  removed: boolean,
): Promise<{ id: string }> {
  await getPayer(work, patientId, id, true)
  await work.tx
    .updateTable('payer')
    .set({ removedAt: removed ? work.now : null, isDefault: false })
    .where('id', '=', id)
    .execute()
  work.record(removed ? payerEvents.remove : payerEvents.restore, patientId, { payerId: id })
  return { id }
}

/** One payer of the file (or of one merged into it); another's is NotFound. */
export async function getPayer(
  work: Work,
  patientId: string,
  id: string,
  includeRemoved = false,
): Promise<Payer> {
  let query = work.tx
    .selectFrom('payer')
    .select(['id', 'kind', 'name', 'email', 'isDefault', 'version'])
    .select(['addressStreet', 'addressPostcode', 'addressCity'])
    .where('practiceId', '=', work.practiceId)
    .where('id', '=', id)
    .where((where) => where('patientId', '=', where.fn.any(fileIdArray(patientId))))
  if (!includeRemoved) query = query.where('removedAt', 'is', null)
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound('payer')
  const { addressStreet: street, addressPostcode: postcode, addressCity: city, ...rest } = row
  return { ...rest, kind: row.kind as PayerKind, address: { street, postcode, city } }
}

async function clearDefault(work: Work, patientId: string): Promise<void> {
  await work.tx
    .updateTable('payer')
    .set({ isDefault: false })
    .where((where) => where('patientId', '=', where.fn.any(fileIdArray(patientId))))
    .where('isDefault', '=', true)
    .execute()
}

function cleanPayer(input: PayerInput) {
  const check = createChecker()
  const clean = {
    kind: input.kind,
    name: check.required('name', input.name),
    email: check.email('email', input.email),
    addressStreet: check.lines('address.street', input.address?.street),
    addressPostcode: check.line('address.postcode', input.address?.postcode),
    addressCity: check.line('address.city', input.address?.city),
    isDefault: input.isDefault,
  }
  return check.refusal() ?? clean
}
