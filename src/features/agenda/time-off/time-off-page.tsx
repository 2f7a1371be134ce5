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
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  ShowWhen,
  TextField,
  TimeField,
} from '#src/ui/index.ts'
import type { Occurrence } from '../series/occurrences.ts'
import { NextDates, RepeatFields } from './time-off-repeat.tsx'
import { patientNames } from '#src/domain/person-name.ts'
import {
  nameOf,
  sayTimeOff,
  settingsText,
  TIME_OFF_KINDS,
  type TimeOff,
} from '#src/features/planning/index.ts'
import { timeValue } from '#src/domain/civil-time.ts'

export function TimeOffPage(props: {
  view: View
  timeOff?: TimeOff | undefined
  /** Appointments to come that it touches. */
  touched?: readonly Occurrence[] | undefined
  attempt?: Attempt | undefined
  /** Of a new one: the first day proposed; today when left out. */
  date?: Temporal.PlainDate | undefined
}) {
  const { view, timeOff, touched = [], attempt } = props
  const t = settingsText[view.lang]
  const title = timeOff ? nameOf(view, timeOff) : t.newTimeOff
  const stored = timeOff ? valuesOf(view, timeOff) : emptyValues(props.date ?? view.today)
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
      {timeOff && touched.length > 0 ? <Touched view={view} timeOff={timeOff} touched={touched} /> : null}
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
    </PracticeLayout>
  )
}

/** Who is booked while the practitioner is away: the first thing to see, and one step from being solved. */
function Touched({
  view,
  timeOff,
  touched,
}: {
  view: View
  timeOff: TimeOff
  touched: readonly Occurrence[]
}) {
  const t = settingsText[view.lang]
  return (
    <Notice
      kind="warning"
      title={t.touched(touched.length)}
      actions={
        <LinkButton href={`/absences/${timeOff.id}/rendez-vous`} variant="primary" size="small">
          {t.decide}
        </LinkButton>
      }
    >
      {sayPeople(touched)}
    </Notice>
  )
}

const NAMED = 5

function sayPeople(touched: readonly Occurrence[]): string {
  const names = [...new Set(touched.map((one) => patientNames(one.patients)))]
  return `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? '…' : ''}`
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

function emptyValues(date: Temporal.PlainDate): ReturnType<typeof valuesOf> {
  const day = formatIsoDate(date)
  return {
    kind: 'holiday',
    label: '',
    scope: 'days',
    startDate: day,
    endDate: '',
    date: day,
    from: '',
    to: '',
  }
}
