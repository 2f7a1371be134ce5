import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  Card,
  DescriptionList,
  LinkButton,
  List,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  WithRail,
} from '#src/ui/index.ts'
import type { InvoiceDetail } from '../get-invoice.ts'
import type { InvoiceSnapshot } from '../snapshot.ts'
import { type BillingText, billingText } from '../text.ts'
import { InvoiceBadge } from './invoice-badge.tsx'
import { SnapshotTable } from './snapshot-table.tsx'

export interface InvoicePageProps {
  view: View
  invoice: InvoiceDetail
  snapshot: InvoiceSnapshot
  /** Money of this patient that no invoice has used. */
  free: { paymentId: string; restCents: number } | undefined
}

/** An issued document: what it says, what is owed, and the one next step. */
export function InvoicePage({ view, invoice, snapshot, free }: InvoicePageProps) {
  const text = billingText[view.lang]
  const number = invoice.number ?? ''
  const title = invoice.kind === 'invoice' ? text.invoiceNumber(number) : text.creditNoteNumber(number)
  return (
    <PracticeLayout frame={view.frame} title={title} floatingAction="none">
      <PageHeader
        title={title}
        subtitle={issuedLine(text, invoice, view)}
        badge={<InvoiceBadge text={text} invoice={invoice} today={view.today} />}
        back={{
          href: `/factures?vue=${invoice.kind === 'invoice' ? 'emises' : 'avoirs'}`,
          label: text.invoices,
        }}
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
      <WithRail rail={<Rail view={view} text={text} invoice={invoice} free={free} />}>
        <Stack>
          <CounterNotice text={text} invoice={invoice} />
          <Card>
            <DescriptionList
              layout="columns"
              items={[
                {
                  term: text.patientTerm,
                  value: <a href={`/patients/${invoice.patientId}`}>{snapshot.patient.name}</a>,
                },
                ...(snapshot.payer ? [{ term: text.payerTerm, value: snapshot.payer.name }] : []),
              ]}
            />
          </Card>
          <SnapshotTable lang={view.lang} text={text} snapshot={snapshot} />
          {snapshot.mentions.map((mention) => (
            <p class="muted">{mention}</p>
          ))}
        </Stack>
      </WithRail>
    </PracticeLayout>
  )
}

function issuedLine(text: BillingText, invoice: InvoiceDetail, view: View): string {
  if (!invoice.issuedOn) return ''
  const date = formatDate(invoice.issuedOn, 'long', view.lang)
  return invoice.kind === 'invoice' ? text.issuedOn(date) : text.creditNoteIssuedOn(date)
}

/** An invoice and its credit note lead to each other. */
function CounterNotice({ text, invoice }: { text: BillingText; invoice: InvoiceDetail }) {
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

interface RailProps {
  view: View
  text: BillingText
  invoice: InvoiceDetail
  free: InvoicePageProps['free']
}

function Rail(props: RailProps) {
  const { text, invoice } = props
  if (invoice.kind === 'creditNote') return null
  return (
    <Stack>
      <DueCard {...props} />
      <Card title={text.payments} padding={invoice.payments.length > 0 ? 'flush' : 'normal'}>
        {invoice.payments.length === 0 ? <p class="muted">{text.noPaymentYet}</p> : <Payments {...props} />}
      </Card>
      <CreditCard {...props} />
    </Stack>
  )
}

function DueCard({ view, text, invoice, free }: RailProps) {
  if (invoice.status === 'credited') return null
  const last = invoice.payments.at(-1)
  const daysLate = invoice.dueOn ? invoice.dueOn.until(view.today).days : 0
  return (
    <Card title={text.leftToPay} aside={<strong>{formatCents(invoice.dueCents, view.lang)}</strong>}>
      {invoice.dueCents === 0 ? (
        last ? (
          <p>
            {text.acquittedOn(formatDate(last.receivedOn, 'long', view.lang), text.byMethod[last.method])}
          </p>
        ) : null
      ) : (
        <Stack>
          <p>
            {invoice.dueOn ? text.dueBefore(formatDate(invoice.dueOn, 'long', view.lang)) : ''}
            {daysLate > 0 ? ` · ${text.late(daysLate)}` : ''}
          </p>
          {free ? (
            <Notice
              title={text.free}
              actions={
                <ActionForm
                  action={`/reglements/${free.paymentId}/affectation`}
                  frame={view.frame}
                  fields={{ invoiceId: invoice.id }}
                >
                  <Button size="small">{text.useFree}</Button>
                </ActionForm>
              }
            >
              {text.freeText(formatCents(free.restCents, view.lang))}
            </Notice>
          ) : null}
        </Stack>
      )}
    </Card>
  )
}

function Payments({ view, text, invoice }: RailProps) {
  return (
    <List
      label={text.payments}
      items={invoice.payments.map((payment) => ({
        title: `${text.methods[payment.method]}${payment.chequeNumber === '' ? '' : ` n° ${payment.chequeNumber}`}`,
        href: `/reglements/${payment.paymentId}`,
        detail: formatDate(payment.receivedOn, 'long', view.lang),
        aside: formatCents(payment.amountCents, view.lang),
      }))}
    />
  )
}

/** Not undoable: what will happen is said before. */
function CreditCard({ view, text, invoice }: RailProps) {
  if (invoice.status === 'credited') return null
  const paidCents = invoice.totalCents - invoice.dueCents
  return (
    <Card tone="sunk" title={text.creditTitle}>
      <Stack>
        <p>{text.creditText}</p>
        {paidCents > 0 ? <p>{text.creditPaidText(formatCents(paidCents, view.lang))}</p> : null}
        <ActionForm action={`/factures/${invoice.id}/avoir`} frame={view.frame}>
          <Button variant="danger" icon="undo-2" wide>
            {text.credit}
          </Button>
        </ActionForm>
      </Stack>
    </Card>
  )
}
