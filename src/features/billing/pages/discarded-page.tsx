import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, EmptyState, PageHeader, PracticeLayout } from '#src/ui/index.ts'
import type { InvoiceDetail } from '../get-invoice.ts'
import { draftText } from '../draft-text.ts'
import { invoiceText } from '../invoice-text.ts'

/** A discarded draft: an old link explains what became of it, and the way back. */
export function DiscardedPage({ view, invoice }: { view: View; invoice: InvoiceDetail }) {
  const text = draftText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.discardedTitle} width="narrow" floatingAction="none">
      <PageHeader
        title={text.draftFor(invoice.patientName)}
        back={{ href: '/factures?vue=brouillons', label: invoiceText[view.lang].invoices }}
      />
      <EmptyState
        icon="trash-2"
        title={text.discardedTitle}
        action={
          <ActionForm action={`/factures/${invoice.id}/retablissement`} frame={view.frame}>
            <Button icon="rotate-ccw">{text.restore}</Button>
          </ActionForm>
        }
      >
        {text.discardedText}
      </EmptyState>
    </PracticeLayout>
  )
}
