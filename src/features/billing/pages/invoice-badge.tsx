import { Badge } from '#src/ui/index.ts'
import type { InvoiceRow } from '../find-invoices.ts'
import type { Lang } from '#src/platform/text.ts'
import { invoiceText } from '../invoice-text.ts'

/** The state of an invoice in a word. Only what waits for money speaks up. */
export function InvoiceBadge(props: {
  lang: Lang
  invoice: Pick<InvoiceRow, 'kind' | 'status' | 'dueOn' | 'dueCents' | 'totalCents'>
  today: Temporal.PlainDate
}) {
  const { invoice, today } = props
  const text = invoiceText[props.lang]
  switch (invoice.status) {
    case 'draft':
    case 'discarded':
      return <Badge>{text.statuses[invoice.status]}</Badge>
    case 'credited':
      return <Badge tone="neutral">{text.statuses.credited}</Badge>
    case 'paid':
      return (
        <Badge tone="good" icon="check">
          {text.statuses.paid}
        </Badge>
      )
    case 'issued': {
      if (invoice.kind === 'creditNote') return <Badge tone="neutral">{text.creditNote}</Badge>
      if (invoice.dueOn && Temporal.PlainDate.compare(invoice.dueOn, today) < 0)
        return <Badge tone="now">{text.overdue}</Badge>
      return (
        <Badge tone="info">
          {invoice.dueCents < invoice.totalCents ? text.partlyPaid : text.statuses.issued}
        </Badge>
      )
    }
  }
}
