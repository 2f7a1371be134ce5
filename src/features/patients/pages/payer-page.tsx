import { CheckboxField, RadioChips, TextField } from '#src/ui/index.ts'
import { type Payer, payerKinds } from '../payers.ts'
import { peopleText } from '../people-text.ts'
import { AddressFields } from './patient-fields.tsx'
import { type RelatedPageProps, RelatedPersonPage } from './related-person-page.tsx'
import { field } from '../filled.ts'

export function PayerPage(props: RelatedPageProps<Payer>) {
  const { view, person, attempt } = props
  const t = peopleText[view.lang]
  const filled = attempt ?? payerFields(person)
  return (
    <RelatedPersonPage {...props} title={person ? t.editPayer : t.newPayer} noun="payeurs">
      <RadioChips
        {...field(filled, 'kind')}
        label={t.payerKind}
        options={payerKinds.map((kind) => ({ value: kind, label: t.payerKinds[kind] }))}
      />
      <TextField {...field(filled, 'name')} label={t.payerName} required autocomplete="off" />
      <TextField {...field(filled, 'email')} label={t.email} type="email" autocomplete="off" />
      <AddressFields filled={filled} lang={view.lang} />
      <CheckboxField name="isDefault" label={t.isDefault} checked={filled.value('isDefault') === 'on'} />
    </RelatedPersonPage>
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
