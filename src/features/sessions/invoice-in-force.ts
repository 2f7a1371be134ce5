import { sql } from '#src/db/sql.ts'

export interface InvoiceInForce {
  id: string
  status: 'draft' | 'issued'
  number: string | null
  dueCents: number
}

/** The invoice or draft that has the session `session.id` of the surrounding query; one whose credit note was issued has not. */
export const invoiceInForce = sql<InvoiceInForce | null>`(
  select json_build_object('id', i.id, 'status', i.status, 'number', i.number, 'dueCents', i.due_cents)
  from invoice_line l join invoice i on i.practice_id = l.practice_id and i.id = l.invoice_id
  where l.practice_id = session.practice_id and l.session_id = session.id
    and i.kind = 'invoice' and i.status in ('draft', 'issued')
    and not exists (
      select from invoice credit
      where credit.practice_id = i.practice_id and credit.credited_invoice_id = i.id and credit.status = 'issued')
  order by i.status = 'issued' desc, i.created_at desc limit 1)`
