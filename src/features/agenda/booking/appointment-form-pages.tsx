import type { FieldError } from '#src/platform/http/problem.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  CheckboxField,
  ErrorSummary,
  FieldRow,
  Form,
  LinkButton,
  MoneyField,
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  TextArea,
} from '#src/ui/index.ts'
import type { Appointment } from '../appointments/appointment.ts'
import { NO_REPETITION, RepeatFields, type RepeatValues } from './series/repeat-fields.tsx'
import { ScopeField } from './series/scope-field.tsx'
import { appointmentText } from './appointment-text.ts'
import { sayInstant } from './say-when.ts'
import type { FormValues } from './form-values.ts'
import type { NearestSlot } from '../appointments/nearest-slots.ts'
import {
  type Obstacle,
  ObstacleNotice,
  PlaceField,
  TimeFields,
  TypeField,
  errorAt,
} from './appointment-fields.tsx'
import { PatientField } from './patient-fields.tsx'
import { patientNames } from '#src/domain/person-name.ts'
import type { Choices } from '#src/features/planning/index.ts'

interface FormPageProps {
  view: View
  values: FormValues
  errors?: readonly FieldError[] | undefined
  obstacle?: Obstacle | undefined
}

export function NewAppointmentPage(
  props: FormPageProps & { choices: Choices; repeat?: RepeatValues | undefined },
) {
  const { view, values, choices, repeat = NO_REPETITION, errors = [], obstacle = {} } = props
  const t = appointmentText[view.lang]
  const fields = { view, values, errors, obstacle }
  return (
    <PracticeLayout frame={view.frame} title={t.newTitle} width="narrow" floatingAction="none">
      <PageHeader title={t.newTitle} back={{ href: agendaAt(values.date), label: t.backToAgenda }} />
      <Summary view={view} errors={errors} obstacle={obstacle} />
      <Form action="/rendez-vous" frame={view.frame} guardLeave>
        <ObstacleNotice view={view} obstacle={obstacle} date={values.date} />
        <PatientField {...fields} autofocus={errors.length === 0 && values.patientId === ''} />
        <TypeField {...fields} choices={choices} />
        <TimeFields {...fields} durationHint={t.durationHint} />
        <RepeatFields view={view} values={repeat} errors={errors} />
        <PlaceField {...fields} choices={choices} ofType />
        <TextArea
          name="note"
          label={t.note}
          value={values.note}
          error={errorAt(errors, 'note')}
          hint={t.noteHint}
          rows={3}
        />
        <CheckboxField
          name="status"
          label={t.toConfirm}
          hint={t.toConfirmHint}
          value="requested"
          checked={values.status === 'requested'}
        />
        <ButtonRow align="end">
          <LinkButton href={agendaAt(values.date)}>{t.back}</LinkButton>
          <Button variant={obstacle.warnings ? 'secondary' : 'primary'}>{t.save}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}

export function EditAppointmentPage(
  props: FormPageProps & {
    appointment: Appointment
    choices: Choices
    scope?: string
    current?: Appointment | undefined
  },
) {
  const { view, values, appointment, choices, errors = [], obstacle = {} } = props
  const t = appointmentText[view.lang]
  const href = `/rendez-vous/${appointment.id}`
  const fields = { view, values, errors, obstacle }
  return (
    <PracticeLayout frame={view.frame} title={t.editTitle} width="narrow" floatingAction="none">
      <PageHeader title={t.editTitle} back={{ href, label: patientNames(appointment.patients) }} />
      <Summary view={view} errors={errors} obstacle={obstacle} />
      {props.current ? <PresentValues view={view} current={props.current} choices={choices} /> : null}
      <Form action={href} frame={view.frame} version={appointment.version} guardLeave>
        <ObstacleNotice view={view} obstacle={obstacle} date={values.date} />
        <ScopeField view={view} seriesId={appointment.seriesId} value={props.scope ?? ''} />
        <PatientField {...fields} />
        <TypeField {...fields} choices={choices} />
        <TimeFields {...fields} />
        <PlaceField {...fields} choices={choices} />
        <FieldRow>
          <MoneyField
            name="price"
            label={t.price}
            value={values.price}
            error={errorAt(errors, 'price', 'priceCents')}
            width="short"
          />
        </FieldRow>
        <TextArea
          name="note"
          label={t.note}
          value={values.note}
          error={errorAt(errors, 'note')}
          hint={t.noteHint}
          rows={4}
        />
        <ButtonRow align="end">
          <LinkButton href={href}>{t.back}</LinkButton>
          <Button variant={obstacle.warnings ? 'secondary' : 'primary'}>{t.save}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}

export function MoveAppointmentPage(
  props: FormPageProps & {
    appointment: Appointment
    scope?: string
    suggestions: readonly NearestSlot[]
  },
) {
  const { view, values, appointment, errors = [], obstacle = {} } = props
  const t = appointmentText[view.lang]
  const href = `/rendez-vous/${appointment.id}`
  const shown: Obstacle =
    obstacle.nearest || obstacle.warnings ? obstacle : { ...obstacle, nearest: props.suggestions }
  return (
    <PracticeLayout frame={view.frame} title={t.moveTitle} width="narrow" floatingAction="none">
      <PageHeader
        title={t.moveTitle}
        subtitle={t.current(sayInstant(appointment.startsAt, view.zone, view.lang))}
        back={{ href, label: patientNames(appointment.patients) }}
      />
      <Summary view={view} errors={errors} obstacle={obstacle} />
      <Form action={`${href}/deplacement`} frame={view.frame} version={appointment.version}>
        <ScopeField view={view} seriesId={appointment.seriesId} value={props.scope ?? ''} />
        <TimeFields view={view} values={values} errors={errors} obstacle={obstacle} />
        <ObstacleNotice view={view} obstacle={shown} date={values.date} />
        <ButtonRow align="end">
          <LinkButton href={href}>{t.back}</LinkButton>
          <Button variant={obstacle.warnings ? 'secondary' : 'primary'}>{t.moveSubmit}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}

export function CancelAppointmentPage(props: {
  view: View
  appointment: Appointment
  by: string
  reason: string
  scope?: string
  lateCancelHours: number
  wouldBeLate: boolean
  errors?: readonly FieldError[] | undefined
}) {
  const { view, appointment, errors = [] } = props
  const t = appointmentText[view.lang]
  const href = `/rendez-vous/${appointment.id}`
  return (
    <PracticeLayout frame={view.frame} title={t.cancelTitle} width="narrow" floatingAction="none">
      <PageHeader
        title={t.cancelTitle}
        subtitle={`${patientNames(appointment.patients)}, ${sayInstant(appointment.startsAt, view.zone, view.lang)}`}
        back={{ href, label: t.appointment }}
      />
      <ErrorSummary lang={view.lang} errors={errors} />
      <Form action={`${href}/annulation`} frame={view.frame}>
        <ScopeField view={view} seriesId={appointment.seriesId} value={props.scope ?? ''} />
        {props.wouldBeLate ? <Notice kind="warning">{t.lateHint(props.lateCancelHours)}</Notice> : null}
        <RadioChips
          name="by"
          label={t.byLabel}
          value={props.by}
          error={errorAt(errors, 'by')}
          required
          options={[
            { value: 'patient', label: t.byPatient },
            { value: 'practitioner', label: t.byPractitioner },
          ]}
        />
        <TextArea
          name="reason"
          label={t.reason}
          value={props.reason}
          error={errorAt(errors, 'reason')}
          hint={t.reasonHint}
          rows={2}
        />
        <ButtonRow align="end">
          <LinkButton href={href}>{t.keep}</LinkButton>
          <Button variant="danger">{appointment.seriesId === null ? t.cancelSubmit : t.cancelConfirm}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}

/** A warning to confirm is no mistake: its own notice says it, in the form. */
function Summary({
  view,
  errors,
  obstacle,
}: {
  view: View
  errors: readonly FieldError[]
  obstacle: Obstacle
}) {
  return obstacle.warnings ? null : <ErrorSummary lang={view.lang} errors={errors} />
}

function PresentValues({ view, current, choices }: { view: View; current: Appointment; choices: Choices }) {
  const t = appointmentText[view.lang]
  const type = choices.types.find((one) => one.id === current.typeId)?.name ?? ''
  const when = sayInstant(current.startsAt, view.zone, view.lang)
  const what = [patientNames(current.patients), type, when, `${current.durationMinutes} ${t.minutes}`].join(
    ' · ',
  )
  return <Notice kind="info">{t.current(what)}</Notice>
}

function agendaAt(date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? `/agenda?date=${date}` : '/agenda'
}
