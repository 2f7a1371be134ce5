import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import type { CreditRefused } from './credit-invoice.ts'
import type { UpdateRefused } from './draft.ts'
import type { SessionInvoiceRefused } from './invoice-session.ts'
import type { IssueRefused } from './issue-invoice.ts'
import type { PaymentRefused } from './record-payment.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { outcomeText } from './outcome-text.ts'

/** Every way in which an invoice is refused; `lines-edited` is the editor's own: the form again, with other lines. */
export type InvoiceRefused =
  | UpdateRefused
  | IssueRefused
  | CreditRefused
  | SessionInvoiceRefused
  | Refused<'not-discarded'>
  | Refused<'lines-edited'>

export function explainInvoice(refused: InvoiceRefused, lang: Lang): Explained {
  const text = outcomeText[lang].refusals
  const conflict = (message: string, extra?: Explained['extra']): Explained => ({
    status: 409,
    errors: [{ message }],
    ...(extra ? { extra } : {}),
  })
  const invalid = (message: string, field?: string): Explained => ({
    status: 422,
    errors: [field === undefined ? { message } : { message, field }],
  })
  switch (refused.refused) {
    case 'lines-edited':
      return { status: 422, errors: [] }
    case 'stale':
      return conflict(text.stale, { current: refused.current })
    case 'not-draft':
      return conflict(text.notDraft)
    case 'not-issued':
      return conflict(text.notIssued)
    case 'not-held':
      return conflict(text.notHeld)
    case 'not-discarded':
      return conflict(text.notDiscarded)
    case 'already-credited':
      return conflict(text.alreadyCredited, { creditNoteId: refused.creditNoteId })
    case 'earlier-than-last':
      return conflict(text.earlierThanLast(formatDate(refused.lastIssuedOn, 'long', lang)))
    case 'session-invoiced':
      return {
        ...conflict(text.sessionInvoiced, { invoiceId: refused.invoiceId }),
        errors: [{ message: text.sessionInvoiced, field: `lines.${refused.line}.label` }],
      }
    case 'session-of-another':
      return invalid(text.sessionOfAnother, `lines.${refused.line}.label`)
    case 'payer-of-another':
      return invalid(text.payerOfAnother, 'payerId')
    case 'no-lines':
      return invalid(text.noLines, 'lines.0.label')
    case 'total-too-large':
      return invalid(text.totalTooLarge, 'lines.0.price')
  }
}

export type AnyPaymentRefused =
  | PaymentRefused
  | Refused<'already-cancelled'>
  | Refused<'not-cancelled'>
  | Refused<'settled-otherwise'>
  | Refused<'nothing-left'>
  | Refused<'nothing-owed'>

export function explainPayment(refused: AnyPaymentRefused, lang: Lang): Explained {
  const text = outcomeText[lang].refusals
  const conflict = (message: string): Explained => ({ status: 409, errors: [{ message }] })
  const invalid = (field: string, message: string): Explained => ({
    status: 422,
    errors: [{ field, message }],
  })
  switch (refused.refused) {
    case 'nobody':
      return invalid('patientId', text.nobody)
    case 'received-later':
      return invalid('receivedOn', text.receivedLater)
    case 'over-allocated':
      return invalid(
        `allocations.${refused.allocation}.amount`,
        text.overAllocated(formatCents(refused.dueCents, lang)),
      )
    case 'allocations-exceed-amount':
      return invalid('amount', text.allocationsExceedAmount)
    case 'cash-over-limit':
      return invalid('cashConfirmed', text.cashOverLimit(formatCents(refused.limitCents, lang)))
    case 'not-issued':
      return conflict(text.notIssued)
    case 'already-settled':
      return conflict(text.alreadySettled)
    case 'already-cancelled':
      return conflict(text.alreadyCancelled)
    case 'not-cancelled':
      return conflict(text.notCancelled)
    case 'settled-otherwise':
      return conflict(text.settledOtherwise)
    case 'nothing-left':
      return conflict(text.nothingLeft)
    case 'nothing-owed':
      return conflict(text.nothingOwed)
  }
}
