import { formatDate } from '#src/domain/civil-format.ts'
import { formatCents } from '#src/domain/money.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, LinkButton, List } from '#src/ui/index.ts'
import { todayText } from '../text.ts'
import type { Unpaid, UnpaidInvoice } from '../to-do-queries.ts'

/** What is owed, longest due first; each line one press from its payment. */
export function MoneyCard({ view, unpaid }: { view: View; unpaid: Unpaid }) {
  const t = todayText[view.lang]
  const { items, count, totalCents } = unpaid
  return (
    <Card
      title={t.unpaid}
      id="a-encaisser"
      aside={count > 0 ? formatCents(totalCents, view.lang) : null}
      footer={count > items.length ? <a href="/factures?vue=a-encaisser">{t.allUnpaid(count)}</a> : null}
    >
      {count === 0 ? (
        <p class="list-detail">{t.unpaidNone}</p>
      ) : (
        <List
          items={items.map((invoice) => ({
            title: <bdi>{displayName(invoice)}</bdi>,
            href: `/factures/${invoice.id}`,
            detail: (
              <>
                <strong>{formatCents(invoice.dueCents, view.lang)}</strong> · {sayDue(view, invoice)}
              </>
            ),
            icon: 'receipt-text',
            toDo: isOverdue(view, invoice),
            action: (
              <LinkButton href={`/reglements/nouveau?invoiceId=${invoice.id}`} size="small">
                {t.pay}
              </LinkButton>
            ),
          }))}
        />
      )}
    </Card>
  )
}

function isOverdue(view: View, { dueOn }: UnpaidInvoice): boolean {
  return dueOn !== null && Temporal.PlainDate.compare(dueOn, view.today) < 0
}

function sayDue(view: View, { dueOn }: UnpaidInvoice): string {
  const t = todayText[view.lang]
  const days = dueOn === null ? 0 : dueOn.until(view.today).days
  if (days > 0) return t.overdue(days)
  return dueOn === null || days === 0 ? t.dueToday : t.dueOn(formatDate(dueOn, 'short', view.lang))
}
