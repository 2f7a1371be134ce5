import { formatPhone } from '#src/domain/phone.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  ButtonRow,
  Card,
  Combobox,
  ErrorSummary,
  type FieldError,
  FilterForm,
  type Option,
  PageHeader,
  PracticeLayout,
  Stack,
  Table,
} from '#src/ui/index.ts'
import { distinctText } from '../distinct-text.ts'
import type { PatientFacts } from '../find-patient-facts.ts'
import type { Patient } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import { patientText } from '../text.ts'
import { OneBelowOther } from './one-below-other.tsx'
import { bornText } from '../person-texts.ts'

export interface Compared {
  patient: Patient
  facts: PatientFacts
}

export interface MergePageData {
  one: Compared
  other: Compared | undefined
  /** What was typed to find the other file, and the files it may be. */
  typed: string
  options: readonly Option[] | undefined
}

/** Two files side by side; each can be the one that stays. */
export function MergePage({
  data,
  view,
  errors = [],
}: {
  data: MergePageData
  view: View
  errors?: readonly FieldError[]
}) {
  const t = patientText[view.lang]
  const { one, other } = data
  const href = `/patients/${one.patient.id}`
  return (
    <PracticeLayout
      frame={view.frame}
      title={t.mergeTitle}
      width={other ? 'normal' : 'narrow'}
      floatingAction="none"
    >
      <PageHeader
        title={t.mergeTitle}
        subtitle={t.mergeIntro}
        back={{ href, label: patientName(one.patient) }}
      />
      <Stack>
        <ErrorSummary lang={view.lang} errors={errors} />
        {other ? (
          <>
            <Comparison one={one} other={other} view={view} />
            <AreDistinct one={one} other={other} view={view} />
          </>
        ) : (
          <ChooseOther data={data} view={view} />
        )}
      </Stack>
    </PracticeLayout>
  )
}

function ChooseOther({ data, view }: { data: MergePageData; view: View }) {
  const t = patientText[view.lang]
  const { options, typed } = data
  const matches = options && options.length > 0 ? options : undefined
  const error = typed === '' ? undefined : matches ? t.several : t.noOtherFound
  return (
    <Card>
      <FilterForm action={`/patients/${data.one.patient.id}/fusion`} label={t.otherFile}>
        <Combobox
          name="avec"
          label={t.otherFile}
          lang={view.lang}
          source="/patients"
          text={typed}
          options={matches}
          error={error}
          width="grow"
        />
        <Button>{t.compare}</Button>
      </FilterForm>
    </Card>
  )
}

/** The other answer: nothing is merged, and the two are proposed no more. */
function AreDistinct({ one, other, view }: { one: Compared; other: Compared; view: View }) {
  return (
    <ButtonRow align="end">
      <ActionForm
        action={`/patients/${one.patient.id}/distinction`}
        frame={view.frame}
        fields={{ otherId: other.patient.id }}
      >
        <Button icon="users">{distinctText[view.lang].areDistinct}</Button>
      </ActionForm>
    </ButtonRow>
  )
}

interface Row {
  label: string
  text(side: Compared): readonly string[]
}

function Comparison({ one, other, view }: { one: Compared; other: Compared; view: View }) {
  const t = patientText[view.lang]
  const rows: readonly Row[] = [
    { label: t.lastName, text: ({ patient }) => [patient.lastName] },
    { label: t.firstName, text: ({ patient }) => [patient.firstName] },
    { label: t.kind, text: ({ patient }) => [t.kinds[patient.kind]] },
    {
      label: t.birthDate,
      text: ({ patient }) => (patient.birthDate ? [bornText(patient.birthDate, view.today, view.lang)] : []),
    },
    { label: t.phones, text: ({ patient }) => patient.phones.map(formatPhone) },
    { label: t.emails, text: ({ patient }) => patient.emails },
    {
      label: t.address,
      text: ({ patient: { address } }) => [
        ...address.street.split('\n'),
        `${address.postcode} ${address.city}`.trim(),
      ],
    },
    { label: t.referredBy, text: ({ patient }) => [patient.referredBy] },
    { label: t.remarks, text: ({ patient }) => patient.remarks.split('\n') },
    { label: t.sessions, text: ({ facts }) => [t.sessionCount(facts.sessionCount)] },
    { label: t.archived, text: ({ patient }) => (patient.archivedAt ? [t.archived] : []) },
  ]
  const shown = rows.filter((row) => [...row.text(one), ...row.text(other)].some((line) => line !== ''))
  return (
    <Card padding="flush">
      <Table<Row | 'choice'>
        caption={t.mergeTitle}
        rows={[...shown, 'choice']}
        columns={[
          {
            label: t.field,
            primary: true,
            narrow: true,
            cell: (row) => (row === 'choice' ? t.keepThis : row.label),
          },
          column(one, other),
          column(other, one),
        ]}
      />
    </Card>
  )

  function column(side: Compared, absorbed: Compared) {
    const name = patientName(side.patient)
    return {
      label: name,
      cell: (row: Row | 'choice') =>
        row === 'choice' ? (
          <ActionForm
            action={`/patients/${absorbed.patient.id}/fusion`}
            frame={view.frame}
            fields={{ mergedIntoId: side.patient.id }}
          >
            <Button icon="git-merge">{t.keepNamed(name)}</Button>
          </ActionForm>
        ) : (
          <OneBelowOther lines={row.text(side)} />
        ),
    }
  }
}
