import { NotFound } from '#src/platform/http/problem.ts'
import type { Work } from '#src/platform/work.ts'
import { type InvoiceDetail, presentState } from '../get-invoice.ts'
import { type InvoiceState, stateAtIssue } from '../snapshot.ts'
import { pdfPlace } from './store-invoice-pdf.ts'
import { renderInvoicePdf } from './render.ts'

/**
 * The PDF of an issued document as it stands. As long as nothing has happened since, that is the file stored at issue,
 * whatever fonts and layout have become; otherwise, or before it is stored, it is drawn. Throws NotFound for a draft.
 */
export async function getInvoicePdf(work: Work, invoice: InvoiceDetail): Promise<Buffer> {
  if (!invoice.snapshot) throw new NotFound()
  const state = presentState(invoice)
  const stored = isUntouched(state, stateAtIssue(invoice.snapshot))
    ? await findStored(work, invoice.id)
    : undefined
  return stored ?? renderInvoicePdf(invoice.snapshot, state)
}

/** Whether the document would say the same as on the day of its birth. */
function isUntouched(state: InvoiceState, atIssue: InvoiceState): boolean {
  return state.dueCents === atIssue.dueCents && state.payments.length === 0 && state.creditNote === null
}

async function findStored(work: Work, invoiceId: string): Promise<Buffer | undefined> {
  const { pdfStorageKey, pdfSha256 } = await work.tx
    .selectFrom('invoice')
    .select(['pdfStorageKey', 'pdfSha256'])
    .where('id', '=', invoiceId)
    .executeTakeFirstOrThrow()
  if (pdfStorageKey === null || pdfSha256 === null) return undefined
  return work.files.find({
    key: pdfStorageKey,
    owner: 'accounting',
    place: pdfPlace(invoiceId),
    sha256: pdfSha256,
  })
}
