import { formatIsoDate, weekdayName } from '#src/domain/civil-format.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Badge,
  Button,
  ButtonRow,
  Card,
  DateField,
  EmptyState,
  ErrorSummary,
  FieldRow,
  Form,
  LinkButton,
  List,
  PageHeader,
  PracticeLayout,
  RadioChips,
  Stack,
  TimeField,
} from '#src/ui/index.ts'
import type { Patient } from '../find-patient-file.ts'
import { patientName } from '../find-patient-names.ts'
import type { Availability } from './rules.ts'
import { sayHours, sayRhythm } from './say.ts'
import { availabilityText } from './text.ts'
import { emptyFields, field, type Filled } from '../filled.ts'

type NamedPatient = Pick<Patient, 'id' | 'firstName' | 'lastName'>

/** The patient's week as it was told, and the form that adds to it. */
export function AvailabilitiesPage(props: {
  view: View
  patient: NamedPatient
  items: readonly Availability[]
  attempt?: Attempt | undefined
}) {
  const { view, patient, items, attempt } = props
  const t = availabilityText[view.lang]
  const name = patientName(patient)
  const here = `/patients/${patient.id}/disponibilites`
  return (
    <PracticeLayout frame={view.frame} title={`${t.title} · ${name}`} width="narrow" floatingAction="none">
      <PageHeader
        title={t.title}
        subtitle={t.lead(name)}
        back={{ href: `/patients/${patient.id}`, label: name }}
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Stack>
        {items.length === 0 ? (
          <Card>
            <EmptyState icon="clock" title={t.none}>
              {t.noneText}
            </EmptyState>
          </Card>
        ) : (
          <Card title={t.week} padding="flush">
            <AvailabilityList view={view} patientId={patient.id} items={items} removable />
          </Card>
        )}
        <Card title={t.add}>
          <Form action={here} frame={view.frame} label={t.add}>
            <AvailabilityFields view={view} filled={attempt ?? emptyFields} />
            <ButtonRow align="end">
              <Button variant="primary" icon="plus">
                {t.addShort}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      </Stack>
    </PracticeLayout>
  )
}

export function AvailabilityPage(props: {
  view: View
  patient: NamedPatient
  availability: Availability
  attempt?: Attempt | undefined
}) {
  const { view, patient, availability, attempt } = props
  const t = availabilityText[view.lang]
  const list = `/patients/${patient.id}/disponibilites`
  const here = `${list}/${availability.id}`
  return (
    <PracticeLayout frame={view.frame} title={t.edit} width="narrow" floatingAction="none">
      <PageHeader
        title={t.edit}
        subtitle={sayHours(availability, view.lang)}
        back={{ href: list, label: t.title }}
        actions={
          <ActionForm action={`${here}/suppression`} frame={view.frame}>
            <Button icon="trash-2">{t.remove}</Button>
          </ActionForm>
        }
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card padding="large">
        <Form action={here} frame={view.frame} version={availability.version} guardLeave>
          <AvailabilityFields view={view} filled={attempt ?? filledWith(availability)} />
          <ButtonRow align="end">
            <LinkButton href={list}>{t.cancel}</LinkButton>
            <Button variant="primary">{t.save}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </PracticeLayout>
  )
}

/** Each line leads to its form; `removable` ones have their button beside. */
export function AvailabilityList(props: {
  view: View
  patientId: string
  items: readonly Availability[]
  removable?: boolean
}) {
  const { view, patientId, items } = props
  const t = availabilityText[view.lang]
  const base = `/patients/${patientId}/disponibilites`
  return (
    <List
      label={t.title}
      items={items.map((item) => ({
        icon: 'clock',
        href: `${base}/${item.id}`,
        title: (
          <>
            {sayHours(item, view.lang)} {stateOf(item, view)}
          </>
        ),
        detail: sayRhythm(item, view.lang),
        aside: props.removable ? (
          <ActionForm action={`${base}/${item.id}/suppression`} frame={view.frame}>
            <Button size="small">{t.remove}</Button>
          </ActionForm>
        ) : undefined,
      }))}
    />
  )
}

function stateOf({ validFrom, validTo }: Availability, view: View) {
  const t = availabilityText[view.lang]
  if (validTo && Temporal.PlainDate.compare(validTo, view.today) < 0) return <Badge>{t.over}</Badge>
  if (validFrom && Temporal.PlainDate.compare(validFrom, view.today) > 0) {
    return <Badge tone="info">{t.toCome}</Badge>
  }
  return null
}

function AvailabilityFields({ view, filled }: { view: View; filled: Filled }) {
  const { lang } = view
  const t = availabilityText[lang]
  return (
    <>
      <RadioChips
        {...field(filled, 'weekday')}
        label={t.weekday}
        required
        options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day, lang) }))}
      />
      <FieldRow>
        <TimeField {...field(filled, 'from')} label={t.from} required />
        <TimeField {...field(filled, 'to')} label={t.to} required />
      </FieldRow>
      <RadioChips
        {...field(filled, 'everyWeeks')}
        value={filled.value('everyWeeks') || '1'}
        label={t.rhythm}
        options={([1, 2] as const).map((weeks) => ({ value: String(weeks), label: t.rhythms[weeks] }))}
      />
      <FieldRow>
        <DateField {...field(filled, 'validFrom')} label={t.validFrom} hint={t.validFromHint} />
        <DateField {...field(filled, 'validTo')} label={t.validTo} hint={t.validToHint} />
      </FieldRow>
    </>
  )
}

function filledWith({ weekday, from, to, everyWeeks, validFrom, validTo }: Availability): Filled {
  const texts: Readonly<Record<string, string>> = {
    weekday: String(weekday),
    from: from.toString({ smallestUnit: 'minute' }),
    to: to.toString({ smallestUnit: 'minute' }),
    everyWeeks: String(everyWeeks),
    validFrom: validFrom ? formatIsoDate(validFrom) : '',
    validTo: validTo ? formatIsoDate(validTo) : '',
  }
  return { value: (name) => texts[name] ?? '', error: () => undefined }
}
