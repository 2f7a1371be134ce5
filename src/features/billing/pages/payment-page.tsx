import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  DescriptionList,
  List,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  WithRail,
} from '#src/ui/index.ts'
import type { PaymentRow } from '../find-payments.ts'
import { type PaymentText, paymentText } from '../payment-text.ts'

/** One payment: how it came, what it pays, and its counter-action. */
export function PaymentPageView({ view, payment }: { view: View; payment: PaymentRow }) {
  const text = paymentText[view.lang]
  const amount = formatCents(payment.amountCents, view.lang)
  return (
    <PracticeLayout frame={view.frame} title={text.amountOf(amount)} floatingAction="none">
      <PageHeader
        title={text.amountOf(amount)}
        subtitle={
          <>
            {text.receivedOnDay(formatDate(payment.receivedOn, 'long', view.lang))}
            {' · '}
            <a href={`/patients/${payment.patientId}`}>
              <bdi>{payment.patientName}</bdi>
            </a>
          </>
        }
        badge={payment.cancelledAt ? <Badge>{text.cancelled}</Badge> : undefined}
        back={{ href: '/reglements', label: text.paymentsTitle }}
      />
      <WithRail rail={<CounterAction view={view} text={text} payment={payment} />}>
        <Stack>
          <RestNotice view={view} text={text} payment={payment} />
          <Card>
            <DescriptionList layout="columns" items={details(text, payment)} />
          </Card>
          {payment.allocations.length > 0 && !payment.cancelledAt ? (
            <Card title={text.allocatedTo}>
              <List
                label={text.allocatedTo}
                items={payment.allocations.map((share) => ({
                  title: text.invoiceNumber(share.number),
                  href: `/factures/${share.invoiceId}`,
                  icon: 'receipt-text' as const,
                  aside: formatCents(share.amountCents, view.lang),
                }))}
              />
            </Card>
          ) : null}
        </Stack>
      </WithRail>
    </PracticeLayout>
  )
}

interface PartProps {
  view: View
  text: PaymentText
  payment: PaymentRow
}

function details(text: PaymentText, payment: PaymentRow) {
  const { cheque } = payment
  const items = [{ term: text.method, value: <>{text.methods[payment.method]}</> }]
  if (cheque?.number) items.push({ term: text.chequeNumber, value: <>{cheque.number}</> })
  if (cheque?.drawer) items.push({ term: text.chequeDrawer, value: <>{cheque.drawer}</> })
  if (cheque?.bank) items.push({ term: text.chequeBank, value: <>{cheque.bank}</> })
  return items
}

function RestNotice({ view, text, payment }: PartProps) {
  if (payment.restCents === 0) return null
  return (
    <Notice
      kind="warning"
      title={text.unallocatedAmount(formatCents(payment.restCents, view.lang))}
      actions={
        <ActionForm action={`/reglements/${payment.id}/affectation`} frame={view.frame}>
          <Button size="small">{text.allocateRest}</Button>
        </ActionForm>
      }
    />
  )
}

function CounterAction({ view, text, payment }: PartProps) {
  if (payment.cancelledAt) {
    return (
      <Card tone="sunk">
        <Stack>
          <p>{text.cancelledText}</p>
          <ActionForm action={`/reglements/${payment.id}/retablissement`} frame={view.frame}>
            <Button icon="rotate-ccw" wide>
              {text.restore}
            </Button>
          </ActionForm>
        </Stack>
      </Card>
    )
  }
  return (
    <Card tone="sunk">
      <Stack>
        <p>{text.cancelPaymentText}</p>
        <ActionForm action={`/reglements/${payment.id}/annulation`} frame={view.frame}>
          <Button variant="danger" icon="undo-2" wide>
            {text.cancelPayment}
          </Button>
        </ActionForm>
      </Stack>
    </Card>
  )
}
