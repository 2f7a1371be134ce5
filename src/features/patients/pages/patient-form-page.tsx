import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, ErrorSummary, FieldRow, Form, PageHeader, PracticeLayout, TextField } from '#src/ui/index.ts'
import { patientName } from '../find-patient-names.ts'
import type { CleanPatient } from '../rules.ts'
import { patientText } from '../text.ts'
import { patientFieldTexts } from '../update-patient.ts'
import { FormEnd } from './form-end.tsx'
import { AddressFields, ContactFields, KindAndBirth, NameFields, OtherFields } from './patient-fields.tsx'
import { emptyFields, field, type Filled } from '../filled.ts'

/** Names and one phone and mail at hand; everything else one click away. */
export function NewPatientPage({ view, attempt }: { view: View; attempt?: Attempt | undefined }) {
  const t = patientText[view.lang]
  const filled: Filled = attempt ?? emptyFields
  const quick = new Set(['lastName', 'firstName', 'phone', 'email'])
  const isOpen =
    attempt?.errors.some((error) => error.field !== undefined && !quick.has(error.field)) ?? false
  return (
    <PracticeLayout frame={view.frame} title={t.newPatient} width="narrow" floatingAction="none">
      <PageHeader title={t.newPatient} back={{ href: '/patients', label: t.patients }} />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card padding="large">
        <Form
          action="/patients"
          frame={view.frame}
          submissionId={attempt?.value('submissionId') || undefined}
          guardLeave
        >
          <NameFields filled={filled} lang={view.lang} autofocus={attempt === undefined} />
          <FieldRow>
            <TextField {...field(filled, 'phone')} label={t.phone} type="tel" autocomplete="off" />
            <TextField {...field(filled, 'email')} label={t.email} type="email" autocomplete="off" />
          </FieldRow>
          <details open={isOpen}>
            <summary class="button button-quiet">{t.moreFields}</summary>
            <div class="form-stack">
              <KindAndBirth filled={filled} lang={view.lang} />
              <AddressFields filled={filled} lang={view.lang} />
              <OtherFields filled={filled} lang={view.lang} />
            </div>
          </details>
          <FormEnd lang={view.lang} backHref="/patients" label={t.create} />
        </Form>
      </Card>
    </PracticeLayout>
  )
}

export function EditPatientPage(props: {
  view: View
  patient: CleanPatient & { id: string; version: number }
  attempt?: Attempt | undefined
}) {
  const { view, patient, attempt } = props
  const t = patientText[view.lang]
  const filled = attempt ?? storedFields(patient)
  const href = `/patients/${patient.id}`
  return (
    <PracticeLayout
      frame={view.frame}
      title={`${t.edit} · ${patientName(patient)}`}
      width="narrow"
      floatingAction="none"
    >
      <PageHeader
        title={patientName(patient)}
        back={{ href, label: patientName(patient) }}
        subtitle={t.edit}
      />
      <ErrorSummary
        lang={view.lang}
        errors={attempt?.errors ?? []}
        title={attempt?.refused?.refused === 'stale' ? t.staleTitle : undefined}
      />
      <Card padding="large">
        <Form action={href} frame={view.frame} version={patient.version} guardLeave>
          <NameFields filled={filled} lang={view.lang} />
          <KindAndBirth filled={filled} lang={view.lang} />
          <ContactFields filled={filled} lang={view.lang} />
          <OtherFields filled={filled} lang={view.lang} />
          <FormEnd lang={view.lang} backHref={href} />
        </Form>
      </Card>
    </PracticeLayout>
  )
}

function storedFields(patient: CleanPatient): Filled {
  const texts = new Map(patientFieldTexts(patient))
  return { value: (name) => texts.get(name) ?? '', error: () => undefined }
}
