import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { formatCents } from '#src/domain/money.ts'
import { type PersonName, displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button, Card, EmptyState, LinkButton, List, type ListItem } from '#src/ui/index.ts'
import { namesOf } from '../people.ts'
import { todayText } from '../text.ts'
import type { SessionToDo, ToDoList } from '../to-do-queries.ts'
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
    <Card title={t.toDo} footer={hidden > 0 ? t.more(hidden) : null}>
      {items.length === 0 ? (
        <EmptyState icon="sprout" title={t.toDoNone}>
          {t.toDoNoneText}
        </EmptyState>
      ) : (
        <List items={items} />
      )}
    </Card>
  )
}

function linesOf(view: View, today: Today): ListItem[] {
  const t = todayText[view.lang]
  const { frame } = view
  const open = (href: string, label: string) => (
    <LinkButton href={href} size="small">
      {label}
    </LinkButton>
  )
  const sessions = (
    list: ToDoList<SessionToDo>,
    what: string,
    icon: ListItem['icon'],
    action: (id: string) => ListItem['actions'],
  ) =>
    list.items.map((session): ListItem => ({
      title: nameOf(session),
      href: `/seances/${session.id}`,
      detail: `${what} · ${sayDay(view, session.startsAt)}`,
      icon,
      actions: action(session.id),
    }))
  return [
    ...today.requested.map((request): ListItem => ({
      title: <bdi>{namesOf(request.patients) || t.unnamed}</bdi>,
      href: `/rendez-vous/${request.id}`,
      detail: `${t.requested} · ${sayMoment(view, request.startsAt)}`,
      icon: 'calendar-plus',
      toDo: true,
      actions: (
        <ActionForm action={`/aujourdhui/${request.id}/confirmation`} frame={frame}>
          <Button size="small">{t.confirm}</Button>
        </ActionForm>
      ),
    })),
    ...sessions(today.unsaved, t.unsaved, 'history', (id) => open(`/seances/${id}`, t.resume)),
    ...sessions(today.toNote, t.toNote, 'notebook-pen', (id) => open(`/seances/${id}`, t.writeNote)),
    ...sessions(today.toInvoice, t.toInvoice, 'receipt-text', (id) => (
      <ActionForm action={`/seances/${id}/facture`} frame={frame}>
        <Button size="small">{t.invoice}</Button>
      </ActionForm>
    )),
    ...today.invoiceDrafts.items.map((draft): ListItem => ({
      title: nameOf(draft),
      href: `/factures/${draft.id}`,
      detail: draft.kind === 'invoice' ? t.draftInvoice : t.draftCreditNote,
      aside: formatCents(draft.totalCents, view.lang),
      icon: 'file-text',
    })),
  ]
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
