import { isId } from '#src/domain/ids.ts'
import { displayName, listName } from '#src/domain/person-name.ts'
import { sql } from '#src/db/sql.ts'
import { detailOf, fileIdArray, searchPatients } from '#src/features/patients/index.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Work } from '#src/platform/work.ts'
import { getSurvivorId } from './survivor.ts'

export interface BilledPatient {
  id: string
  name: string
  payers: readonly { id: string; name: string; isDefault: boolean }[]
}

/** The patient of a form, with the people who may pay. Throws NotFound, for anything that is not an id too. */
export async function getBilledPatient(work: Work, id: string): Promise<BilledPatient> {
  if (!isId(id)) throw new NotFound()
  const survivorId = await getSurvivorId(work, id)
  const rows = await work.tx
    .selectFrom('patient')
    .leftJoin('payer', (join) =>
      join
        .on('payer.removedAt', 'is', null)
        .on('payer.patientId', '=', sql<string>`any(${fileIdArray(survivorId)})`),
    )
    .select([
      'patient.id',
      'patient.firstName',
      'patient.lastName',
      'payer.id as payerId',
      'payer.name as payerName',
      'payer.isDefault',
    ])
    .where('patient.id', '=', survivorId)
    .orderBy('payer.id')
    .execute()
  const [first] = rows
  if (!first) throw new NotFound()
  return {
    id: first.id,
    name: displayName(first),
    payers: rows.flatMap(({ payerId, payerName, isDefault }) =>
      payerId === null || payerName === null
        ? []
        : [{ id: payerId, name: payerName, isDefault: isDefault === true }],
    ),
  }
}

export type MissingIdentity = 'address' | 'siret'

/** What the law wants on an invoice and the practice has not filled in yet. */
export async function findMissingIdentity(work: Work): Promise<MissingIdentity[]> {
  const practice = await work.tx
    .selectFrom('practice')
    .select(['addressStreet', 'addressCity', 'siret'])
    .executeTakeFirstOrThrow()
  const missing: MissingIdentity[] = []
  if (practice.addressStreet === '' || practice.addressCity === '') missing.push('address')
  if (practice.siret === '') missing.push('siret')
  return missing
}

/** A payment of this patient that no invoice has used up, oldest first; undefined when there is none. */
export async function findFreePayment(
  work: Work,
  patientId: string,
): Promise<{ paymentId: string; restCents: number } | undefined> {
  const rest = sql<number>`payment.amount_cents - coalesce((
    select sum(share.amount_cents) from payment_allocation share
    where share.practice_id = payment.practice_id and share.payment_id = payment.id and share.released_at is null), 0)::integer`
  return work.tx
    .selectFrom('payment')
    .select(['payment.id as paymentId', rest.as('restCents')])
    .where('payment.patientId', '=', sql<string>`any(${fileIdArray(patientId)})`)
    .where('payment.cancelledAt', 'is', null)
    .where(rest, '>', 0)
    .orderBy('payment.id')
    .limit(1)
    .executeTakeFirst()
}

const CHOICES = 20

export interface PatientChoice {
  id: string
  name: string
  /** Tells homonyms apart. */
  detail: string
}

/** Living files to choose from: those that match what was typed, else the last ones made. */
export async function findPatientChoices(work: Work, q: string, lang: Lang): Promise<PatientChoice[]> {
  const found = q.trim() === '' ? await findNewest(work) : await searchPatients(work, q, CHOICES)
  return found.map((patient) => ({
    id: patient.id,
    name: listName(patient),
    detail: detailOf(patient, lang),
  }))
}

function findNewest(work: Work) {
  return work.tx
    .selectFrom('patient')
    .select(['id', 'firstName', 'lastName', 'birthDate', 'phones', 'emails'])
    .where('practiceId', '=', work.practiceId)
    .where('mergedIntoId', 'is', null)
    .where('archivedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(CHOICES)
    .execute()
}
