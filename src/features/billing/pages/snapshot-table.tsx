import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import type { Lang } from '#src/platform/text.ts'
import { Card, Table, type Column } from '#src/ui/index.ts'
import { formatRate } from '../document/words.ts'
import type { InvoiceSnapshot, SnapshotLine } from '../snapshot.ts'
import type { BillingText } from '../text.ts'

/** The lines of an issued document as they were frozen, and their total. */
export function SnapshotTable({
  lang,
  text,
  snapshot,
}: {
  lang: Lang
  text: BillingText
  snapshot: InvoiceSnapshot
}) {
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
    { label: text.columns.date, cell: date },
    { label: text.columns.quantity, cell: (line) => String(line.quantity), align: 'end' },
    ...vat,
    { label: text.columns.unitPrice, cell: (line) => money(line.unitPriceCents), align: 'end' },
    { label: text.columns.amount, cell: (line) => money(line.amountCents), align: 'end' },
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
