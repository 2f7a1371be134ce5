import type { FieldError } from '#src/platform/http/problem.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  ErrorSummary,
  Form,
  LinkButton,
  PageHeader,
  PracticeLayout,
} from '#src/ui/index.ts'
import type { Appointment } from '../../appointments/appointment.ts'
import { appointmentText } from '../appointment-text.ts'
import { sayInstant } from '../say-when.ts'
import { seriesText } from './series-text.ts'
import { RepeatFields, type RepeatValues } from './repeat-fields.tsx'
import { patientNames } from '#src/domain/person-name.ts'

/** Makes a series of an appointment that is there. */
export function RepeatPage(props: {
  view: View
  appointment: Appointment
  values: RepeatValues
  errors?: readonly FieldError[] | undefined
}) {
  const { view, appointment, values, errors = [] } = props
  const t = seriesText[view.lang]
  const href = `/rendez-vous/${appointment.id}`
  const when = sayInstant(appointment.startsAt, view.zone, view.lang)
  return (
    <PracticeLayout frame={view.frame} title={t.repeatTitle} width="narrow" floatingAction="none">
      <PageHeader
        title={t.repeatTitle}
        subtitle={`${patientNames(appointment.patients)}, ${when}`}
        back={{ href, label: appointmentText[view.lang].appointment }}
      />
      <ErrorSummary lang={view.lang} errors={errors} />
      <Form action={`${href}/repetition`} frame={view.frame}>
        <RepeatFields view={view} values={values} errors={errors} required />
        <ButtonRow align="end">
          <LinkButton href={href}>{appointmentText[view.lang].back}</LinkButton>
          <Button variant="primary">{t.showDates}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}
