import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  Card,
  EmptyState,
  LinkButton,
  List,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
} from '#src/ui/index.ts'
import { distinctText } from '../distinct-text.ts'
import type { DuplicatePair, Duplicates } from '../find-duplicates.ts'
import { patientListName } from '../find-patient-names.ts'
import type { PatientItem } from '../search-patients.ts'
import { patientText } from '../text.ts'
import { detailText } from '../person-texts.ts'

type TwoFiles = Omit<DuplicatePair, 'reasons'>

export function DuplicatesPage({
  data,
  view,
}: {
  data: Duplicates & { distinct: readonly TwoFiles[] }
  view: View
}) {
  const t = patientText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.duplicates} width="narrow">
      <PageHeader
        title={t.duplicates}
        back={{ href: '/patients', label: t.patients }}
        subtitle={data.pairs.length > 0 ? t.duplicatesIntro : undefined}
      />
      <Stack>
        <Card>
          {data.pairs.length === 0 ? (
            <EmptyState icon="circle-check" title={t.noDuplicatesTitle}>
              {t.noDuplicatesText}
            </EmptyState>
          ) : (
            <List label={t.duplicates} items={data.pairs.map((pair) => pairItem(pair, view))} />
          )}
        </Card>
        {data.more ? <Notice>{t.moreDuplicates}</Notice> : null}
        {data.distinct.length > 0 ? <DistinctCard pairs={data.distinct} view={view} /> : null}
      </Stack>
    </PracticeLayout>
  )
}

function DistinctCard({ pairs, view }: { pairs: readonly TwoFiles[]; view: View }) {
  const t = distinctText[view.lang]
  return (
    <Card title={t.title} aside={String(pairs.length)}>
      <Stack>
        <p class="field-hint">{t.hint}</p>
        <details>
          <summary class="button button-quiet">{t.show}</summary>
          <List label={t.title} items={pairs.map((pair) => distinctItem(pair, view))} />
        </details>
      </Stack>
    </Card>
  )
}

function pairItem({ reasons, ...pair }: DuplicatePair, view: View) {
  const t = patientText[view.lang]
  const { first, second } = pair
  return {
    ...twoFiles(pair, view),
    actions: (
      <>
        <LinkButton href={`/patients/${first.id}/fusion?avec=${second.id}`} size="small">
          {t.compare}
        </LinkButton>
        <ActionForm
          action={`/patients/${first.id}/distinction`}
          frame={view.frame}
          fields={{ otherId: second.id }}
        >
          <Button size="small" variant="quiet">
            {distinctText[view.lang].areDistinct}
          </Button>
        </ActionForm>
        {reasons.map((reason) => (
          <Badge>{t.reasons[reason]}</Badge>
        ))}
      </>
    ),
  }
}

function distinctItem(pair: TwoFiles, view: View) {
  const { first, second } = pair
  return {
    ...twoFiles(pair, view),
    actions: (
      <ActionForm action={`/patients/${first.id}/rapprochement/${second.id}`} frame={view.frame}>
        <Button size="small">{distinctText[view.lang].proposeAgain}</Button>
      </ActionForm>
    ),
  }
}

function twoFiles({ first, second }: TwoFiles, view: View) {
  const t = patientText[view.lang]
  return {
    title: `${patientListName(first)} · ${patientListName(second)}`,
    icon: 'users' as const,
    detail: (
      <>
        <div>{describe(first)}</div>
        <div>{describe(second)}</div>
      </>
    ),
  }

  function describe(patient: PatientItem): string {
    return detailText(patient, view.lang) || t.none
  }
}
