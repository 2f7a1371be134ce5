import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { Lang } from '#src/platform/text.ts'
import { Card, Table, type Column } from '#src/ui/index.ts'
import { formatRate } from '../document/words.ts'
import type { InvoiceSnapshot, SnapshotLine } from '../snapshot.ts'
import { invoiceText } from '../invoice-text.ts'

/** The lines of an issued document as they were frozen, and their total. */
export function SnapshotTable({ lang, snapshot }: { lang: Lang; snapshot: InvoiceSnapshot }) {
  const text = invoiceText[lang]
  // One of each, as sessions are: the price is the amount, and a phone need not say it twice.
  const single = snapshot.lines.every((line) => line.quantity === 1)
  const money = (cents: number) => formatCents(cents, lang)
  const taxed = snapshot.totals.groups.some((group) => group.vatMode === 'STANDARD')
  const date = (line: SnapshotLine) =>
    line.serviceDate ? formatDate(Temporal.PlainDate.from(line.serviceDate), 'numeric') : ''
  const vat: Column<SnapshotLine>[] = taxed
    ? [
        {
          label: text.columns.vat,
          cell: (line) => (line.vatMode === 'STANDARD' ? formatRate(line.vatRateBasisPoints) : '—'),
          align: 'end',
        },
      ]
    : []
  const columns: Column<SnapshotLine>[] = [
    { label: text.columns.label, cell: (line) => line.label, primary: true },
    { label: text.columns.date, cell: date, phone: 'detail' },
    {
      label: text.columns.quantity,
      cell: (line) => String(line.quantity),
      align: 'end',
      phone: single ? 'hidden' : undefined,
    },
    ...vat,
    {
      label: text.columns.unitPrice,
      cell: (line) => money(line.unitPriceCents),
      align: 'end',
      phone: single ? 'hidden' : undefined,
    },
    { label: text.columns.amount, cell: (line) => money(line.amountCents), align: 'end', phone: 'aside' },
  ]
  const footer = [
    taxed ? text.totalGross : text.total,
    ...columns.slice(2).map(() => null),
    money(snapshot.totals.totalCents),
  ]
  return (
    <Card padding="flush">
      <Table caption={text.lines} columns={columns} rows={snapshot.lines} footer={footer} />
    </Card>
  )
}
