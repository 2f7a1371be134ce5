import { formatPhone } from '#src/domain/phone.ts'
import type { Lang } from '#src/platform/text.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  Button,
  ButtonRow,
  Card,
  EmptyState,
  FilterForm,
  HiddenField,
  LinkButton,
  Menu,
  PageHeader,
  Pagination,
  PracticeLayout,
  SegmentedLinks,
  Stack,
  Table,
  TextField,
} from '#src/ui/index.ts'
import { patientListName } from '../find-patient-names.ts'
import { isGroup } from '../rules.ts'
import type { ListedState, PatientItem, PatientList } from '../search-patients.ts'
import { patientText } from '../text.ts'
import { bornText } from '../person-texts.ts'

export interface ListPageData extends PatientList {
  lang: Lang
  q: string
  state: ListedState
  cursor: string | undefined
  /** Active files in all; undefined while searching, where it would cost a reading of every file. */
  count: number | undefined
}

const stateNames = { active: 'actifs', archived: 'archives', all: 'tous' } as const

export function ListPage({ data, view }: { data: ListPageData; view: View }) {
  const t = patientText[view.lang]
  return (
    <PracticeLayout
      frame={view.frame}
      title={t.patients}
      floatingAction={{ href: '/patients/nouveau', label: t.newPatient, icon: 'user-plus' }}
    >
      <PageHeader
        title={t.patients}
        subtitle={data.count === undefined ? undefined : t.count(data.count)}
        actions={
          <>
            <Menu
              frame={view.frame}
              items={[
                { label: t.import, href: '/patients/import', icon: 'upload' },
                { label: t.duplicates, href: '/patients/doublons', icon: 'git-merge' },
                { label: t.exportCsv, href: '/patients/export.csv', icon: 'download' },
                { label: t.exportVcf, href: '/patients/export.vcf', icon: 'download' },
              ]}
            />
            <LinkButton href="/patients/nouveau" variant="primary" icon="user-plus" desktopOnly>
              {t.newPatient}
            </LinkButton>
          </>
        }
      />
      <Stack>
        {data.items.length === 0 && data.q === '' && data.state === 'active' ? null : (
          <FilterForm action="/patients" label={t.searchLabel} liveRegion="results">
            <TextField
              name="q"
              label={t.searchLabel}
              labelHidden
              type="search"
              value={data.q}
              placeholder={t.searchPlaceholder}
              autocomplete="off"
              spellcheck={false}
              width="grow"
            />
            {data.state === 'active' ? null : <HiddenField name="etat" value={stateNames[data.state]} />}
            <Button icon="search">{t.search}</Button>
          </FilterForm>
        )}
        <div id="results">
          <Stack>
            <SegmentedLinks
              label={t.filter}
              links={(['active', 'archived', 'all'] as const).map((state) => ({
                href: listHref({ q: data.q, state }),
                label: t[`${state}Filter`],
                current: data.state === state,
              }))}
            />
            {data.items.length === 0 ? (
              <NobodyHere data={data} view={view} />
            ) : (
              <Patients data={data} view={view} />
            )}
          </Stack>
        </div>
      </Stack>
    </PracticeLayout>
  )
}

function Patients({ data, view }: { data: ListPageData; view: View }) {
  const t = patientText[view.lang]
  return (
    <>
      <Card padding="flush">
        <Table<PatientItem>
          caption={t.patients}
          rows={data.items}
          href={(patient) => `/patients/${patient.id}`}
          muted={(patient) => patient.archivedAt !== null}
          columns={[
            { label: t.name, primary: true, cell: (patient) => <NameCell patient={patient} view={view} /> },
            {
              label: t.birthDate,
              show: 'wide',
              phone: 'detail',
              cell: (patient) =>
                patient.birthDate ? bornText(patient.birthDate, view.today, view.lang) : '',
            },
            {
              label: t.phone,
              phone: 'detail',
              cell: (patient) => patient.phones.slice(0, 1).map(formatPhone).join(''),
            },
            { label: t.email, phone: 'hidden', cell: (patient) => patient.emails[0] ?? '' },
          ]}
        />
      </Card>
      <Pagination
        lang={view.lang}
        previousHref={data.cursor ? listHref({ q: data.q, state: data.state }) : undefined}
        nextHref={data.next ? listHref({ q: data.q, state: data.state, cursor: data.next }) : undefined}
      />
    </>
  )
}

function NameCell({ patient, view }: { patient: PatientItem; view: View }) {
  const t = patientText[view.lang]
  return (
    <>
      <bdi>{patientListName(patient)}</bdi>{' '}
      {isGroup(patient.kind) ? <Badge>{t.kinds[patient.kind]}</Badge> : null}{' '}
      {patient.archivedAt ? <Badge icon="archive">{t.archived}</Badge> : null}
    </>
  )
}

function NobodyHere({ data, view }: { data: ListPageData; view: View }) {
  const t = patientText[view.lang]
  if (data.q !== '') {
    const everywhere = listHref({ q: data.q, state: 'all' })
    return (
      <EmptyState
        icon="search"
        title={t.noneFoundTitle}
        action={
          data.state === 'all' ? undefined : <LinkButton href={everywhere}>{t.searchEverywhere}</LinkButton>
        }
      >
        {t.noneFoundText}
      </EmptyState>
    )
  }
  if (data.state === 'archived') {
    return (
      <EmptyState
        icon="archive"
        title={t.noneArchivedTitle}
        action={<LinkButton href="/patients">{t.seeActive}</LinkButton>}
      >
        {t.noneArchivedText}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="users"
      title={t.emptyTitle}
      action={
        <ButtonRow>
          <LinkButton href="/patients/import" icon="upload">
            {t.import}
          </LinkButton>
          <LinkButton href="/patients/nouveau" icon="user-plus">
            {t.newPatient}
          </LinkButton>
        </ButtonRow>
      }
    >
      {t.emptyText}
    </EmptyState>
  )
}

function listHref({ q, state, cursor }: { q: string; state: ListedState; cursor?: string }): string {
  const query = new URLSearchParams()
  if (q !== '') query.set('q', q)
  if (state !== 'active') query.set('etat', stateNames[state])
  if (cursor !== undefined) query.set('cursor', cursor)
  const text = query.toString()
  return text === '' ? '/patients' : `/patients?${text}`
}
