import { formatIsoDate } from '#src/domain/civil-format.ts'
import { formatMoment } from '#src/domain/moment.ts'
import type { Named } from '#src/platform/events/subjects.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  CheckboxField,
  DateField,
  EmptyState,
  FilterForm,
  LinkButton,
  type Option,
  PageHeader,
  Pagination,
  PracticeLayout,
  SelectField,
  Stack,
  Table,
} from '#src/ui/index.ts'
import type { JournalEvent, JournalFilter } from './list-events.ts'
import { journalText } from './text.ts'

interface Row extends JournalEvent {
  words: string
  subject: Named | undefined
}

interface Props {
  view: View
  filter: JournalFilter
  /** Also what Divan did by itself. */
  withSystem: boolean
  /** How much of that is left out here. */
  hidden: number
  actions: readonly Option[]
  rows: readonly Row[]
  next: number | null
}

export function JournalPage(props: Props) {
  const { view, filter, withSystem, hidden, rows, next } = props
  const text = journalText[view.lang]
  const at = (cursor: number | undefined): string => addressOf({ ...filter, cursor }, withSystem)
  return (
    <PracticeLayout frame={view.frame} title={text.title} floatingAction="none">
      <PageHeader title={text.title} subtitle={text.lead} back={{ href: '/parametres', label: text.back }} />
      <Stack>
        <Filter {...props} />
        {rows.length === 0 ? (
          <Card>
            <EmptyState
              icon="history"
              title={text.empty}
              action={<LinkButton href="/journal">{text.clear}</LinkButton>}
            >
              {text.emptyText}
            </EmptyState>
          </Card>
        ) : (
          <Card padding="flush">
            <Table
              caption={text.caption}
              rows={rows}
              columns={[
                { label: text.what, primary: true, cell: (row) => row.words },
                { label: text.about, cell: (row) => <Subject of={row.subject} /> },
                { label: text.who, cell: (row) => actorName(row, text), phone: 'detail' },
                { label: text.when, cell: (row) => formatMoment(row.at, view), phone: 'end' },
              ]}
            />
          </Card>
        )}
        {hidden > 0 ? (
          <p class="muted">
            {text.hidden(hidden)} <a href={addressOf(filter, true)}>{text.showHidden}</a>
          </p>
        ) : null}
        <Pagination
          lang={view.lang}
          previousHref={filter.cursor === undefined ? undefined : at(undefined)}
          nextHref={next === null ? undefined : at(next)}
        />
      </Stack>
    </PracticeLayout>
  )
}

function Filter({ view, filter, withSystem, actions }: Props) {
  const text = journalText[view.lang]
  return (
    <FilterForm action="/journal" label={text.filter}>
      <DateField
        name="du"
        label={text.from}
        value={filter.from ? formatIsoDate(filter.from) : ''}
        width="short"
      />
      <DateField name="au" label={text.to} value={filter.to ? formatIsoDate(filter.to) : ''} width="short" />
      <SelectField
        name="action"
        label={text.action}
        value={filter.action ?? ''}
        empty={text.anyAction}
        options={actions}
      />
      <CheckboxField name="divan" label={text.withSystem} value="oui" checked={withSystem} />
      <Button>{text.show}</Button>
    </FilterForm>
  )
}

function Subject({ of }: { of: Named | undefined }) {
  if (!of) return null
  return of.href === undefined ? <>{of.name}</> : <a href={of.href}>{of.name}</a>
}

function actorName({ actor }: JournalEvent, text: (typeof journalText)['fr']): string {
  if (actor.kind === 'system') return text.system
  if (actor.kind === 'token') return text.token(actor.name ?? '?')
  return actor.name ?? text.visitor
}

function addressOf({ from, to, action, cursor }: JournalFilter, withSystem: boolean): string {
  const query = new URLSearchParams()
  if (from) query.set('du', formatIsoDate(from))
  if (to) query.set('au', formatIsoDate(to))
  if (action) query.set('action', action)
  if (withSystem) query.set('divan', 'oui')
  if (cursor !== undefined) query.set('cursor', String(cursor))
  const text = query.toString()
  return text === '' ? '/journal' : `/journal?${text}`
}
