import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  EmptyState,
  FilterForm,
  LinkButton,
  PageHeader,
  PracticeLayout,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import { formatDay } from '../format.ts'
import type { FoundNote, NoteSearch } from '../search/search-notes.ts'
import { sessionText } from '../text.ts'

export function SearchPage({ view, search }: { view: View; search: NoteSearch }) {
  const t = sessionText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.searchTitle} width="narrow">
      <PageHeader title={t.searchTitle} />
      <Stack>
        <FilterForm action="/seances" label={t.searchTitle}>
          <TextField
            name="q"
            label={t.searchLabel}
            type="search"
            value={search.q}
            width="grow"
            maxlength={300}
            autocomplete="off"
            autofocus={search.q === ''}
          />
          <Button variant="primary" icon="search">
            {t.searchButton}
          </Button>
        </FilterForm>
        <Results view={view} search={search} />
        {search.next ? (
          <LinkButton
            href={`/seances?q=${encodeURIComponent(search.q)}&cursor=${search.next}`}
            icon="history"
            wide
          >
            {t.searchOlder}
          </LinkButton>
        ) : null}
      </Stack>
    </PracticeLayout>
  )
}

function Results({ view, search }: { view: View; search: NoteSearch }) {
  const t = sessionText[view.lang]
  if (search.q.trim() === '') {
    return (
      <Card>
        <EmptyState icon="search" title={t.searchIntro}>
          {t.searchIntroText}
        </EmptyState>
      </Card>
    )
  }
  if (search.found.length === 0) {
    return (
      <Card>
        <EmptyState icon="search" title={t.searchNothing}>
          {t.searchNothingHere(search.scanned)}
        </EmptyState>
      </Card>
    )
  }
  return (
    <>
      <p role="status">{t.searchFound(search.found.length, search.scanned)}</p>
      {search.found.map((note) => (
        <FoundCard view={view} note={note} />
      ))}
    </>
  )
}

function FoundCard({ view, note }: { view: View; note: FoundNote }) {
  return (
    <Card
      title={
        <a href={`/seances/${note.sessionId}`}>
          <bdi>{displayName(note.patient)}</bdi>
        </a>
      }
      aside={<span class="list-detail">{formatDay(note.startsAt, view)}</span>}
    >
      <p class="note-excerpt" dir="auto">
        {note.cutBefore ? '… ' : null}
        {note.excerpt.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}
        {note.cutAfter ? ' …' : null}
      </p>
    </Card>
  )
}
