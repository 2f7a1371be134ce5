import { CheckboxField, FieldGroup, FieldRow, RadioChips, TextField } from '#src/ui/index.ts'
import { typedPhone } from '../contacts.ts'
import { type Guardian, guardianKinds } from '../guardians.ts'
import { peopleText } from '../people-text.ts'
import { type RelatedPageProps, RelatedPersonPage } from './related-person-page.tsx'
import { field } from '../filled.ts'

const rights = ['mayBeContacted', 'mayBeBilled', 'mayBeInformed'] as const

export function GuardianPage(props: RelatedPageProps<Guardian>) {
  const { view, person, attempt } = props
  const t = peopleText[view.lang]
  const filled = attempt ?? guardianFields(person)
  return (
    <RelatedPersonPage {...props} title={person ? t.editGuardian : t.newGuardian} noun="responsables">
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
    </RelatedPersonPage>
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
