import type { Lang } from '#src/platform/text.ts'
import { DateField, FieldGroup, FieldRow, RadioChips, TextArea, TextField } from '#src/ui/index.ts'
import { patientKinds } from '../rules.ts'
import { patientText } from '../text.ts'
import { field, type Filled } from '../filled.ts'

type Props = { filled: Filled; lang: Lang }

export function NameFields({ filled, lang, autofocus }: Props & { autofocus?: boolean }) {
  const t = patientText[lang]
  return (
    <FieldRow>
      <TextField
        {...field(filled, 'lastName')}
        label={t.lastName}
        required
        autofocus={autofocus}
        autocomplete="off"
        autocapitalize="words"
        spellcheck={false}
      />
      <TextField
        {...field(filled, 'firstName')}
        label={t.firstName}
        autocomplete="off"
        autocapitalize="words"
        spellcheck={false}
      />
    </FieldRow>
  )
}

export function KindAndBirth({ filled, lang }: Props) {
  const t = patientText[lang]
  return (
    <>
      <RadioChips
        {...field(filled, 'kind')}
        label={t.kind}
        hint={t.kindHint}
        options={patientKinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
      />
      <FieldRow>
        <DateField {...field(filled, 'birthDate')} label={t.birthDate} hint={t.birthDateHint} width="short" />
      </FieldRow>
    </>
  )
}

/** One field per phone and mail, and an empty one to add another. */
export function ContactFields({ filled, lang }: Props) {
  const t = patientText[lang]
  return (
    <FieldGroup id="contact" title={t.contact}>
      <FieldRow>
        {slots(filled, 'phones').map((name, index) => (
          <TextField
            {...field(filled, name)}
            label={index === 0 ? t.phone : t.otherPhone}
            type="tel"
            autocomplete="off"
          />
        ))}
      </FieldRow>
      <FieldRow>
        {slots(filled, 'emails').map((name, index) => (
          <TextField
            {...field(filled, name)}
            label={index === 0 ? t.email : t.otherEmail}
            type="email"
            autocomplete="off"
          />
        ))}
      </FieldRow>
      <AddressFields filled={filled} lang={lang} />
    </FieldGroup>
  )
}

export function AddressFields({ filled, lang }: Props) {
  const t = patientText[lang]
  return (
    <>
      <TextArea {...field(filled, 'address.street')} label={t.street} rows={2} autocomplete="off" />
      <FieldRow>
        <TextField
          {...field(filled, 'address.postcode')}
          label={t.postcode}
          width="short"
          inputmode="numeric"
          autocomplete="off"
        />
        <TextField
          {...field(filled, 'address.city')}
          label={t.city}
          autocomplete="off"
          autocapitalize="words"
        />
      </FieldRow>
    </>
  )
}

export function OtherFields({ filled, lang }: Props) {
  const t = patientText[lang]
  return (
    <FieldGroup id="others" title={t.others}>
      <TextField {...field(filled, 'referredBy')} label={t.referredBy} autocomplete="off" />
      <TextArea {...field(filled, 'remarks')} label={t.remarks} hint={t.remarksHint} rows={4} />
    </FieldGroup>
  )
}

/** `phones.0` … one beyond the last that is filled, at most ten. */
function slots(filled: Filled, list: 'phones' | 'emails'): readonly string[] {
  const names = Array.from({ length: 10 }, (_, index) => `${list}.${index}`)
  const last = names.findLastIndex((name) => filled.value(name) !== '' || filled.error(name) !== undefined)
  return names.slice(0, Math.min(last + 2, names.length))
}
