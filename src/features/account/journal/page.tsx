import { formatIsoDate } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  DateField,
  EmptyState,
  FilterForm,
  LinkButton,
  PageHeader,
  Pagination,
  PracticeLayout,
  SelectField,
  Stack,
  Table,
} from '#src/ui/index.ts'
import { formatMoment } from '../security/moment.ts'
import type { JournalEvent, JournalFilter } from './list-events.ts'
import { pageOf, sentenceOf } from './sentence.ts'
import { journalText } from './text.ts'

interface Props {
  view: View
  filter: JournalFilter
  items: readonly JournalEvent[]
  next: number | null
}

export function JournalPage({ view, filter, items, next }: Props) {
  const text = journalText[view.lang]
  const options = Object.keys(text.actions)
    .map((action) => ({ value: action, label: sentenceOf(action, view.lang) }))
    .concat(COMMON.map((action) => ({ value: action, label: sentenceOf(action, view.lang) })))
    .sort((a, b) => a.label.localeCompare(b.label, view.lang))
  return (
    <PracticeLayout frame={view.frame} title={text.title} floatingAction="none">
      <PageHeader title={text.title} subtitle={text.lead} back={{ href: '/parametres', label: text.back }} />
      <Stack>
        <FilterForm action="/journal" label={text.filter}>
          <DateField
            name="du"
            label={text.from}
            value={filter.from ? formatIsoDate(filter.from) : ''}
            width="short"
          />
          <DateField
            name="au"
            label={text.to}
            value={filter.to ? formatIsoDate(filter.to) : ''}
            width="short"
          />
          <SelectField
            name="action"
            label={text.action}
            value={filter.action ?? ''}
            empty={text.anyAction}
            options={options}
          />
          <Button>{text.show}</Button>
        </FilterForm>
        {items.length === 0 ? (
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
              rows={items}
              href={(row) => pageOf(row.subjectType, row.subjectId)}
              columns={[
                { label: text.what, primary: true, cell: (row) => sentenceOf(row.action, view.lang) },
                { label: text.who, cell: (row) => actorName(row, text) },
                { label: text.when, cell: (row) => formatMoment(row.at, view) },
              ]}
            />
          </Card>
        )}
        <Pagination
          lang={view.lang}
          previousHref={filter.cursor === undefined ? undefined : pageHref(filter, undefined)}
          nextHref={next === null ? undefined : pageHref(filter, next)}
        />
      </Stack>
    </PracticeLayout>
  )
}

/** Built from verb and noun; offered in the filter because they are what people look for. */
const COMMON = [
  'patient.create',
  'patient.read',
  'patient.update',
  'patient.archive',
  'appointment.create',
  'appointment.move',
  'appointment.cancel',
  'session.hold',
  'note.save',
  'invoice.create',
  'invoice.issue',
  'payment.record',
  'payment.cancel',
] as const

function actorName({ actor }: JournalEvent, text: (typeof journalText)['fr']): string {
  if (actor.kind === 'system') return text.system
  if (actor.kind === 'token') return text.token(actor.name ?? '?')
  return actor.name ?? text.visitor
}

function pageHref({ from, to, action }: JournalFilter, cursor: number | undefined): string {
  const query = new URLSearchParams()
  if (from) query.set('du', formatIsoDate(from))
  if (to) query.set('au', formatIsoDate(to))
  if (action) query.set('action', action)
  if (cursor !== undefined) query.set('cursor', String(cursor))
  const text = query.toString()
  return text === '' ? '/journal' : `/journal?${text}`
}
