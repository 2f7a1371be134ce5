import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  ButtonRow,
  type Column,
  EmptyState,
  LinkButton,
  PageHeader,
  PracticeLayout,
  Stack,
} from '#src/ui/index.ts'
import type { PaymentFilter, PaymentPage, PaymentRow } from '../find-payments.ts'
import { paymentText } from '../payment-text.ts'
import { SearchedList } from './searched-list.tsx'

export function PaymentsPage(props: { view: View; filter: PaymentFilter; page: PaymentPage }) {
  const { view, filter, page } = props
  const text = paymentText[view.lang]
  const newHref = `/reglements/nouveau${filter.patientId ? `?patientId=${filter.patientId}` : ''}`
  return (
    <PracticeLayout
      frame={view.frame}
      title={text.paymentsTitle}
      floatingAction={{ href: newHref, label: text.newPayment }}
    >
      <PageHeader
        title={text.paymentsTitle}
        actions={
          <LinkButton href={newHref} icon="plus" variant="primary" desktopOnly>
            {text.newPayment}
          </LinkButton>
        }
      />
      <Stack>
        <SearchedList
          view={view}
          action="/reglements"
          hint={text.paymentSearchHint}
          filter={filter}
          page={page}
          counted={text.counted(page.count)}
          sum={formatCents(page.totalCents, view.lang)}
          table={{
            caption: text.paymentsTitle,
            columns: columnsFor(view),
            href: (row) => `/reglements/${row.id}`,
            muted: (row) => row.cancelledAt !== null,
          }}
          empty={<NoPayment view={view} newHref={newHref} />}
        />
      </Stack>
    </PracticeLayout>
  )
}

function columnsFor(view: View): Column<PaymentRow>[] {
  const text = paymentText[view.lang]
  return [
    {
      label: text.columns.receivedOn,
      cell: (row) => formatDate(row.receivedOn, 'numeric'),
      narrow: true,
      phone: 'detail',
    },
    { label: text.columns.patient, cell: (row) => <bdi>{row.patientName}</bdi>, primary: true },
    {
      label: text.columns.method,
      cell: ({ method, cheque }) => (
        <span class="cell-line">
          {text.methods[method]}
          {cheque?.number ? ` n°\u00a0${cheque.number}` : ''}
        </span>
      ),
      phone: 'detail',
    },
    {
      label: text.columns.invoices,
      show: 'wide',
      cell: (row) =>
        row.allocations.map((share, index) => (
          <>
            {index > 0 ? ', ' : ''}
            <span class="cell-unbroken">{share.number}</span>
          </>
        )),
      phone: 'detail',
    },
    {
      label: text.columns.status,
      cell: (row) => <StateBadge view={view} row={row} />,
      labelHidden: true,
      narrow: true,
      phone: 'end',
    },
    {
      label: text.columns.amount,
      cell: (row) => formatCents(row.amountCents, view.lang),
      align: 'end',
      phone: 'aside',
    },
  ]
}

/** Only what is not as usual speaks up. */
function StateBadge({ view, row }: { view: View; row: PaymentRow }) {
  const text = paymentText[view.lang]
  if (row.cancelledAt) return <Badge>{text.cancelled}</Badge>
  if (row.restCents === 0) return null
  return <Badge tone="warning">{text.unallocatedAmount(formatCents(row.restCents, view.lang))}</Badge>
}

function NoPayment({ view, newHref }: { view: View; newHref: string }) {
  const text = paymentText[view.lang]
  return (
    <EmptyState
      icon="wallet"
      title={text.noPayment}
      action={
        <ButtonRow>
          <LinkButton href="/factures" icon="receipt-text">
            {text.toCollect}
          </LinkButton>
          <LinkButton href={newHref} icon="plus">
            {text.newPayment}
          </LinkButton>
        </ButtonRow>
      }
    >
      {text.noPaymentText}
    </EmptyState>
  )
}
