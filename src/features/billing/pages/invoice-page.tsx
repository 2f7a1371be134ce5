import { formatDate } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import { LinkButton, Notice, PageHeader, PracticeLayout, Stack, WithRail } from '#src/ui/index.ts'
import type { InvoiceDetail } from '../get-invoice.ts'
import type { InvoiceSnapshot } from '../snapshot.ts'
import { invoiceText } from '../invoice-text.ts'
import { InvoiceBadge } from './invoice-badge.tsx'
import { InvoiceRail } from './invoice-rail.tsx'
import { SnapshotTable } from './snapshot-table.tsx'

export interface InvoicePageProps {
  view: View
  invoice: InvoiceDetail
  snapshot: InvoiceSnapshot
  /** Money of this patient that no invoice has used. */
  free: { paymentId: string; restCents: number } | undefined
}

/** An issued document: what it says, what is owed, and the one next step. */
export function InvoicePage(props: InvoicePageProps) {
  const { view, invoice } = props
  const text = invoiceText[view.lang]
  const number = invoice.number ?? ''
  const isInvoice = invoice.kind === 'invoice'
  const title = isInvoice ? text.invoiceNumber(number) : text.creditNoteNumber(number)
  return (
    <PracticeLayout
      frame={view.frame}
      title={title}
      width={isInvoice ? 'normal' : 'narrow'}
      floatingAction="none"
    >
      <PageHeader
        title={title}
        subtitle={<WhenAndWhose {...props} />}
        badge={<InvoiceBadge lang={view.lang} invoice={invoice} today={view.today} />}
        back={{ href: `/factures?vue=${isInvoice ? 'emises' : 'avoirs'}`, label: text.invoices }}
        actions={
          <>
            <LinkButton href={`/factures/${invoice.id}.pdf`} icon="file-text" newTab>
              {text.openPdf}
            </LinkButton>
            {invoice.dueCents > 0 ? (
              <LinkButton
                href={`/reglements/nouveau?invoiceId=${invoice.id}`}
                icon="hand-coins"
                variant="primary"
              >
                {text.collect}
              </LinkButton>
            ) : null}
          </>
        }
      />
      {isInvoice ? (
        <WithRail rail={<InvoiceRail view={view} invoice={invoice} free={props.free} />}>
          <IssuedDocument {...props} />
        </WithRail>
      ) : (
        <IssuedDocument {...props} />
      )}
    </PracticeLayout>
  )
}

/** `Émise le 23 novembre 2026 · Camille Martin, payée par la mutuelle`. */
function WhenAndWhose({ view, invoice, snapshot }: InvoicePageProps) {
  const text = invoiceText[view.lang]
  const date = invoice.issuedOn ? formatDate(invoice.issuedOn, 'long', view.lang) : ''
  return (
    <>
      {invoice.kind === 'invoice' ? text.issuedOn(date) : text.creditNoteIssuedOn(date)}
      {' · '}
      <a href={`/patients/${invoice.patientId}`}>
        <bdi>{snapshot.patient.name}</bdi>
      </a>
      {snapshot.payer ? `, ${text.paidBy(snapshot.payer.name)}` : ''}
    </>
  )
}

function IssuedDocument({ view, invoice, snapshot }: InvoicePageProps) {
  return (
    <Stack>
      <CounterNotice view={view} invoice={invoice} />
      <SnapshotTable lang={view.lang} snapshot={snapshot} />
      {snapshot.mentions.map((mention) => (
        <p class="muted">{mention}</p>
      ))}
    </Stack>
  )
}

/** An invoice and its credit note lead to each other. */
function CounterNotice({ view, invoice }: Pick<InvoicePageProps, 'view' | 'invoice'>) {
  const text = invoiceText[view.lang]
  const { creditNote, credited } = invoice
  const other = creditNote
    ? { id: creditNote.id, message: text.creditedBy(creditNote.number) }
    : credited
      ? { id: credited.id, message: text.creditsInvoice(credited.number) }
      : undefined
  if (!other) return null
  return (
    <Notice
      title={other.message}
      actions={
        <LinkButton href={`/factures/${other.id}`} size="small">
          {text.see}
        </LinkButton>
      }
    />
  )
}
