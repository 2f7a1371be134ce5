import { sumCents } from '#src/domain/money.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { spread } from './allocation.ts'
import { lockDebts } from './debts.ts'
import { refreshDue } from './due.ts'
import { getSurvivorId } from './survivor.ts'
import { insertShares } from './record-payment.ts'
import { paymentEvents } from './events.ts'

/** Takes a mistaken payment back: it stays on record, cancelled, and the debts it paid are open again. */
export async function cancelPayment(
  work: Work,
  id: string,
): Promise<{ paymentId: string; reopenedCents: number } | Refused<'already-cancelled'>> {
  const payment = await lockPayment(work, id)
  if (payment.cancelledAt) return { refused: 'already-cancelled' }
  const shares = await getShares(work, id)
  await lockDebts(
    work,
    payment.patientId,
    shares.map((share) => share.invoiceId),
  )
  await setCancelled(work, payment, work.now)
  await refreshDue(
    work,
    shares.map((share) => share.invoiceId),
  )
  const reopenedCents = sumCents(shares.map((share) => share.amountCents))
  work.record(paymentEvents.cancel, id, { reopenedCents })
  return { paymentId: id, reopenedCents }
}

/** Takes a cancellation back, unless the debts were settled otherwise meanwhile. */
export async function restorePayment(
  work: Work,
  id: string,
): Promise<{ paymentId: string } | Refused<'not-cancelled'> | Refused<'settled-otherwise'>> {
  const payment = await lockPayment(work, id)
  if (!payment.cancelledAt) return { refused: 'not-cancelled' }
  const shares = await getShares(work, id)
  const debts = await lockDebts(
    work,
    payment.patientId,
    shares.map((share) => share.invoiceId),
  )
  const fits = shares.every(({ invoiceId, amountCents }) =>
    debts.some((debt) => debt.invoiceId === invoiceId && debt.dueCents >= amountCents),
  )
  if (!fits) return { refused: 'settled-otherwise' }
  await setCancelled(work, payment, null)
  await refreshDue(
    work,
    shares.map((share) => share.invoiceId),
  )
  work.record(paymentEvents.restore, id)
  return { paymentId: id }
}

/** Gives what a payment has left to an invoice, then to the patient's oldest debts. */
export async function allocatePayment(
  work: Work,
  id: string,
  invoiceId?: string,
): Promise<
  { paymentId: string; allocatedCents: number } | Refused<'nothing-left'> | Refused<'nothing-owed'>
> {
  const payment = await lockPayment(work, id)
  const restCents =
    payment.amountCents - sumCents((await getShares(work, id)).map((share) => share.amountCents))
  if (payment.cancelledAt || restCents === 0) return { refused: 'nothing-left' }
  const debts = await lockDebts(work, payment.patientId, invoiceId === undefined ? [] : [invoiceId])
  const first = debts.find((debt) => debt.invoiceId === invoiceId)
  if (invoiceId !== undefined && !first) throw new NotFound()
  const { allocations } = spread(
    restCents,
    first ? [first, ...debts.filter((debt) => debt !== first)] : debts,
  )
  if (allocations.length === 0) return { refused: 'nothing-owed' }
  await insertShares(work, id, allocations)
  await refreshDue(
    work,
    allocations.map((share) => share.invoiceId),
  )
  const allocatedCents = sumCents(allocations.map((share) => share.amountCents))
  work.record(paymentEvents.allocate, id, { allocatedCents, invoices: allocations.length })
  return { paymentId: id, allocatedCents }
}

interface LockedPayment {
  id: string
  patientId: string
  amountCents: number
  cancelledAt: Temporal.Instant | null
  version: number
}

/** A payment's row is locked before the invoices it pays. Throws NotFound. */
async function lockPayment(work: Work, id: string): Promise<LockedPayment> {
  const row = await work.tx
    .selectFrom('payment')
    .select(['id', 'patientId', 'amountCents', 'cancelledAt', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, patientId: await getSurvivorId(work, row.patientId) }
}

async function getShares(work: Work, paymentId: string) {
  return work.tx
    .selectFrom('paymentAllocation')
    .select(['invoiceId', 'amountCents'])
    .where('paymentId', '=', paymentId)
    .where('releasedAt', 'is', null)
    .execute()
}

async function setCancelled(
  work: Work,
  payment: LockedPayment,
  cancelledAt: Temporal.Instant | null,
): Promise<void> {
  await work.tx
    .updateTable('payment')
    .set({ cancelledAt, version: payment.version + 1 })
    .where('id', '=', payment.id)
    .execute()
}
