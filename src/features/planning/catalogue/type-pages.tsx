import { formatDuration } from '#src/domain/civil-format.ts'
import { formatCents, formatPlainCents } from '#src/domain/money.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  CheckboxField,
  ColourDot,
  EmptyState,
  FieldGroup,
  FieldRow,
  LinkButton,
  MoneyField,
  PageHeader,
  PracticeLayout,
  RadioChips,
  SelectField,
  Table,
  TextField,
  FormPage,
} from '#src/ui/index.ts'
import { colourOf } from './find-choices.ts'
import { settingsText } from './settings-text.ts'
import { type Place } from './places.ts'
import { type AppointmentTypeRow, BOOKABLE, COLOURS, VAT_MODES } from './types.ts'
import { ArchiveButton } from './archive-button.tsx'

export function TypesPage({ view, types }: { view: View; types: readonly AppointmentTypeRow[] }) {
  const t = settingsText[view.lang]
  const add = (
    <LinkButton href="/types-de-rendez-vous/nouveau" variant="primary" icon="plus">
      {t.newType}
    </LinkButton>
  )
  return (
    <PracticeLayout frame={view.frame} title={t.types} floatingAction="none">
      <PageHeader
        title={t.types}
        subtitle={t.typesLead}
        actions={
          <>
            <LinkButton href="/lieux" icon="map-pin">
              {t.places}
            </LinkButton>
            {add}
          </>
        }
      />
      {types.length === 0 ? (
        <EmptyState icon="tag" title={t.noTypes} action={add}>
          {t.noTypesHint}
        </EmptyState>
      ) : (
        <Table
          caption={t.types}
          rows={[...types.filter((type) => !type.archivedAt), ...types.filter((type) => type.archivedAt)]}
          href={(type) => `/types-de-rendez-vous/${type.id}`}
          muted={(type) => type.archivedAt !== null}
          columns={[
            {
              label: t.name,
              primary: true,
              cell: (type) => (
                <>
                  <ColourDot colour={colourOf(type.colour)} /> {type.name}
                </>
              ),
            },
            { label: t.duration, cell: (type) => formatDuration(type.durationMinutes, view.lang) },
            { label: t.price, align: 'end', cell: (type) => formatCents(type.priceCents, view.lang) },
            {
              label: t.online,
              show: 'wide',
              phone: 'hidden',
              cell: (type) =>
                t.bookableByChoices[BOOKABLE.find((who) => who === type.bookableBy) ?? 'nobody'],
            },
            {
              label: t.archived,
              labelHidden: true,
              narrow: true,
              cell: (type) => (type.archivedAt ? <Badge>{t.archived}</Badge> : null),
            },
          ]}
        />
      )}
    </PracticeLayout>
  )
}

/** One form for a new type and for one that exists; a refused one comes back as typed. */
export function TypePage(props: {
  view: View
  type?: AppointmentTypeRow | undefined
  places: readonly Place[]
  attempt?: Attempt | undefined
}) {
  const { view, type, attempt } = props
  const t = settingsText[view.lang]
  const title = type ? type.name : t.newType
  const at = (name: string, stored: string | number | undefined): string =>
    attempt ? attempt.value(name) : String(stored ?? '')
  const error = (name: string): string | undefined => attempt?.error(name)
  const number = (name: string, label: string, stored: number | undefined, unit: string) => (
    <TextField
      name={name}
      label={label}
      value={at(name, stored)}
      error={error(name)}
      unit={unit}
      inputmode="numeric"
      numeric
    />
  )
  return (
    <FormPage
      frame={view.frame}
      title={title}
      back={{ href: '/types-de-rendez-vous', label: t.types }}
      badge={type?.archivedAt ? <Badge>{t.archived}</Badge> : undefined}
      actions={type ? <ArchiveButton view={view} base="/types-de-rendez-vous" row={type} /> : undefined}
      errors={attempt?.errors}
      notice={attempt?.refused?.refused === 'stale' && type ? t.present(describeType(view, type)) : undefined}
      action={type ? `/types-de-rendez-vous/${type.id}` : '/types-de-rendez-vous'}
      version={type?.version}
      cancel={t.cancel}
      send={t.save}
    >
      <TextField
        name="name"
        label={t.name}
        value={at('name', type?.name)}
        error={error('name')}
        maxlength={300}
        required
        autofocus={!type}
      />
      <FieldRow>
        {number('durationMinutes', t.duration, type?.durationMinutes ?? 45, t.minutes)}
        <MoneyField
          name="price"
          label={t.price}
          value={at('price', type ? formatPlainCents(type.priceCents) : '')}
          error={error('price') ?? error('priceCents')}
          required
        />
      </FieldRow>
      <RadioChips
        name="colour"
        label={t.colour}
        value={at('colour', type?.colour ?? 'sage')}
        error={error('colour')}
        options={COLOURS.map((colour) => ({ value: colour, label: t.colours[colour] }))}
      />
      <SelectField
        name="placeId"
        label={t.place}
        value={at('placeId', type?.placeId ?? 'none')}
        error={error('placeId')}
        options={[
          { value: 'none', label: t.noPlace },
          ...props.places
            .filter((place) => !place.archivedAt || place.id === type?.placeId)
            .map((place) => ({ value: place.id, label: place.name })),
        ]}
      />
      <CheckboxField
        name="firstInterview"
        label={t.firstInterview}
        checked={attempt ? attempt.has('firstInterview') : type?.firstInterview}
      />
      <FieldGroup id="buffers" title={t.buffersTitle} hint={t.buffersHint}>
        <FieldRow>
          {number('bufferBeforeMinutes', t.bufferBefore, type?.bufferBeforeMinutes ?? 0, t.minutes)}
          {number('bufferAfterMinutes', t.bufferAfter, type?.bufferAfterMinutes ?? 0, t.minutes)}
        </FieldRow>
      </FieldGroup>
      <FieldGroup id="online" title={t.online}>
        <RadioChips
          name="bookableBy"
          label={t.bookableBy}
          value={at('bookableBy', type?.bookableBy ?? 'nobody')}
          error={error('bookableBy')}
          options={BOOKABLE.map((who) => ({ value: who, label: t.bookableByChoices[who] }))}
        />
        <FieldRow>
          {number('stepMinutes', t.step, type?.stepMinutes ?? 15, t.minutes)}
          {number('noticeHours', t.notice, type?.noticeHours ?? 24, t.hours)}
          {number('horizonDays', t.horizon, type?.horizonDays ?? 60, t.days)}
        </FieldRow>
      </FieldGroup>
      <SelectField
        name="vatMode"
        label={t.vatMode}
        value={at('vatMode', type?.vatMode ?? 'EXEMPT_CARE')}
        error={error('vatMode')}
        options={VAT_MODES.map((mode) => ({ value: mode, label: t.vatModes[mode] }))}
      />
    </FormPage>
  )
}

function describeType(view: View, type: AppointmentTypeRow): string {
  return [
    type.name,
    formatDuration(type.durationMinutes, view.lang),
    formatCents(type.priceCents, view.lang),
  ].join(' · ')
}
