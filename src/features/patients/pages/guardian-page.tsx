import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  ErrorSummary,
  FieldGroup,
  FieldRow,
  Form,
  LinkButton,
  PageHeader,
  PracticeLayout,
  RadioChips,
  TextField,
} from '#src/ui/index.ts'
import { patientName } from '../find-patient-names.ts'
import type { Patient } from '../find-patient-file.ts'
import { type Guardian, guardianKinds } from '../guardians.ts'
import { typedPhone } from '../contacts.ts'
import { peopleText } from '../people-text.ts'
import { field } from './patient-fields.tsx'

const rights = ['mayBeContacted', 'mayBeBilled', 'mayBeInformed'] as const

export function GuardianPage(props: {
  view: View
  patient: Pick<Patient, 'id' | 'firstName' | 'lastName'>
  guardian?: Guardian | undefined
  attempt?: Attempt | undefined
}) {
  const { view, patient, guardian, attempt } = props
  const t = peopleText[view.lang]
  const title = guardian ? t.editGuardian : t.newGuardian
  const file = `/patients/${patient.id}`
  const action = guardian ? `${file}/responsables/${guardian.id}` : `${file}/responsables`
  const filled = attempt ?? guardianFields(guardian)
  return (
    <PracticeLayout frame={view.frame} title={title} width="narrow" floatingAction="none">
      <PageHeader
        title={title}
        back={{ href: file, label: patientName(patient) }}
        actions={
          guardian ? (
            <ActionForm action={`${action}/suppression`} frame={view.frame}>
              <Button icon="user-x">{t.remove}</Button>
            </ActionForm>
          ) : undefined
        }
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card padding="large">
        <Form action={action} frame={view.frame} version={guardian?.version} guardLeave>
          <RadioChips
            {...field(filled, 'kind')}
            label={t.guardianKind}
            options={guardianKinds.map((kind) => ({ value: kind, label: t.guardianKinds[kind] }))}
          />
          <FieldRow>
            <TextField {...field(filled, 'lastName')} label={t.lastName} required autocomplete="off" />
            <TextField {...field(filled, 'firstName')} label={t.firstName} autocomplete="off" />
          </FieldRow>
          <FieldRow>
            <TextField {...field(filled, 'phone')} label={t.phone} type="tel" autocomplete="off" />
            <TextField {...field(filled, 'email')} label={t.email} type="email" autocomplete="off" />
          </FieldRow>
          <FieldGroup id="rights" title={t.rights}>
            {rights.map((name) => (
              <CheckboxField name={name} label={t[name]} checked={filled.value(name) === 'on'} />
            ))}
          </FieldGroup>
          <ButtonRow align="end">
            <LinkButton href={file} variant="quiet">
              {t.cancel}
            </LinkButton>
            <Button variant="primary" icon="check">
              {t.save}
            </Button>
          </ButtonRow>
        </Form>
      </Card>
    </PracticeLayout>
  )
}

export function guardianFields(guardian: Guardian | undefined) {
  const texts: Readonly<Record<string, string>> = guardian
    ? {
        ...Object.fromEntries(rights.map((name) => [name, guardian[name] ? 'on' : ''])),
        kind: guardian.kind,
        lastName: guardian.lastName,
        firstName: guardian.firstName,
        email: guardian.email,
        phone: typedPhone(guardian.phone),
      }
    : { kind: 'parent', mayBeContacted: 'on', mayBeInformed: 'on' }
  return { value: (name: string) => texts[name] ?? '', error: () => undefined }
}
