import type { View, Visit } from '#src/platform/http/visit.ts'
import {
  type BilledPatient,
  type MissingIdentity,
  findFreePayment,
  findMissingIdentity,
  getBilledPatient,
} from '../editor-data.ts'
import { editorLines } from '../editor.ts'
import { type InvoiceDetail, getInvoice } from '../get-invoice.ts'
import { DiscardedPage } from './discarded-page.tsx'
import { DraftPage } from './draft-page.tsx'
import { InvoicePage } from './invoice-page.tsx'

export interface ShownInvoice {
  invoice: InvoiceDetail
  /** What the editor of a draft offers. */
  editor?: { patient: BilledPatient; missing: readonly MissingIdentity[] }
  free?: { paymentId: string; restCents: number } | undefined
}

export async function loadInvoicePage(visit: Visit, id: string): Promise<ShownInvoice> {
  const invoice = await getInvoice(visit, id)
  if (invoice.status === 'draft') {
    return {
      invoice,
      editor: {
        patient: await getBilledPatient(visit, invoice.patientId),
        missing: await findMissingIdentity(visit),
      },
    }
  }
  return { invoice, free: invoice.dueCents > 0 ? await findFreePayment(visit, invoice.patientId) : undefined }
}

/** An invoice looks like what it is: a form while it is a draft, a document afterwards. */
export function showInvoicePage({ invoice, editor, free }: ShownInvoice, view: View) {
  if (invoice.snapshot)
    return <InvoicePage view={view} invoice={invoice} snapshot={invoice.snapshot} free={free} />
  if (!editor) return <DiscardedPage view={view} invoice={invoice} />
  return (
    <DraftPage
      view={view}
      patient={editor.patient}
      draft={invoice}
      payerId={invoice.payer?.id ?? ''}
      lines={editorLines(invoice.lines)}
      missing={editor.missing}
    />
  )
}
