import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Card,
  EmptyState,
  LinkButton,
  PageHeader,
  Pagination,
  PracticeLayout,
  Stack,
  Table,
  Tabs,
  type Column,
} from '#src/ui/index.ts'
import {
  INVOICE_VIEWS,
  type InvoiceFilter,
  type InvoicePage,
  type InvoiceRow,
  type InvoiceView,
} from '../find-invoices.ts'
import { viewNames } from '../forms.ts'
import { type BillingText, billingText } from '../text.ts'
import { InvoiceBadge } from './invoice-badge.tsx'
import { ListFilter, filterQuery, isFiltered } from './list-filter.tsx'

export interface InvoicesPageProps {
  view: View
  filter: InvoiceFilter
  page: InvoicePage
}

export function InvoicesPage({ view, filter, page }: InvoicesPageProps) {
  const text = billingText[view.lang]
  const newHref = `/factures/nouvelle${filter.patientId ? `?patientId=${filter.patientId}` : ''}`
  return (
    <PracticeLayout
      frame={view.frame}
      title={text.invoices}
      floatingAction={{ href: newHref, label: text.newInvoice }}
    >
      <PageHeader
        title={text.invoices}
        actions={
          <LinkButton href={newHref} icon="plus" variant="primary" desktopOnly>
            {text.newInvoice}
          </LinkButton>
        }
      />
      <Stack>
        <Tabs
          label={text.viewsLabel}
          tabs={INVOICE_VIEWS.map((name) => ({
            href: `/factures${filterQuery(filter, { vue: viewNames[name] })}`,
            label: text.views[name],
            current: name === filter.view,
            count: name === filter.view ? page.count : undefined,
          }))}
        />
        {page.count > 0 || isFiltered(filter) ? (
          <ListFilter
            action="/factures"
            text={text}
            hint={text.searchHint}
            filter={filter}
            hidden={{ vue: viewNames[filter.view] }}
          />
        ) : null}
        <div id="results">
          <Stack>
            {page.items.length === 0 ? (
              <NoInvoice text={text} filter={filter} newHref={newHref} />
            ) : (
              <Card padding="flush">
                <Table
                  caption={text.views[filter.view]}
                  columns={columnsFor(filter.view, text, view)}
                  rows={page.items}
                  href={(row) => `/factures/${row.id}`}
                  muted={(row) => row.status === 'credited'}
                  footer={footerFor(filter.view, text, page, view)}
                />
              </Card>
            )}
            <Pagination
              lang={view.lang}
              nextHref={
                page.next
                  ? `/factures${filterQuery(filter, { vue: viewNames[filter.view], cursor: page.next })}`
                  : undefined
              }
            />
          </Stack>
        </div>
      </Stack>
    </PracticeLayout>
  )
}

function columnsFor(name: InvoiceView, text: BillingText, view: View): Column<InvoiceRow>[] {
  const date = (value: Temporal.PlainDate | null) => (value ? formatDate(value, 'numeric') : '')
  const money = (cents: number) => formatCents(cents, view.lang)
  const patient: Column<InvoiceRow> = {
    label: text.columns.patient,
    cell: (row) => row.patientName,
    primary: true,
  }
  const payer: Column<InvoiceRow> = {
    label: text.columns.payer,
    cell: (row) => row.payerName ?? '',
    show: 'wide',
  }
  const total: Column<InvoiceRow> = {
    label: text.columns.total,
    cell: (row) => money(signed(row, name)),
    align: 'end',
  }
  if (name === 'draft') return [patient, payer, total]
  const issued: Column<InvoiceRow>[] = [
    { label: text.columns.number, cell: (row) => row.number ?? '', narrow: true },
    patient,
    payer,
    { label: text.columns.issuedOn, cell: (row) => date(row.issuedOn) },
  ]
  const status: Column<InvoiceRow> = {
    label: text.columns.status,
    cell: (row) => <InvoiceBadge text={text} invoice={row} today={view.today} />,
    narrow: true,
  }
  if (name === 'creditNote') return [...issued, total]
  const due: Column<InvoiceRow> = {
    label: text.columns.due,
    cell: (row) => (row.kind === 'invoice' ? money(row.dueCents) : ''),
    align: 'end',
  }
  return [...issued, { label: text.columns.dueOn, cell: (row) => date(row.dueOn) }, status, total, due]
}

/** Among invoices a credit note takes away; among credit notes it is what it says. */
function signed(row: InvoiceRow, view: InvoiceView): number {
  return view === 'issued' && row.kind === 'creditNote' ? -row.totalCents : row.totalCents
}

function footerFor(name: InvoiceView, text: BillingText, page: InvoicePage, view: View): (string | null)[] {
  const money = (cents: number) => formatCents(cents, view.lang)
  const label = `${text.sum} (${page.count})`
  switch (name) {
    case 'draft':
      return [label, null, money(page.totalCents)]
    case 'creditNote':
      return [label, null, null, null, money(page.totalCents)]
    default:
      return [label, null, null, null, null, null, money(page.totalCents), money(page.dueCents)]
  }
}

function NoInvoice({ text, filter, newHref }: { text: BillingText; filter: InvoiceFilter; newHref: string }) {
  if (isFiltered(filter)) {
    return (
      <EmptyState
        icon="search"
        title={text.nothingFound}
        action={<LinkButton href={`/factures?vue=${viewNames[filter.view]}`}>{text.showAll}</LinkButton>}
      >
        {text.nothingFoundText}
      </EmptyState>
    )
  }
  const action = (
    <LinkButton href={newHref} icon="plus">
      {text.newInvoice}
    </LinkButton>
  )
  switch (filter.view) {
    case 'unpaid':
      return (
        <EmptyState icon="circle-check" title={text.nothingUnpaid} action={action}>
          {text.nothingUnpaidText}
        </EmptyState>
      )
    case 'draft':
      return (
        <EmptyState icon="file-text" title={text.noDraft} action={action}>
          {text.noDraftText}
        </EmptyState>
      )
    case 'issued':
      return (
        <EmptyState icon="receipt-text" title={text.noIssued} action={action}>
          {text.noIssuedText}
        </EmptyState>
      )
    case 'creditNote':
      return (
        <EmptyState icon="undo-2" title={text.noCreditNote}>
          {text.noCreditNoteText}
        </EmptyState>
      )
  }
}
