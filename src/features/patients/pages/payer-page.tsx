import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  ErrorSummary,
  Form,
  LinkButton,
  PageHeader,
  PracticeLayout,
  RadioChips,
  TextField,
} from '#src/ui/index.ts'
import type { Patient } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import { type Payer, payerKinds } from '../payers.ts'
import { peopleText } from '../people-text.ts'
import { AddressFields, field } from './patient-fields.tsx'

export function PayerPage(props: {
  view: View
  patient: Pick<Patient, 'id' | 'firstName' | 'lastName'>
  payer?: Payer | undefined
  attempt?: Attempt | undefined
}) {
  const { view, patient, payer, attempt } = props
  const t = peopleText[view.lang]
  const title = payer ? t.editPayer : t.newPayer
  const file = `/patients/${patient.id}`
  const action = payer ? `${file}/payeurs/${payer.id}` : `${file}/payeurs`
  const filled = attempt ?? payerFields(payer)
  return (
    <PracticeLayout frame={view.frame} title={title} width="narrow" floatingAction="none">
      <PageHeader
        title={title}
        back={{ href: file, label: patientName(patient) }}
        actions={
          payer ? (
            <ActionForm action={`${action}/suppression`} frame={view.frame}>
              <Button icon="user-x">{t.remove}</Button>
            </ActionForm>
          ) : undefined
        }
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card padding="large">
        <Form action={action} frame={view.frame} version={payer?.version} guardLeave>
          <RadioChips
            {...field(filled, 'kind')}
            label={t.payerKind}
            options={payerKinds.map((kind) => ({ value: kind, label: t.payerKinds[kind] }))}
          />
          <TextField {...field(filled, 'name')} label={t.payerName} required autocomplete="off" />
          <TextField {...field(filled, 'email')} label={t.email} type="email" autocomplete="off" />
          <AddressFields filled={filled} lang={view.lang} />
          <CheckboxField name="isDefault" label={t.isDefault} checked={filled.value('isDefault') === 'on'} />
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

export function payerFields(payer: Payer | undefined) {
  const texts: Readonly<Record<string, string>> = payer
    ? {
        kind: payer.kind,
        name: payer.name,
        email: payer.email,
        'address.street': payer.address.street,
        'address.postcode': payer.address.postcode,
        'address.city': payer.address.city,
        isDefault: payer.isDefault ? 'on' : '',
      }
    : { kind: 'person', isDefault: 'on' }
  return { value: (name: string) => texts[name] ?? '', error: () => undefined }
}
