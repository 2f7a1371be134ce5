import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import { formatPhone } from '#src/domain/phone.ts'
import {
  Button,
  ButtonRow,
  ErrorSummary,
  FieldGroup,
  FieldRow,
  Form,
  PageHeader,
  PracticeLayout,
  SelectField,
  TextField,
} from '#src/ui/index.ts'
import { DEPARTMENTS, FRENCH_ZONES } from '../departments.ts'
import { INVOICE_TITLES, type PracticeInput } from './form.ts'
import type { PracticeSettings } from './practice.ts'
import { StaleNotice } from './stale-notice.tsx'
import { settingsText } from './text.ts'

interface Props {
  view: View
  practice: PracticeSettings
  attempt?: Attempt | undefined
}

export function PracticePage({ view, practice, attempt }: Props) {
  const text = settingsText[view.lang]
  const isStale = attempt?.refused?.refused === 'stale'
  const shown = { ...practice, phone: practice.phone === '' ? '' : formatPhone(practice.phone) }
  const field = (name: keyof PracticeInput, label: string) => ({
    name,
    label,
    value: attempt?.has(name) ? attempt.value(name) : String(shown[name]),
    error: attempt?.error(name),
  })
  const zones = new Set([...FRENCH_ZONES, practice.timeZone])
  return (
    <PracticeLayout frame={view.frame} title={text.practiceTitle} width="narrow" floatingAction="none">
      <PageHeader title={text.practiceTitle} back={{ href: '/parametres', label: text.back }} />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      {isStale && attempt ? (
        <StaleNotice
          title={text.staleTitle}
          sentence={text.stale}
          differences={differences(shown, attempt, text)}
        />
      ) : null}
      <Form
        action="/parametres/cabinet"
        frame={view.frame}
        version={attempt && !isStale ? attempt.value('version') : practice.version}
        guardLeave
      >
        <FieldGroup title={text.identity} id="identity">
          <TextField {...field('name', text.name)} hint={text.nameHint} required />
          <TextField {...field('legalName', text.legalName)} hint={text.legalNameHint} />
          <FieldRow>
            <TextField
              {...field('practitionerName', text.practitionerName)}
              hint={text.practitionerNameHint}
              required
            />
            <TextField {...field('profession', text.profession)} />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={text.contact} id="contact">
          <TextField {...field('addressStreet', text.street)} autocomplete="street-address" />
          <FieldRow>
            <TextField
              {...field('addressPostcode', text.postcode)}
              width="short"
              inputmode="numeric"
              autocomplete="postal-code"
            />
            <TextField {...field('addressCity', text.city)} width="grow" autocomplete="address-level2" />
          </FieldRow>
          <FieldRow>
            <TextField {...field('phone', text.phone)} type="tel" autocomplete="tel" />
            <TextField {...field('email', text.email)} type="email" autocomplete="email" />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={text.numbers} id="numbers" hint={text.numbersHint}>
          <FieldRow>
            <TextField {...field('siret', text.siret)} inputmode="numeric" />
            <TextField {...field('vatNumber', text.vatNumber)} />
          </FieldRow>
          <FieldRow>
            <TextField {...field('rpps', text.rpps)} inputmode="numeric" />
            <TextField {...field('adeli', text.adeli)} />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={text.invoices} id="invoices">
          <FieldRow>
            <SelectField
              {...field('invoiceTitle', text.invoiceTitle)}
              options={INVOICE_TITLES.map((title) => ({ value: title, label: title }))}
            />
            <TextField {...field('invoicePrefix', text.invoicePrefix)} hint={text.invoicePrefixHint} />
          </FieldRow>
          <FieldRow>
            <TextField {...field('invoiceDueDays', text.invoiceDueDays)} inputmode="numeric" />
            <TextField
              {...field('lateCancelHours', text.lateCancelHours)}
              hint={text.lateCancelHint}
              inputmode="numeric"
            />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={text.place} id="place">
          <FieldRow>
            <SelectField
              {...field('department', text.department)}
              hint={text.departmentHint}
              empty={text.departmentEmpty}
              options={DEPARTMENTS.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            />
            <SelectField
              {...field('timeZone', text.timeZone)}
              hint={text.timeZoneHint}
              options={[...zones].map((zone) => ({ value: zone, label: zone }))}
            />
          </FieldRow>
        </FieldGroup>
        <ButtonRow align="end">
          <Button variant="primary">{text.save}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}

const LABELS = {
  name: 'name',
  legalName: 'legalName',
  practitionerName: 'practitionerName',
  profession: 'profession',
  addressStreet: 'street',
  addressPostcode: 'postcode',
  addressCity: 'city',
  phone: 'phone',
  email: 'email',
  siret: 'siret',
  vatNumber: 'vatNumber',
  rpps: 'rpps',
  adeli: 'adeli',
  invoiceTitle: 'invoiceTitle',
  invoicePrefix: 'invoicePrefix',
  invoiceDueDays: 'invoiceDueDays',
  lateCancelHours: 'lateCancelHours',
  department: 'department',
  timeZone: 'timeZone',
} as const satisfies Record<Exclude<keyof PracticeInput, 'version'>, keyof (typeof settingsText)['fr']>

function differences(shown: PracticeSettings, attempt: Attempt, text: (typeof settingsText)['fr']) {
  return (Object.keys(LABELS) as (keyof typeof LABELS)[])
    .filter((name) => String(shown[name]) !== attempt.value(name))
    .map((name) => ({ label: text[LABELS[name]], value: String(shown[name]) || text.empty }))
}
