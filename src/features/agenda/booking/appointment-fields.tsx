import { formatDate, formatDuration } from '#src/domain/civil-format.ts'
import { parseDate } from '#src/domain/civil-parse.ts'
import { civilDateOf } from '#src/domain/civil-time.ts'
import { FitBadge } from '#src/features/patients/index.ts'
import type { FieldError } from '#src/platform/http/problem.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  DateField,
  FieldRow,
  Notice,
  RadioChips,
  TextField,
  TimeField,
} from '#src/ui/index.ts'
import { appointmentText } from './appointment-text.ts'
import { sayWarning } from './explain.ts'
import { sayInstant } from './say-when.ts'
import type { FormValues } from './form-values.ts'
import type { NearestSlot } from '../appointments/nearest-slots.ts'
import type { PatientOption, newNamesOf } from '../appointments/patient-choice.ts'
import type { Warning } from '../appointments/warnings.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import type { Choices } from '#src/features/planning/index.ts'

/** What a refused form shows besides its errors. */
export interface Obstacle {
  nearest?: readonly NearestSlot[] | undefined
  warnings?: readonly Warning[] | undefined
  /** Who is to come, where a warning is about them. */
  patients?: readonly NamedPatient[] | undefined
  twice?: boolean | undefined
  patientOptions?: readonly PatientOption[] | undefined
  otherPatientOptions?: readonly PatientOption[] | undefined
  /** The text typed is nobody's name; how it may be read as somebody new's. */
  unknown?: { field: string; names: ReturnType<typeof newNamesOf> } | undefined
}

export interface FieldsProps {
  view: View
  values: FormValues
  errors: readonly FieldError[]
  obstacle: Obstacle
}

export function errorAt(errors: readonly FieldError[], ...fields: string[]): string | undefined {
  return errors.find((error) => error.field !== undefined && fields.includes(error.field))?.message
}

/** What Enter presses in a field: the form itself, whatever buttons stand before its own. */
export function DefaultSubmit() {
  return <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true"></button>
}

/** One click sends the form again with a free time, or confirms what was warned of. */
export function ObstacleNotice(props: {
  view: View
  obstacle: Obstacle
  /** The day asked for, as it was typed. */
  date: string
}) {
  const { view, obstacle } = props
  const t = appointmentText[view.lang]
  if (obstacle.warnings && obstacle.warnings.length > 0) {
    return (
      <Notice
        kind="warning"
        title={t.confirmTitle}
        actions={
          <>
            <DefaultSubmit />
            <Button name="confirmed" value="1" variant="primary">
              {t.saveAnyway}
            </Button>
          </>
        }
      >
        {obstacle.warnings.map((warning) => (
          <p>{sayWarning(warning, obstacle.patients ?? [], view.lang)}</p>
        ))}
      </Notice>
    )
  }
  if (!obstacle.nearest || obstacle.nearest.length === 0) return null
  return (
    <Notice
      kind="info"
      title={t.nearestTitle}
      actions={
        <ButtonRow>
          <DefaultSubmit />
          {obstacle.nearest.map((slot) => (
            <Button
              name="startsAt"
              value={slot.startsAt.toString({ timeZone: view.zone })}
              icon="calendar-plus"
            >
              {sayInstant(slot.startsAt, view.zone, view.lang)} <FitBadge fits={slot.fits} lang={view.lang} />
            </Button>
          ))}
        </ButtonRow>
      }
    >
      {whyAnotherDay(view, props.date, obstacle.nearest)}
    </Notice>
  )
}

/** Where no free time is of the day asked for, what is the matter with that day. */
function whyAnotherDay(view: View, asked: string, nearest: readonly NearestSlot[]): string | null {
  const parsed = parseDate(asked)
  if (!('date' in parsed)) return null
  const { date } = parsed
  if (nearest.some((slot) => civilDateOf(slot.startsAt, view.zone).equals(date))) return null
  const t = appointmentText[view.lang]
  const day = formatDate(date, 'weekday', view.lang)
  return Temporal.PlainDate.compare(date, view.today) < 0 ? t.dayOver(day) : t.dayWithoutRoom(day)
}

export function TypeField({ view, values, errors, choices }: FieldsProps & { choices: Choices }) {
  const t = appointmentText[view.lang]
  return (
    <RadioChips
      name="typeId"
      label={t.type}
      value={values.typeId}
      error={errorAt(errors, 'typeId')}
      required
      options={choices.types.map((type) => ({
        value: type.id,
        label: type.name,
        detail: formatDuration(type.durationMinutes, view.lang),
      }))}
    />
  )
}

export function TimeFields({
  view,
  values,
  errors,
  obstacle,
  durationHint,
}: FieldsProps & { durationHint?: string }) {
  const t = appointmentText[view.lang]
  return (
    <>
      <FieldRow>
        <DateField name="date" label={t.date} value={values.date} error={errorAt(errors, 'date')} required />
        <TimeField
          name="time"
          label={t.time}
          value={values.time}
          error={errorAt(errors, 'time', 'startsAt')}
          width="short"
          required
        />
        <TextField
          name="durationMinutes"
          label={t.duration}
          value={values.durationMinutes}
          error={errorAt(errors, 'durationMinutes', 'endsAt')}
          hint={durationHint}
          inputmode="numeric"
          unit={t.minutes}
          width="short"
          numeric
        />
      </FieldRow>
      {obstacle.twice ? (
        <RadioChips
          name="occurrence"
          label={t.occurrence}
          value={values.occurrence}
          options={[
            { value: 'first', label: t.firstOccurrence },
            { value: 'second', label: t.secondOccurrence },
          ]}
        />
      ) : null}
    </>
  )
}

export function PlaceField({
  view,
  values,
  errors,
  choices,
  ofType,
}: FieldsProps & { choices: Choices; ofType?: boolean }) {
  const t = appointmentText[view.lang]
  if (choices.places.length === 0) return null
  return (
    <RadioChips
      name="placeId"
      label={t.place}
      value={values.placeId}
      error={errorAt(errors, 'placeId')}
      options={[
        ...(ofType ? [{ value: '', label: t.placeOfType }] : []),
        ...choices.places.map((place) => ({
          value: place.id,
          label: place.name,
          icon:
            place.kind === 'video'
              ? ('video' as const)
              : place.kind === 'home'
                ? ('house' as const)
                : ('map-pin' as const),
        })),
        ...(ofType ? [] : [{ value: 'none', label: t.noPlace }]),
      ]}
    />
  )
}
