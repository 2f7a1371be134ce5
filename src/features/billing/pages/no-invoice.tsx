import type { View } from '#src/platform/http/visit.ts'
import { ButtonRow, EmptyState, LinkButton } from '#src/ui/index.ts'
import type { InvoiceView } from '../find-invoices.ts'
import { invoiceText } from '../invoice-text.ts'

/** What an empty list of invoices is for, and its first step. `first`: the practice never made one. */
export function NoInvoice(props: { view: View; list: InvoiceView | 'first'; newHref: string }) {
  const text = invoiceText[props.view.lang]
  const make = (
    <LinkButton href={props.newHref} icon="plus">
      {text.newInvoice}
    </LinkButton>
  )
  switch (props.list) {
    case 'first':
      return (
        <EmptyState
          icon="receipt-text"
          title={text.none}
          action={
            <ButtonRow>
              <LinkButton href="/aujourdhui" icon="sun">
                {text.today}
              </LinkButton>
              {make}
            </ButtonRow>
          }
        >
          {text.noneText}
        </EmptyState>
      )
    case 'unpaid':
      return (
        <EmptyState icon="circle-check" title={text.nothingUnpaid} action={make}>
          {text.nothingUnpaidText}
        </EmptyState>
      )
    case 'draft':
      return (
        <EmptyState icon="file-text" title={text.noDraft} action={make}>
          {text.noDraftText}
        </EmptyState>
      )
    case 'issued':
      return (
        <EmptyState icon="receipt-text" title={text.noIssued} action={make}>
          {text.noIssuedText}
        </EmptyState>
      )
    case 'creditNote':
      return (
        <EmptyState
          icon="undo-2"
          title={text.noCreditNote}
          action={<LinkButton href="/factures?vue=emises">{text.seeIssued}</LinkButton>}
        >
          {text.noCreditNoteText}
        </EmptyState>
      )
  }
}
