import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { formatCents } from '#src/domain/money.ts'
import { type PersonName, displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, LinkButton, List, type ListItem } from '#src/ui/index.ts'
import { namesOf } from '../people.ts'
import { type SessionAsks, gatherAsks } from '../rules.ts'
import { todayText } from '../text.ts'
import type { SessionToDo } from '../to-do-queries.ts'
import type { Today } from '../today.ts'

/** What waits for the practitioner, each line one press from being done. */
export function ToDoCard({ view, today }: { view: View; today: Today }) {
  const t = todayText[view.lang]
  const items = linesOf(view, today)
  const { toNote, toInvoice, unsaved, invoiceDrafts } = today
  const hidden = [toNote, toInvoice, unsaved, invoiceDrafts].reduce(
    (sum, list) => sum + list.count - list.items.length,
    0,
  )
  return (
    <Card
      title={t.toDo}
      id="a-faire"
      footer={hidden > 0 ? <a href="/aujourdhui?tout=1#a-faire">{t.more(hidden)}</a> : null}
    >
      {items.length === 0 ? <p class="list-detail">{t.toDoNone}</p> : <List items={items} />}
    </Card>
  )
}

function linesOf(view: View, today: Today): ListItem[] {
  const t = todayText[view.lang]
  return [
    ...today.requested.map((request): ListItem => ({
      title: <bdi>{namesOf(request.patients) || t.unnamed}</bdi>,
      href: `/rendez-vous/${request.id}`,
      detail: `${sayMoment(view, request.startsAt)} · ${t.requested}`,
      icon: 'calendar-plus',
      toDo: true,
      actions: (
        <ActionForm action={`/aujourdhui/${request.id}/confirmation`} frame={view.frame}>
          <Button size="small">{t.confirm}</Button>
        </ActionForm>
      ),
    })),
    ...gatherAsks(today).map((ask) => sessionLine(view, ask)),
    ...today.invoiceDrafts.items.map((draft): ListItem => ({
      title: nameOf(draft),
      href: `/factures/${draft.id}`,
      detail: draft.kind === 'invoice' ? t.draftInvoice : t.draftCreditNote,
      aside: formatCents(draft.totalCents, view.lang),
      icon: 'file-text',
    })),
  ]
}

/** One session, with all that it still asks for. */
function sessionLine(view: View, { session, asks }: SessionAsks<SessionToDo>): ListItem {
  const t = todayText[view.lang]
  const address = `/seances/${session.id}`
  return {
    title: nameOf(session),
    href: address,
    detail: `${sayDay(view, session.startsAt)} · ${asks.map((ask) => t[ask]).join(', ')}`,
    icon: asks.includes('unsaved') ? 'history' : asks.includes('toNote') ? 'notebook-pen' : 'receipt-text',
    actions: (
      <>
        {asks.includes('unsaved') || asks.includes('toNote') ? (
          <LinkButton href={address} size="small">
            {asks.includes('unsaved') ? t.resume : t.writeNote}
          </LinkButton>
        ) : null}
        {asks.includes('toInvoice') ? (
          <ActionForm action={`${address}/facture`} frame={view.frame}>
            <Button size="small">{t.invoice}</Button>
          </ActionForm>
        ) : null}
      </>
    ),
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
