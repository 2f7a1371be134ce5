import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  EmptyState,
  FilterForm,
  type IconName,
  List,
  PageHeader,
  PracticeLayout,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import type { FoundGroup } from './search-everything.ts'
import { searchText } from './text.ts'

export interface SearchPageData {
  q: string
  groups: readonly FoundGroup[]
}

/** The palette without JavaScript. */
export function SearchPage({ data, view }: { data: SearchPageData; view: View }) {
  const t = searchText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow">
      <PageHeader title={t.title} />
      <Stack>
        <FilterForm action="/recherche" label={t.label} liveRegion="results">
          <TextField
            name="q"
            type="search"
            label={t.label}
            labelHidden
            value={data.q}
            placeholder={t.placeholder}
            autocomplete="off"
            spellcheck={false}
            autofocus
            width="grow"
          />
          <Button icon="search">{t.search}</Button>
        </FilterForm>
        <div id="results">
          <Results data={data} view={view} />
        </div>
      </Stack>
    </PracticeLayout>
  )
}

function Results({ data, view }: { data: SearchPageData; view: View }) {
  const t = searchText[view.lang]
  if (data.groups.length === 0) {
    return (
      <EmptyState icon="search" title={t.noneTitle}>
        {t.noneText}
      </EmptyState>
    )
  }
  return (
    <Stack>
      {data.groups.map((group) => (
        <Card title={group.title}>
          <List
            label={group.title}
            items={group.items.map((item) => ({
              title: <bdi>{item.label}</bdi>,
              href: item.href,
              icon: item.icon as IconName,
              detail: item.detail === '' ? undefined : item.detail,
            }))}
          />
        </Card>
      ))}
    </Stack>
  )
}
