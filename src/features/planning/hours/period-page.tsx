import { formatDateRange } from '#src/domain/civil-format.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  Card,
  DateField,
  FieldGroup,
  FieldRow,
  TextField,
  FormPage,
} from '#src/ui/index.ts'
import type { Place } from '../catalogue/places.ts'
import type { Period } from './periods.ts'
import { planningText } from './text.ts'
import { type HoursJson, WEEKDAYS, dayField, placeWeek } from './week-form.ts'
import { WeekFields } from './week-fields.tsx'

/** One form for a new period and for one that exists; a refused one comes back as typed. */
export function PeriodPage(props: {
  view: View
  period?: Period | undefined
  /** Its hours; those of the usual week for a new one. */
  hours: readonly HoursJson[]
  places: readonly Place[]
  attempt?: Attempt | undefined
}) {
  const { view, period, attempt } = props
  const t = planningText[view.lang]
  const title = period ? period.name : t.newPeriod
  const at = (name: string, stored: string | undefined): string =>
    attempt ? attempt.value(name) : (stored ?? '')
  return (
    <FormPage
      frame={view.frame}
      title={title}
      subtitle={period ? formatDateRange(period.firstDate, period.lastDate, view.lang) : t.periodLead}
      back={{ href: '/horaires', label: t.openingHours }}
      actions={
        period ? (
          <ActionForm action={`/horaires/periodes/${period.id}/suppression`} frame={view.frame}>
            <Button icon="trash-2">{t.remove}</Button>
          </ActionForm>
        ) : undefined
      }
      errors={attempt?.errors}
      notice={
        attempt?.refused?.refused === 'stale' && period
          ? t.present(`${period.name}, ${formatDateRange(period.firstDate, period.lastDate, view.lang)}`)
          : undefined
      }
      action={period ? `/horaires/periodes/${period.id}` : '/horaires/periodes'}
      version={period?.version}
      cancel={t.cancel}
      send={t.save}
    >
      <TextField
        name="name"
        label={t.name}
        value={at('name', period?.name)}
        error={attempt?.error('name')}
        placeholder={t.namePlaceholder}
        maxlength={300}
        required
        autofocus={!period}
      />
      <FieldRow>
        <DateField
          name="firstDate"
          label={t.firstDate}
          value={at('firstDate', period?.firstDate.toString())}
          error={attempt?.error('firstDate')}
          required
        />
        <DateField
          name="lastDate"
          label={t.lastDate}
          value={at('lastDate', period?.lastDate.toString())}
          error={attempt?.error('lastDate')}
          required
        />
      </FieldRow>
      <Card tone="sunk" title={t.hours}>
        <p class="field-hint">{t.weekHint}</p>
        <WeekFields
          lang={view.lang}
          hours={props.hours.filter((one) => one.placeId === null)}
          attempt={attempt}
        />
        <PlaceWeeks view={view} hours={props.hours} places={props.places} attempt={attempt} />
      </Card>
    </FormPage>
  )
}

/** What holds at one place alone, folded away where nothing does. One place is every place. */
function PlaceWeeks(props: {
  view: View
  hours: readonly HoursJson[]
  places: readonly Place[]
  attempt: Attempt | undefined
}) {
  const { view, attempt } = props
  const t = planningText[view.lang]
  const hoursAt = (placeId: string) => props.hours.filter((one) => one.placeId === placeId)
  const isTyped = (placeId: string): boolean =>
    WEEKDAYS.some((weekday) => attempt?.value(`${placeWeek(placeId)}${dayField(weekday)}`))
  const inUse = props.places.filter((place) => !place.archivedAt)
  const shown = props.places.filter(
    ({ id, archivedAt }) => (!archivedAt && inUse.length > 1) || hoursAt(id).length > 0 || isTyped(id),
  )
  if (shown.length === 0) return null
  return (
    <FieldGroup id="at-places" title={t.atPlaces} hint={t.atPlacesHint}>
      {shown.map(({ id, name }) => (
        <details open={attempt ? isTyped(id) : hoursAt(id).length > 0}>
          <summary class="button button-quiet button-small">{name}</summary>
          <div role="group" aria-label={name}>
            <WeekFields lang={view.lang} hours={hoursAt(id)} prefix={placeWeek(id)} attempt={attempt} />
          </div>
        </details>
      ))}
    </FieldGroup>
  )
}
