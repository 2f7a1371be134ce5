import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { formatCents } from '#src/domain/money.ts'
import { type PersonName, displayName } from '#src/domain/person-name.ts'
import { InvoiceStep } from '#src/features/billing/index.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, LinkButton, List, type ListItem } from '#src/ui/index.ts'
import { namesOf } from '../people.ts'
import { type SessionAsks, gatherAsks } from '../rules.ts'
import { todayText } from '../text.ts'
import type { SessionToDo } from '../to-do-queries.ts'
import type { Today } from '../today.ts'

/** Enough for a morning; the rest is one press away. */
const SHOWN = 6

/** What waits for the practitioner, each line one press from being done. */
export function ToDoCard({ view, today }: { view: View; today: Today }) {
  const t = todayText[view.lang]
  const lines = linesOf(view, today)
  const shown = today.all ? lines : lines.slice(0, SHOWN)
  const hidden = countToDo(today) - shown.reduce((sum, line) => sum + line.asks, 0)
  return (
    <Card
      title={t.toDo}
      id="a-faire"
      footer={hidden > 0 ? <a href="/aujourdhui?tout=1#a-faire">{t.more(hidden)}</a> : null}
    >
      {lines.length === 0 ? (
        <p class="list-detail">{t.toDoNone}</p>
      ) : (
        <List items={shown.map((line) => line.item)} />
      )}
    </Card>
  )
}

/** How many things wait in all; a session may ask for two. */
export function countToDo({ requested, toNote, toInvoice, unsaved, invoiceDrafts }: Today): number {
  return requested.length + toNote.count + toInvoice.count + unsaved.count + invoiceDrafts.count
}

interface ToDoLine {
  item: ListItem
  asks: number
}

function linesOf(view: View, today: Today): ToDoLine[] {
  const t = todayText[view.lang]
  return [
    ...today.requested.map((request): ToDoLine => ({
      asks: 1,
      item: {
        title: <bdi>{namesOf(request.patients) || t.unnamed}</bdi>,
        href: `/rendez-vous/${request.id}`,
        detail: `${sayMoment(view, request.startsAt)} · ${t.requested}`,
        icon: 'calendar-plus',
        toDo: true,
        action: (
          <ActionForm action={`/aujourdhui/${request.id}/confirmation`} frame={view.frame}>
            <Button size="small">{t.confirm}</Button>
          </ActionForm>
        ),
      },
    })),
    ...gatherAsks(today).map((one): ToDoLine => ({ asks: one.asks.length, item: sessionLine(view, one) })),
    ...today.invoiceDrafts.items.map((draft): ToDoLine => ({
      asks: 1,
      item: {
        title: nameOf(draft),
        href: `/factures/${draft.id}`,
        detail: draft.kind === 'invoice' ? t.draftInvoice : t.draftCreditNote,
        aside: formatCents(draft.totalCents, view.lang),
        icon: 'file-text',
      },
    })),
  ]
}

/** One session, with all that it still asks for. */
function sessionLine(view: View, { session, asks }: SessionAsks<SessionToDo>): ListItem {
  const t = todayText[view.lang]
  const address = `/seances/${session.id}`
  const buttons = [
    ...(asks.includes('unsaved') || asks.includes('toNote')
      ? [
          <LinkButton href={address} size="small">
            {asks.includes('unsaved') ? t.resume : t.writeNote}
          </LinkButton>,
        ]
      : []),
    ...(asks.includes('toInvoice')
      ? [
          <InvoiceStep
            view={view}
            sessionId={session.id}
            invoice={null}
            size="small"
            toDo="secondary"
            plain
          />,
        ]
      : []),
  ]
  return {
    title: nameOf(session),
    href: address,
    detail: `${sayDay(view, session.startsAt)} · ${asks.map((ask) => t[ask]).join(', ')}`,
    icon: asks.includes('unsaved') ? 'history' : asks.includes('toNote') ? 'notebook-pen' : 'receipt-text',
    // One button fits beside the name on a phone too; two have the line below.
    ...(buttons.length === 1 ? { action: buttons[0] } : { actions: <>{buttons}</> }),
  }
}

function nameOf(person: PersonName) {
  return <bdi>{displayName(person)}</bdi>
}

function sayDay(view: View, at: Temporal.Instant): string {
  return formatDate(wallTimeOf(at, view.zone), 'compact', view.lang)
}

function sayMoment(view: View, at: Temporal.Instant): string {
  return `${sayDay(view, at)}, ${formatTime(wallTimeOf(at, view.zone), view.lang)}`
}
