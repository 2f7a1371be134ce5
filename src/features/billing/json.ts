import type { PaymentRow } from './find-payments.ts'
import type { InvoicePage } from './find-invoices.ts'
import type { InvoiceDetail } from './get-invoice.ts'

/** An invoice as API clients read it. */
export function invoiceJson(invoice: InvoiceDetail): object {
  const { id, number, kind, status, patientId, payer, issuedOn, dueOn, totalCents, dueCents, version } =
    invoice
  return {
    id,
    number,
    kind,
    status,
    patientId,
    payer,
    issuedOn,
    dueOn,
    lines: invoice.lines,
    totalCents,
    dueCents,
    version,
    payments: invoice.payments.map(({ paymentId, receivedOn, method, amountCents }) => ({
      paymentId,
      receivedOn,
      method,
      amountCents,
    })),
    creditNoteId: invoice.creditNote?.id ?? null,
    creditedInvoiceId: invoice.credited?.id ?? null,
  }
}

export function invoicesJson(page: InvoicePage): object {
  return {
    items: page.items.map(({ patientName: _name, payerName, ...row }) => ({
      ...row,
      payer: payerName === null ? null : { name: payerName },
    })),
    next: page.next,
    count: page.count,
    totalCents: page.totalCents,
    dueCents: page.dueCents,
  }
}

/** A payment as API clients read it. `depositId`: what took it to the bank; nothing does yet. */
export function paymentJson(payment: PaymentRow): object {
  const { id, patientId, method, amountCents, receivedOn, cheque, cancelledAt, restCents } = payment
  return {
    id,
    patientId,
    method,
    amountCents,
    receivedOn,
    cheque,
    allocations: payment.allocations.map((share) => ({
      invoiceId: share.invoiceId,
      amountCents: share.amountCents,
    })),
    unallocatedCents: restCents,
    cancelledAt,
    depositId: null,
  }
}
