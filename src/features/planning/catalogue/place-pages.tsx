import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  EmptyState,
  LinkButton,
  PageHeader,
  PracticeLayout,
  RadioChips,
  Table,
  TextArea,
  TextField,
  FormPage,
} from '#src/ui/index.ts'
import { settingsText } from './settings-text.ts'
import { type Place, PLACE_KINDS } from './places.ts'
import { ArchiveButton } from './archive-button.tsx'

export function PlacesPage({ view, places }: { view: View; places: readonly Place[] }) {
  const t = settingsText[view.lang]
  const add = (
    <LinkButton href="/lieux/nouveau" variant="primary" icon="plus">
      {t.newPlace}
    </LinkButton>
  )
  return (
    <PracticeLayout frame={view.frame} title={t.places} floatingAction="none">
      <PageHeader
        title={t.places}
        subtitle={t.placesLead}
        back={{ href: '/types-de-rendez-vous', label: t.types }}
        actions={add}
      />
      {places.length === 0 ? (
        <EmptyState icon="map-pin" title={t.noPlaces} action={add}>
          {t.noPlacesHint}
        </EmptyState>
      ) : (
        <Table
          caption={t.places}
          rows={[
            ...places.filter((place) => !place.archivedAt),
            ...places.filter((place) => place.archivedAt),
          ]}
          href={(place) => `/lieux/${place.id}`}
          muted={(place) => place.archivedAt !== null}
          columns={[
            { label: t.name, primary: true, cell: (place) => place.name },
            { label: t.kind, cell: (place) => placeKind(view, place.kind) },
            { label: t.address, cell: (place) => place.address },
            {
              label: t.archived,
              labelHidden: true,
              narrow: true,
              cell: (place) => (place.archivedAt ? <Badge>{t.archived}</Badge> : null),
            },
          ]}
        />
      )}
    </PracticeLayout>
  )
}

export function PlacePage({
  view,
  place,
  attempt,
}: {
  view: View
  place?: Place | undefined
  attempt?: Attempt | undefined
}) {
  const t = settingsText[view.lang]
  const title = place ? place.name : t.newPlace
  const at = (name: string, stored: string | undefined): string =>
    attempt ? attempt.value(name) : (stored ?? '')
  return (
    <FormPage
      frame={view.frame}
      title={title}
      back={{ href: '/lieux', label: t.places }}
      badge={place?.archivedAt ? <Badge>{t.archived}</Badge> : undefined}
      actions={place ? <ArchiveButton view={view} base="/lieux" row={place} /> : undefined}
      errors={attempt?.errors}
      notice={
        attempt?.refused?.refused === 'stale' && place
          ? t.present(`${place.name} · ${placeKind(view, place.kind)} · ${place.address}`)
          : undefined
      }
      action={place ? `/lieux/${place.id}` : '/lieux'}
      version={place?.version}
      cancel={t.cancel}
      send={t.save}
    >
      <TextField
        name="name"
        label={t.name}
        value={at('name', place?.name)}
        error={attempt?.error('name')}
        maxlength={300}
        required
        autofocus={!place}
      />
      <RadioChips
        name="kind"
        label={t.kind}
        value={at('kind', place?.kind ?? 'cabinet')}
        error={attempt?.error('kind')}
        options={PLACE_KINDS.map((kind) => ({ value: kind, label: t.placeKinds[kind] }))}
      />
      <TextArea
        name="address"
        label={t.address}
        value={at('address', place?.address)}
        error={attempt?.error('address')}
        rows={3}
      />
    </FormPage>
  )
}

function placeKind(view: View, kind: string): string {
  const kinds = settingsText[view.lang].placeKinds
  return kinds[kind as keyof typeof kinds] ?? kind
}
