import { newId } from '#src/domain/ids.ts'
import { sumCents } from '#src/domain/money.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type Allocation, spread } from './allocation.ts'
import { type OpenInvoice, lockDebts } from './debts.ts'
import { refreshDue } from './due.ts'
import { getSurvivorId } from './survivor.ts'
import { cashLimits, valueOn } from './law.ts'
import { paymentEvents } from './events.ts'

export const METHODS = ['cheque', 'cash', 'card', 'transfer', 'online'] as const
export type Method = (typeof METHODS)[number]

export interface NewPayment {
  /** Who it is for; the invoice's patient when left out. */
  patientId?: string | undefined
  /** Filled first; what is left goes to the patient's oldest debts. */
  invoiceId?: string | undefined
  method: Method
  /** From 1 cent to 1,000,000 €. */
  amountCents: number
  /** Not after today. */
  receivedOn: Temporal.PlainDate
  cheque?: { number: string; drawer: string; bank: string } | undefined
  /** Shares decided by hand; nothing is spread beyond them. Those of 0 are none. */
  allocations?: readonly Allocation[] | undefined
  /** The practitioner knows of the limit for cash and has a reason. */
  cashConfirmed?: boolean | undefined
}

export type PaymentRefused =
  | Refused<'nobody'>
  | Refused<'not-issued'>
  | Refused<'already-settled'>
  | Refused<'received-later'>
  | Refused<'over-allocated', { allocation: number; dueCents: number }>
  | Refused<'allocations-exceed-amount'>
  | Refused<'cash-over-limit', { limitCents: number }>

export interface Recorded {
  paymentId: string
  amountCents: number
  allocations: readonly Allocation[]
  /** What no invoice took: it stays with the payment until one does. */
  restCents: number
  /** The invoice that was paid first, and what is still owed on it. */
  first: { number: string; dueCents: number } | null
}

/**
 * Records money received and what it pays. Shares never exceed what is owed on an invoice, nor all of them the
 * amount; the invoices' rows are locked while that is decided. Cash above the limit of the code monétaire et
 * financier (L. 112-6: a payer domiciled in France; D. 112-3 knows exceptions) is refused until confirmed: what was
 * received has to be on record either way.
 */
export async function recordPayment(work: Work, input: NewPayment): Promise<Recorded | PaymentRefused> {
  if (Temporal.PlainDate.compare(input.receivedOn, work.today) > 0) return { refused: 'received-later' }
  const patientId = await findPatientId(work, input)
  if (patientId === undefined) return { refused: 'nobody' }
  const byHand = (input.allocations ?? []).filter((share) => share.amountCents > 0)
  const named = [...(input.invoiceId ? [input.invoiceId] : []), ...byHand.map((share) => share.invoiceId)]
  const debts = await lockDebts(work, patientId, named)
  await requireInvoices(
    work,
    named.filter((id) => !debts.some((debt) => debt.invoiceId === id)),
  )
  const shares = decideShares(input, debts)
  if (isRefused(shares)) return shares
  const overLimit = await findCashRefusal(work, input, shares)
  if (overLimit) return overLimit
  const id = newId()
  const cheque = input.method === 'cheque' ? input.cheque : undefined
  await work.tx
    .insertInto('payment')
    .values({
      id,
      patientId,
      method: input.method,
      amountCents: input.amountCents,
      receivedOn: input.receivedOn,
      chequeNumber: cheque?.number ?? '',
      chequeDrawer: cheque?.drawer ?? '',
      chequeBank: cheque?.bank ?? '',
      createdAt: work.now,
    })
    .execute()
  await insertShares(work, id, shares)
  const due = await refreshDue(
    work,
    shares.map((share) => share.invoiceId),
  )
  const restCents = input.amountCents - sumCents(shares.map((share) => share.amountCents))
  work.record(paymentEvents.record, id, {
    patientId,
    amountCents: input.amountCents,
    method: input.method,
    restCents,
  })
  return {
    paymentId: id,
    amountCents: input.amountCents,
    allocations: shares,
    restCents,
    first: firstPaid(shares, debts, due),
  }
}

async function findPatientId(work: Work, input: NewPayment): Promise<string | undefined> {
  const named =
    input.patientId === undefined ? (input.invoiceId ?? input.allocations?.[0]?.invoiceId) : undefined
  if (input.patientId === undefined && named === undefined) return undefined
  if (named === undefined) return getSurvivorId(work, input.patientId ?? '')
  const invoice = await work.tx
    .selectFrom('invoice')
    .select('patientId')
    .where('id', '=', named)
    .executeTakeFirst()
  if (!invoice) throw new NotFound()
  return getSurvivorId(work, invoice.patientId)
}

/** An invoice that is a draft is refused in words; one that is nobody's here does not exist. */
async function requireInvoices(work: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await work.tx.selectFrom('invoice').select('id').where('id', 'in', ids).execute()
  if (rows.length < new Set(ids).size) throw new NotFound()
}

/** By hand where shares were given, else this invoice and then the oldest debts. */
function decideShares(
  input: NewPayment,
  debts: readonly OpenInvoice[],
): readonly Allocation[] | PaymentRefused {
  const first = debts.find((debt) => debt.invoiceId === input.invoiceId)
  if (input.invoiceId !== undefined && !first) return { refused: 'not-issued' }
  if (input.allocations?.some((share) => share.amountCents > 0))
    return checkShares(input, input.allocations, debts)
  if (first?.dueCents === 0) return { refused: 'already-settled' }
  const others = debts.filter((debt) => debt !== first)
  return spread(input.amountCents, first ? [first, ...others] : others).allocations
}

function checkShares(
  input: NewPayment,
  given: readonly Allocation[],
  debts: readonly OpenInvoice[],
): readonly Allocation[] | PaymentRefused {
  const shares = new Map<string, number>()
  for (const [allocation, share] of given.entries()) {
    if (share.amountCents <= 0) continue
    const debt = debts.find((candidate) => candidate.invoiceId === share.invoiceId)
    if (!debt) return { refused: 'not-issued' }
    const amountCents = (shares.get(share.invoiceId) ?? 0) + share.amountCents
    if (amountCents > debt.dueCents) return { refused: 'over-allocated', allocation, dueCents: debt.dueCents }
    shares.set(share.invoiceId, amountCents)
  }
  if (sumCents(shares.values()) > input.amountCents) return { refused: 'allocations-exceed-amount' }
  return [...shares].map(([invoiceId, amountCents]) => ({ invoiceId, amountCents }))
}

/** The limit holds for a debt, not for one handing over: cash already received on these invoices counts. */
async function findCashRefusal(
  work: Work,
  input: NewPayment,
  shares: readonly Allocation[],
): Promise<Refused<'cash-over-limit', { limitCents: number }> | undefined> {
  if (input.method !== 'cash' || input.cashConfirmed) return undefined
  const limitCents = valueOn(cashLimits, input.receivedOn)
  const ids = shares.map((share) => share.invoiceId)
  const before =
    ids.length === 0
      ? []
      : await work.tx
          .selectFrom('paymentAllocation')
          .innerJoin('payment', 'payment.id', 'paymentAllocation.paymentId')
          .select('paymentAllocation.amountCents')
          .where('paymentAllocation.invoiceId', 'in', ids)
          .where('paymentAllocation.releasedAt', 'is', null)
          .where('payment.cancelledAt', 'is', null)
          .where('payment.method', '=', 'cash')
          .execute()
  const cashCents = sumCents(before.map((row) => row.amountCents)) + input.amountCents
  return cashCents > limitCents ? { refused: 'cash-over-limit', limitCents } : undefined
}

/** Adds shares of a payment; a second share of one invoice joins the first. */
export async function insertShares(
  work: Work,
  paymentId: string,
  shares: readonly Allocation[],
): Promise<void> {
  if (shares.length === 0) return
  await work.tx
    .insertInto('paymentAllocation')
    .values(shares.map((share) => ({ id: newId(), paymentId, ...share })))
    .onConflict((conflict) =>
      conflict
        .columns(['practiceId', 'paymentId', 'invoiceId'])
        .where('releasedAt', 'is', null)
        .doUpdateSet((set) => ({
          amountCents: set('paymentAllocation.amountCents', '+', set.ref('excluded.amountCents')),
        })),
    )
    .execute()
}

function firstPaid(
  shares: readonly Allocation[],
  debts: readonly OpenInvoice[],
  due: ReadonlyMap<string, number>,
): Recorded['first'] {
  const debt = debts.find((candidate) => candidate.invoiceId === shares[0]?.invoiceId)
  return debt ? { number: debt.number, dueCents: due.get(debt.invoiceId) ?? 0 } : null
}
