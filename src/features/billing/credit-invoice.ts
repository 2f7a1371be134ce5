import { newId } from '#src/domain/ids.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { lockInvoice } from './draft.ts'
import { refreshDue } from './due.ts'
import { facts, freeze } from './issue-invoice.ts'
import { getLines, insertLines } from './lines.ts'
import { type NumberRefused, takeNumber } from './numbering.ts'
import { getParties, takeSnapshot } from './take-snapshot.ts'
import { invoiceEvents } from './events.ts'

export type CreditRefused =
  | NumberRefused
  | Refused<'not-issued'>
  | Refused<'already-credited', { creditNoteId: string }>

export interface Credited {
  creditNoteId: string
  number: string
  /** What had been paid and is now free for another invoice, in cents. */
  releasedCents: number
}

/**
 * Takes an issued invoice back whole: a credit note with its own number in the same sequence, issued at once, that
 * names the invoice and its date. Nothing is owed on the invoice any more; what was paid on it stays received,
 * without an invoice. Refuses drafts, credit notes, and a second credit note.
 */
export async function creditInvoice(work: Work, id: string): Promise<Credited | CreditRefused> {
  const practice = await work.tx.selectFrom('practice').select('invoicePrefix').executeTakeFirstOrThrow()
  const given = await takeNumber(work, practice.invoicePrefix)
  if (isRefused(given)) return given
  const invoice = await lockInvoice(work, id)
  if (
    invoice.status !== 'issued' ||
    invoice.kind !== 'invoice' ||
    invoice.number === null ||
    invoice.issuedOn === null
  ) {
    return { refused: 'not-issued' }
  }
  const earlier = await work.tx
    .selectFrom('invoice')
    .select('id')
    .where('creditedInvoiceId', '=', id)
    .executeTakeFirst()
  if (earlier) return { refused: 'already-credited', creditNoteId: earlier.id }
  const lines = await getLines(work.tx, id)
  const parties = await getParties(work, invoice)
  const snapshot = takeSnapshot(work, parties, given, lines, {
    number: invoice.number,
    issuedOn: invoice.issuedOn.toString(),
  })
  const creditNoteId = newId()
  await work.tx
    .insertInto('invoice')
    .values({
      id: creditNoteId,
      kind: 'creditNote',
      status: 'draft',
      patientId: invoice.patientId,
      payerId: invoice.payerId,
      creditedInvoiceId: id,
      totalCents: invoice.totalCents,
      dueCents: 0,
      createdAt: work.now,
      updatedAt: work.now,
    })
    .execute()
  await insertLines(work.tx, creditNoteId, lines)
  await freeze(work, creditNoteId, given, snapshot, parties)
  const releasedCents = await releaseShares(work, id)
  await refreshDue(work, [id])
  work.record(invoiceEvents.credit, id, { creditNoteId, releasedCents, ...facts(snapshot) })
  return { creditNoteId, number: given.number, releasedCents }
}

async function releaseShares(work: Work, invoiceId: string): Promise<number> {
  const rows = await work.tx
    .updateTable('paymentAllocation')
    .from('payment')
    .set({ releasedAt: work.now })
    .whereRef('payment.id', '=', 'paymentAllocation.paymentId')
    .where('paymentAllocation.invoiceId', '=', invoiceId)
    .where('paymentAllocation.releasedAt', 'is', null)
    .returning(['paymentAllocation.amountCents', 'payment.cancelledAt'])
    .execute()
  return rows.reduce((sum, row) => sum + (row.cancelledAt ? 0 : row.amountCents), 0)
}
