import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, ErrorSummary, type Option, PageHeader, PracticeLayout } from '#src/ui/index.ts'
import type { Patient } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import { patientText } from '../text.ts'
import { MemberForm } from './related-cards.tsx'

/** The refused choice of a member, with the files that the typed name may mean. */
export function MemberPage(props: {
  view: View
  patient: Pick<Patient, 'id' | 'lastName' | 'firstName'>
  attempt: Attempt
  options: readonly Option[]
}) {
  const { view, patient, attempt, options } = props
  const t = patientText[view.lang]
  const name = patientName(patient)
  return (
    <PracticeLayout frame={view.frame} title={t.addMember} width="narrow" floatingAction="none">
      <PageHeader title={t.addMember} back={{ href: `/patients/${patient.id}`, label: name }} />
      <ErrorSummary lang={view.lang} errors={attempt.errors} />
      <Card padding="large">
        <MemberForm
          fileId={patient.id}
          view={view}
          options={options.length > 0 ? options : undefined}
          text={attempt.value('memberIdText')}
          error={attempt.error('memberId')}
        />
      </Card>
    </PracticeLayout>
  )
}
