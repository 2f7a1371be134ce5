import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  Card,
  EmptyState,
  LinkButton,
  List,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
} from '#src/ui/index.ts'
import type { DuplicatePair, Duplicates } from '../find-duplicates.ts'
import { patientListName } from '../find-patient-names.ts'
import type { PatientItem } from '../search-patients.ts'
import { patientText } from '../text.ts'
import { detailText } from './person-texts.ts'

export function DuplicatesPage({ data, view }: { data: Duplicates; view: View }) {
  const t = patientText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.duplicates} width="narrow">
      <PageHeader
        title={t.duplicates}
        back={{ href: '/patients', label: t.patients }}
        subtitle={data.pairs.length > 0 ? t.duplicatesIntro : undefined}
      />
      {data.pairs.length === 0 ? (
        <Card>
          <EmptyState icon="circle-check" title={t.noDuplicatesTitle}>
            {t.noDuplicatesText}
          </EmptyState>
        </Card>
      ) : (
        <Stack>
          <Card>
            <List label={t.duplicates} items={data.pairs.map((pair) => pairItem(pair, view))} />
          </Card>
          {data.more ? <Notice>{t.moreDuplicates}</Notice> : null}
        </Stack>
      )}
    </PracticeLayout>
  )
}

function pairItem({ first, second, reasons }: DuplicatePair, view: View) {
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
    actions: (
      <>
        <LinkButton href={`/patients/${first.id}/fusion?avec=${second.id}`} size="small">
          {t.compare}
        </LinkButton>{' '}
        {reasons.map((reason) => (
          <>
            {' '}
            <Badge>{t.reasons[reason]}</Badge>
          </>
        ))}
      </>
    ),
  }

  function describe(patient: PatientItem): string {
    return detailText(patient, view.lang) || t.none
  }
}
