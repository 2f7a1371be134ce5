import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import type { Child } from 'hono/jsx'
import { ActionForm, Button, Card, ErrorSummary, Form, PageHeader, PracticeLayout } from '#src/ui/index.ts'
import { patientName } from '../find-patient-names.ts'
import { peopleText } from '../people-text.ts'
import { FormEnd } from './form-end.tsx'
import type { Patient } from '../find-patient-file.ts'

export interface RelatedPageProps<Person> {
  view: View
  patient: Patient
  /** undefined while the person is new. */
  person?: Person | undefined
  attempt?: Attempt | undefined
}

/** The page around the form of a guardian or payer. */
export function RelatedPersonPage(
  props: RelatedPageProps<{ id: string; version: number }> & {
    title: string
    /** Below the address of the patient's file. */
    noun: string
    children: Child
  },
) {
  const { view, patient, person, attempt, title } = props
  const t = peopleText[view.lang]
  const file = `/patients/${patient.id}`
  const action = person ? `${file}/${props.noun}/${person.id}` : `${file}/${props.noun}`
  return (
    <PracticeLayout frame={view.frame} title={title} width="narrow" floatingAction="none">
      <PageHeader
        title={title}
        back={{ href: file, label: patientName(patient) }}
        actions={
          person ? (
            <ActionForm action={`${action}/suppression`} frame={view.frame}>
              <Button icon="user-x">{t.remove}</Button>
            </ActionForm>
          ) : undefined
        }
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card padding="large">
        <Form action={action} frame={view.frame} version={person?.version} guardLeave>
          {props.children}
          <FormEnd lang={view.lang} backHref={file} />
        </Form>
      </Card>
    </PracticeLayout>
  )
}
