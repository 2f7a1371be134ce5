import { formatIsoDate } from '#src/domain/civil-format.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  ButtonRow,
  Card,
  DateField,
  ErrorSummary,
  FieldRow,
  Form,
  LinkButton,
  List,
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  ShowWhen,
  TextField,
  TimeField,
} from '#src/ui/index.ts'
import { patientNames } from '../appointment.ts'
import { sayInstant } from '../explain.ts'
import { colourOf } from '../find-choices.ts'
import { timeValue } from '../form-values.ts'
import type { ListedAppointment } from '../list-appointments.ts'
import { settingsText } from '../settings-text.ts'
import { nameOf, sayTimeOff } from './say-time-off.ts'
import { TIME_OFF_KINDS, type TimeOff } from './time-off-form.ts'
import { NextDates, RepeatFields } from './time-off-repeat.tsx'

export function TimeOffPage(props: {
  view: View
  timeOff?: TimeOff | undefined
  affected?: readonly ListedAppointment[] | undefined
  attempt?: Attempt | undefined
}) {
  const { view, timeOff, affected, attempt } = props
  const t = settingsText[view.lang]
  const title = timeOff ? nameOf(view, timeOff) : t.newTimeOff
  const stored = timeOff ? valuesOf(view, timeOff) : emptyValues(view)
  const at = (name: keyof typeof stored): string => (attempt ? attempt.value(name) : stored[name])
  const error = (...names: string[]): string | undefined =>
    names.map((name) => attempt?.error(name)).find((one) => one)
  return (
    <PracticeLayout frame={view.frame} title={title} width="narrow" floatingAction="none">
      <PageHeader
        title={title}
        subtitle={timeOff ? sayTimeOff(view, timeOff) : undefined}
        back={{ href: '/absences', label: t.timeOff }}
        actions={
          timeOff ? (
            <ActionForm action={`/absences/${timeOff.id}/suppression`} frame={view.frame}>
              <Button icon="trash-2">{timeOff.rule === null ? t.remove : t.removeAll}</Button>
            </ActionForm>
          ) : undefined
        }
      />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      {attempt?.refused?.refused === 'stale' && timeOff ? (
        <Notice>{t.present(sayTimeOff(view, timeOff))}</Notice>
      ) : null}
      <Form
        action={timeOff ? `/absences/${timeOff.id}` : '/absences'}
        frame={view.frame}
        version={timeOff?.version}
        guardLeave
      >
        <RadioChips
          name="kind"
          label={t.kind}
          value={at('kind')}
          error={error('kind')}
          options={TIME_OFF_KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
        />
        <TextField
          name="label"
          label={t.label}
          value={at('label')}
          error={error('label')}
          hint={t.labelHint}
          maxlength={300}
        />
        <RadioChips
          name="scope"
          label={t.scope}
          value={at('scope')}
          options={[
            { value: 'days', label: t.wholeDays },
            { value: 'part', label: t.partOfDay },
          ]}
        />
        <ShowWhen field="scope" values={['days']}>
          <Card tone="sunk" title={t.wholeDays}>
            <FieldRow>
              <DateField
                name="startDate"
                label={t.firstDay}
                value={at('startDate')}
                error={error('startDate')}
              />
              <DateField
                name="endDate"
                label={t.lastDay}
                value={at('endDate')}
                error={error('endDate')}
                hint={t.lastDayHint}
              />
            </FieldRow>
          </Card>
        </ShowWhen>
        <ShowWhen field="scope" values={['part']}>
          <Card tone="sunk" title={t.partOfDay}>
            <FieldRow>
              <DateField name="date" label={t.date} value={at('date')} error={error('date', 'startsAt')} />
              <TimeField name="from" label={t.fromTime} value={at('from')} error={error('from')} />
              <TimeField name="to" label={t.toTime} value={at('to')} error={error('to', 'endsAt')} />
            </FieldRow>
          </Card>
        </ShowWhen>
        <RepeatFields view={view} timeOff={timeOff} attempt={attempt} />
        <ButtonRow align="end">
          <LinkButton href="/absences">{t.cancel}</LinkButton>
          <Button variant="primary">{t.save}</Button>
        </ButtonRow>
      </Form>
      {timeOff && timeOff.rule !== null ? <NextDates view={view} timeOff={timeOff} /> : null}
      {affected ? <Affected view={view} affected={affected} /> : null}
    </PracticeLayout>
  )
}

/** Who is booked while the practitioner is away, each one click from being moved. */
function Affected({ view, affected }: { view: View; affected: readonly ListedAppointment[] }) {
  const t = settingsText[view.lang]
  return (
    <Card title={t.affected} aside={affected.length > 0 ? String(affected.length) : undefined}>
      {affected.length === 0 ? (
        <p>{t.nobodyAffected}</p>
      ) : (
        <List
          items={affected.map((appointment) => ({
            title: patientNames(appointment.patients),
            href: `/rendez-vous/${appointment.id}`,
            detail: `${sayInstant(appointment.startsAt, view.zone, view.lang)} · ${appointment.typeName}`,
            colour: colourOf(appointment.typeColour),
            actions: (
              <ButtonRow>
                <LinkButton href={`/rendez-vous/${appointment.id}/deplacement`} size="small" dialog>
                  {t.move}
                </LinkButton>
                <LinkButton
                  href={`/rendez-vous/${appointment.id}/annulation`}
                  size="small"
                  variant="quiet"
                  dialog
                >
                  {t.cancelAppointment}
                </LinkButton>
              </ButtonRow>
            ),
          }))}
        />
      )}
    </Card>
  )
}

function valuesOf(view: View, off: TimeOff) {
  const start = off.startsAt.toZonedDateTimeISO(view.zone)
  const end = off.endsAt.toZonedDateTimeISO(view.zone)
  const part = off.startDate === null
  return {
    kind: off.kind,
    label: off.label,
    scope: part ? 'part' : 'days',
    startDate: off.startDate ? formatIsoDate(off.startDate) : '',
    endDate: off.endDate ? formatIsoDate(off.endDate) : '',
    date: part ? formatIsoDate(start) : '',
    from: part ? timeValue(start.toPlainTime()) : '',
    to: part ? timeValue(end.toPlainTime()) : '',
  }
}

function emptyValues(view: View): ReturnType<typeof valuesOf> {
  const today = formatIsoDate(view.today)
  return {
    kind: 'holiday',
    label: '',
    scope: 'days',
    startDate: today,
    endDate: '',
    date: today,
    from: '',
    to: '',
  }
}
