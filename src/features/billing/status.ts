export type InvoiceKind = 'invoice' | 'creditNote'
export type InvoiceStatus = 'draft' | 'issued' | 'paid' | 'credited' | 'discarded'

/** What a person would say of an invoice, from what is stored. A credit note is never paid: it is issued. */
export function statusOf(invoice: {
  kind: string
  status: string
  dueCents: number
  credited: boolean
}): InvoiceStatus {
  if (invoice.status === 'draft' || invoice.status === 'discarded') return invoice.status
  if (invoice.credited) return 'credited'
  return invoice.kind === 'invoice' && invoice.dueCents === 0 ? 'paid' : 'issued'
}
