import { formatDate, formatDateRange, formatIsoDate } from '#src/domain/civil-format.ts'
import { patientName } from '#src/features/patients/index.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  DateField,
  EmptyState,
  FilterForm,
  HiddenField,
  LinkButton,
  Menu,
  PageHeader,
  Pagination,
  PracticeLayout,
  SelectField,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import type { ListedAppointment } from '../../appointments/list-appointments.ts'
import { DaysOfAppointments } from '../appointment-list.tsx'
import { agendaText } from '../text.ts'
import { type FindQuery, isSearching, periodOf } from './find-query.ts'
import { findText } from './text.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { statusText } from '../../appointments/status-text.ts'
import type { Choices } from '#src/features/planning/index.ts'
import { STATUSES } from '#src/domain/appointment-status.ts'

export interface FoundAppointments {
  query: FindQuery
  choices: Choices
  /** Whose appointments alone are looked for. */
  patient: NamedPatient | undefined
  items: readonly ListedAppointment[]
  next: string | null
}

/** Appointments over all the years: one field, filters, and the address that keeps them. */
export function FindPage({ view, data }: { view: View; data: FoundAppointments }) {
  const t = findText[view.lang]
  const { query, items, next } = data
  const asked = addressOf(query)
  return (
    <PracticeLayout frame={view.frame} title={t.title}>
      <PageHeader
        title={data.patient ? t.ofPatient(patientName(data.patient)) : t.title}
        subtitle={`${sayPeriod(view, query)} · ${t.found(items.length, next !== null)}`}
        back={{ href: '/agenda', label: agendaText[view.lang].agenda }}
        actions={
          <>
            <Menu
              frame={view.frame}
              items={[
                { label: t.exportCsv, href: `/rendez-vous/export.csv?${asked.toString()}`, icon: 'download' },
                { label: t.exportIcs, href: `/rendez-vous/export.ics?${asked.toString()}`, icon: 'download' },
              ]}
            />
            <LinkButton href="/rendez-vous/nouveau" variant="primary" icon="plus" dialog desktopOnly>
              {agendaText[view.lang].newAppointment}
            </LinkButton>
          </>
        }
      />
      <Stack>
        <Filters view={view} data={data} />
        {items.length === 0 && isSearching(query) ? (
          <EmptyState
            icon="search"
            title={t.nothing}
            action={<LinkButton href="/rendez-vous">{t.clear}</LinkButton>}
          >
            {t.nothingHint}
          </EmptyState>
        ) : (
          <DaysOfAppointments view={view} items={items} />
        )}
        <Pagination
          lang={view.lang}
          nextHref={next ? `/rendez-vous?${addressOf({ ...query, cursor: next }).toString()}` : undefined}
        />
      </Stack>
    </PracticeLayout>
  )
}

function Filters({ view, data: { query, choices, patient } }: { view: View; data: FoundAppointments }) {
  const t = findText[view.lang]
  const options = (things: readonly { id: string; name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, label: name }))
  const statuses = statusText[view.lang]
  const { type, lieu, statut, du, au, reglement, notes } = query
  const count = [type, lieu, statut, du, au, reglement, notes].filter(Boolean).length
  return (
    <FilterForm action="/rendez-vous" label={t.search}>
      {patient ? <HiddenField name="patient" value={patient.id} /> : null}
      <TextField
        name="q"
        label={t.search}
        labelHidden
        type="search"
        value={query.q}
        placeholder={t.placeholder}
        autocomplete="off"
        spellcheck={false}
        width="grow"
      />
      <Button icon="search">{t.find}</Button>
      <details class="filter-more" open={count > 0}>
        <summary>{t.filters(count)}</summary>
        <div class="filter-more-fields">
          <SelectField
            name="type"
            label={t.type}

            value={query.type}
            empty={t.allTypes}
            options={options(choices.types)}
          />
          <SelectField
            name="lieu"
            label={t.place}

            value={query.lieu}
            empty={t.allPlaces}
            options={options(choices.places)}
          />
          <SelectField
            name="statut"
            label={t.status}

            value={query.statut}
            empty={t.allStatuses}
            options={STATUSES.map((status) => ({ value: status, label: statuses[status] }))}
          />
          <DateField name="du" label={t.from} value={query.du && formatIsoDate(query.du)} />
          <DateField name="au" label={t.to} value={query.au && formatIsoDate(query.au)} />
          <SelectField
            name="reglement"
            label={t.payment}
            value={query.reglement}
            empty={t.anyPayment}
            options={[{ value: 'du', label: t.unpaid }]}
          />
          <SelectField
            name="notes"
            label={t.notes}
            value={query.notes}
            empty={t.anyNotes}
            options={[
              { value: 'avec', label: t.noted },
              { value: 'sans', label: t.unnoted },
            ]}
          />
        </div>
      </details>
    </FilterForm>
  )
}

function sayPeriod(view: View, query: FindQuery): string {
  const t = findText[view.lang]
  const { first, last } = periodOf(query, view.today)
  if (first && last) return formatDateRange(first, last, view.lang)
  if (first) return t.since(formatDate(first, 'long', view.lang))
  if (last) return t.until(formatDate(last, 'long', view.lang))
  return t.everywhere
}

/** The search as its address says it. */
export function addressOf(query: FindQuery): URLSearchParams {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') address.set(name, value.toString())
  }
  return address
}
