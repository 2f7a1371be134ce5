import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { View } from '#src/platform/http/visit.ts'
import { type Column, LinkButton } from '#src/ui/index.ts'
import type { InvoiceRow, InvoiceView } from '../find-invoices.ts'
import { invoiceText } from '../invoice-text.ts'
import { InvoiceBadge } from './invoice-badge.tsx'

/** What each list of invoices shows: of those to collect the rest owed, of the others the total. */
export function invoiceColumns(name: InvoiceView, view: View): Column<InvoiceRow>[] {
  const text = invoiceText[view.lang]
  const date = (value: Temporal.PlainDate | null) => (value ? formatDate(value, 'numeric') : '')
  const money = (cents: number) => formatCents(cents, view.lang)
  const patient: Column<InvoiceRow> = {
    label: text.columns.patient,
    cell: (row) => <Who view={view} row={row} />,
    primary: true,
  }
  const total: Column<InvoiceRow> = {
    label: text.columns.total,
    cell: (row) => money(signed(row, name)),
    align: 'end',
    ...(name === 'unpaid' ? { show: 'wide', phone: 'hidden' } : { phone: 'aside' }),
  }
  if (name === 'draft') return [patient, total]
  const issued: Column<InvoiceRow>[] = [
    { label: text.columns.number, cell: (row) => row.number ?? '', narrow: true, phone: 'detail' },
    patient,
    {
      label: text.columns.issuedOn,
      cell: (row) => date(row.issuedOn),
      show: name === 'unpaid' ? 'wide' : undefined,
      phone: 'detail',
    },
  ]
  if (name === 'creditNote') return [...issued, total]
  const due: Column<InvoiceRow> = {
    label: text.columns.due,
    cell: (row) => (row.kind === 'invoice' ? money(row.dueCents) : ''),
    align: 'end',
    ...(name === 'unpaid' ? { phone: 'aside' } : { show: 'wide', phone: 'hidden' }),
  }
  const all: Column<InvoiceRow>[] = [
    ...issued,
    {
      label: text.columns.dueOn,
      cell: (row) => date(row.dueOn),
      show: name === 'unpaid' ? undefined : 'wide',
      phone: 'hidden',
    },
    {
      label: text.columns.status,
      cell: (row) => <InvoiceBadge lang={view.lang} invoice={row} today={view.today} />,
      narrow: true,
      phone: 'end',
    },
    total,
    due,
  ]
  return name === 'unpaid' ? [...all, collect(view)] : all
}

/** The payer only where the patient is not the one who pays. */
function Who({ view, row }: { view: View; row: InvoiceRow }) {
  return (
    <>
      <bdi>{row.patientName}</bdi>
      {row.payerName === null ? null : (
        <span class="cell-note">{invoiceText[view.lang].paidBy(row.payerName)}</span>
      )}
    </>
  )
}

/** Among invoices a credit note takes away; among credit notes it is what it says. */
function signed(row: InvoiceRow, view: InvoiceView): number {
  return view === 'issued' && row.kind === 'creditNote' ? -row.totalCents : row.totalCents
}

/** Where room is short the button is on the invoice's own page. */
function collect(view: View): Column<InvoiceRow> {
  const text = invoiceText[view.lang]
  return {
    label: text.columns.action,
    labelHidden: true,
    narrow: true,
    show: 'wide',
    phone: 'hidden',
    cell: (row) => (
      <LinkButton href={`/reglements/nouveau?invoiceId=${row.id}`} size="small" icon="hand-coins">
        {text.collect}
      </LinkButton>
    ),
  }
}
