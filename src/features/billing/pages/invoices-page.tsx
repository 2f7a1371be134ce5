import type { View } from '#src/platform/http/visit.ts'
import { formatCents } from '#src/domain/money.ts'
import { LinkButton, PageHeader, PracticeLayout, Stack, Tabs } from '#src/ui/index.ts'
import { INVOICE_VIEWS, type InvoiceFilter, type InvoicePage } from '../find-invoices.ts'
import { viewNames } from '../forms.ts'
import { invoiceText } from '../invoice-text.ts'
import { invoiceColumns } from './invoice-columns.tsx'
import { filterQuery } from './list-filter.tsx'
import { NoInvoice } from './no-invoice.tsx'
import { SearchedList } from './searched-list.tsx'

export interface InvoicesPageProps {
  view: View
  filter: InvoiceFilter
  page: InvoicePage
  /** The practice has no invoice at all yet, not even a draft. */
  isFirst: boolean
}

export function InvoicesPage({ view, filter, page, isFirst }: InvoicesPageProps) {
  const text = invoiceText[view.lang]
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
          }))}
        />
        <SearchedList
          view={view}
          action="/factures"
          hint={text.searchHint}
          filter={filter}
          kept={{ vue: viewNames[filter.view] }}
          page={page}
          counted={text.counts[filter.view](page.count)}
          sum={formatCents(filter.view === 'unpaid' ? page.dueCents : page.totalCents, view.lang)}
          table={{
            caption: text.views[filter.view],
            columns: invoiceColumns(filter.view, view),
            href: (row) => `/factures/${row.id}`,
            muted: (row) => row.status === 'credited',
          }}
          empty={<NoInvoice view={view} list={isFirst ? 'first' : filter.view} newHref={newHref} />}
        />
      </Stack>
    </PracticeLayout>
  )
}
