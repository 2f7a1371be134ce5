import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, type IconName, LinkButton } from '#src/ui/index.ts'
import { invoiceText } from '../invoice-text.ts'

/**
 * The next step of a held session's money, one press each: issue its invoice, go on with its draft, take the
 * payment, or see what is settled. `toDo` is how a step still to take is drawn; `plain` leaves its icon out.
 */
export function InvoiceStep(props: {
  view: View
  sessionId: string
  invoice: { id: string; status: string; dueCents: number } | null
  size?: 'small' | undefined
  toDo: 'primary' | 'secondary' | 'quiet'
  plain?: boolean | undefined
}) {
  const { view, sessionId, invoice, size, toDo } = props
  const icon = (name: IconName) => (props.plain ? undefined : name)
  const text = invoiceText[view.lang]
  if (!invoice) {
    return (
      <ActionForm action={`/seances/${sessionId}/facture`} frame={view.frame} fields={{ issue: 'ready' }}>
        <Button size={size} icon={icon('receipt-text')} variant={toDo}>
          {text.step.invoice}
        </Button>
      </ActionForm>
    )
  }
  if (invoice.status === 'issued' && invoice.dueCents > 0) {
    return (
      <LinkButton
        href={`/reglements/nouveau?invoiceId=${invoice.id}`}
        size={size}
        icon={icon('hand-coins')}
        variant={toDo}
      >
        {text.collect}
      </LinkButton>
    )
  }
  return (
    <LinkButton href={`/factures/${invoice.id}`} size={size} icon={icon('receipt-text')}>
      {invoice.status === 'draft' ? text.step.seeDraft : text.step.settled}
    </LinkButton>
  )
}
