import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, List, Notice, Stack } from '#src/ui/index.ts'
import type { InvoiceDetail } from '../get-invoice.ts'
import { invoiceText } from '../invoice-text.ts'
import { paymentText } from '../payment-text.ts'

interface RailProps {
  view: View
  invoice: InvoiceDetail
  /** Money of this patient that no invoice has used. */
  free: { paymentId: string; restCents: number } | undefined
}

/** Beside an issued invoice: what is owed, what was received, and its counter-action. */
export function InvoiceRail(props: RailProps) {
  const { view, invoice } = props
  const text = invoiceText[view.lang]
  return (
    <Stack>
      <DueCard {...props} />
      <Card title={text.payments}>
        {invoice.payments.length === 0 ? <p class="muted">{text.noPaymentYet}</p> : <Payments {...props} />}
      </Card>
      <CreditCard {...props} />
    </Stack>
  )
}

function DueCard({ view, invoice, free }: RailProps) {
  const text = invoiceText[view.lang]
  if (invoice.status === 'credited') return null
  const last = invoice.payments.at(-1)
  const daysLate = invoice.dueOn ? invoice.dueOn.until(view.today).days : 0
  return (
    <Card title={text.leftToPay} aside={<strong>{formatCents(invoice.dueCents, view.lang)}</strong>}>
      {invoice.dueCents === 0 ? (
        last ? (
          <p>
            {text.acquittedOn(
              formatDate(last.receivedOn, 'long', view.lang),
              paymentText[view.lang].byMethod[last.method],
            )}
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

function Payments({ view, invoice }: RailProps) {
  return (
    <List
      label={invoiceText[view.lang].payments}
      items={invoice.payments.map((payment) => ({
        title: `${paymentText[view.lang].methods[payment.method]}${payment.chequeNumber === '' ? '' : ` n° ${payment.chequeNumber}`}`,
        href: `/reglements/${payment.paymentId}`,
        detail: formatDate(payment.receivedOn, 'long', view.lang),
        aside: formatCents(payment.amountCents, view.lang),
      }))}
    />
  )
}

/** Not undoable: what will happen is said before. */
function CreditCard({ view, invoice }: RailProps) {
  if (invoice.status === 'credited') return null
  const text = invoiceText[view.lang]
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
