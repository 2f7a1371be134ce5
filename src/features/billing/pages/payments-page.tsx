import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  Card,
  EmptyState,
  LinkButton,
  PageHeader,
  Pagination,
  PracticeLayout,
  Stack,
  Table,
  type Column,
} from '#src/ui/index.ts'
import type { PaymentFilter, PaymentPage, PaymentRow } from '../find-payments.ts'
import { type BillingText, billingText } from '../text.ts'
import { ListFilter, filterQuery, isFiltered } from './list-filter.tsx'

export function PaymentsPage({
  view,
  filter,
  page,
}: {
  view: View
  filter: PaymentFilter
  page: PaymentPage
}) {
  const text = billingText[view.lang]
  const newHref = `/reglements/nouveau${filter.patientId ? `?patientId=${filter.patientId}` : ''}`
  const money = (cents: number) => formatCents(cents, view.lang)
  return (
    <PracticeLayout
      frame={view.frame}
      title={text.paymentsTitle}
      floatingAction={{ href: newHref, label: text.newPayment }}
    >
      <PageHeader
        title={text.paymentsTitle}
        actions={
          <LinkButton href={newHref} icon="plus" variant="primary">
            {text.newPayment}
          </LinkButton>
        }
      />
      <Stack>
        {page.count > 0 || isFiltered(filter) ? (
          <ListFilter action="/reglements" text={text} hint={text.paymentSearchHint} filter={filter} />
        ) : null}
        <div id="results">
          <Stack>
            {page.items.length === 0 ? (
              <NoPayment text={text} filtered={isFiltered(filter)} />
            ) : (
              <Card padding="flush">
                <Table
                  caption={text.paymentsTitle}
                  columns={columnsFor(text, view)}
                  rows={page.items}
                  href={(row) => `/reglements/${row.id}`}
                  muted={(row) => row.cancelledAt !== null}
                  footer={[`${text.received} (${page.count})`, null, null, null, money(page.totalCents)]}
                />
              </Card>
            )}
            <Pagination
              lang={view.lang}
              nextHref={page.next ? `/reglements${filterQuery(filter, { cursor: page.next })}` : undefined}
            />
          </Stack>
        </div>
      </Stack>
    </PracticeLayout>
  )
}

function columnsFor(text: BillingText, view: View): Column<PaymentRow>[] {
  return [
    { label: text.columns.receivedOn, cell: (row) => formatDate(row.receivedOn, 'numeric'), narrow: true },
    { label: text.columns.patient, cell: (row) => row.patientName, primary: true },
    { label: text.columns.method, cell: (row) => methodCell(text, row) },
    { label: text.columns.invoices, cell: (row) => <Shares text={text} row={row} view={view} /> },
    { label: text.columns.amount, cell: (row) => formatCents(row.amountCents, view.lang), align: 'end' },
  ]
}

function methodCell(text: BillingText, row: PaymentRow): string {
  const number = row.cheque?.number ? ` n° ${row.cheque.number}` : ''
  return text.methods[row.method] + number
}

function Shares({ text, row, view }: { text: BillingText; row: PaymentRow; view: View }) {
  if (row.cancelledAt) return <Badge>{text.cancelled}</Badge>
  return (
    <span>
      {row.allocations.map((share) => share.number).join(', ')}{' '}
      {row.restCents > 0 ? (
        <Badge tone="warning">{text.unallocatedAmount(formatCents(row.restCents, view.lang))}</Badge>
      ) : null}
    </span>
  )
}

function NoPayment({ text, filtered }: { text: BillingText; filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon="search"
        title={text.nothingFound}
        action={<LinkButton href="/reglements">{text.showAll}</LinkButton>}
      >
        {text.nothingFoundText}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="wallet"
      title={text.noPayment}
      action={<LinkButton href="/factures">{text.toCollect}</LinkButton>}
    >
      {text.noPaymentText}
    </EmptyState>
  )
}
