import { sql } from '#src/db/sql.ts'
import type { Work } from '#src/platform/work.ts'

/**
 * Works out again what is owed on these invoices, from what stands in the database: the total less the shares of
 * payments neither cancelled nor released; nothing where a credit note took the invoice back. The caller holds the
 * invoices' locks, so that nobody else changes those shares meanwhile. Answers what is owed now.
 */
export async function refreshDue(work: Work, invoiceIds: readonly string[]): Promise<Map<string, number>> {
  if (invoiceIds.length === 0) return new Map()
  const rows = await work.tx
    .updateTable('invoice')
    .set({
      dueCents: sql<number>`case when exists (
          select from invoice credit
          where credit.practice_id = invoice.practice_id and credit.credited_invoice_id = invoice.id and credit.status = 'issued'
        ) then 0 else invoice.total_cents - coalesce((
          select sum(share.amount_cents)
          from payment_allocation share
          join payment on payment.practice_id = share.practice_id and payment.id = share.payment_id
          where share.practice_id = invoice.practice_id and share.invoice_id = invoice.id
            and share.released_at is null and payment.cancelled_at is null
        ), 0)::integer end`,
      updatedAt: work.now,
    })
    .where('id', 'in', invoiceIds)
    .where('status', '=', 'issued')
    .where('kind', '=', 'invoice')
    .returning(['id', 'dueCents'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.dueCents]))
}
