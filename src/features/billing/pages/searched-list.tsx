import type { Child } from 'hono/jsx'
import type { View } from '#src/platform/http/visit.ts'
import { Card, EmptyState, LinkButton, Pagination, Stack, Table, type TableProps } from '#src/ui/index.ts'
import { listText } from '../list-text.ts'
import { ListFilter, type ListFilterValues, filterQuery, isFiltered } from './list-filter.tsx'

/** Search, the rows with how many there are and what they come to, and the way on: of invoices and of payments. */
export function SearchedList<Row>(props: {
  view: View
  action: string
  hint: string
  filter: ListFilterValues
  /** What a link keeps beside the filter: which list of several. */
  kept?: Record<string, string> | undefined
  page: { items: readonly Row[]; next: string | null; count: number }
  counted: string
  /** What all of them come to, not this page alone. */
  sum: string
  table: Omit<TableProps<Row>, 'rows'>
  /** What an unfiltered list says while it holds nothing. */
  empty: Child
}) {
  const { view, action, filter, kept = {}, page } = props
  return (
    <>
      {page.count > 0 || isFiltered(filter) ? (
        <ListFilter lang={view.lang} action={action} hint={props.hint} filter={filter} kept={kept} />
      ) : null}
      <div id="results">
        <Stack>
          {page.items.length > 0 ? (
            <Card padding="flush" title={props.counted} aside={props.sum}>
              <Table {...props.table} rows={page.items} />
            </Card>
          ) : isFiltered(filter) ? (
            <NothingFound view={view} allHref={action + filterQuery({}, kept)} />
          ) : (
            props.empty
          )}
          <Pagination
            lang={view.lang}
            nextHref={page.next ? action + filterQuery(filter, { ...kept, cursor: page.next }) : undefined}
          />
        </Stack>
      </div>
    </>
  )
}

function NothingFound({ view, allHref }: { view: View; allHref: string }) {
  const text = listText[view.lang]
  return (
    <EmptyState
      icon="search"
      title={text.nothingFound}
      action={<LinkButton href={allHref}>{text.showAll}</LinkButton>}
    >
      {text.nothingFoundText}
    </EmptyState>
  )
}
