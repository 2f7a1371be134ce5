import { formatDate } from '#src/domain/civil-format.ts'
import { typedHours } from '#src/domain/opening-text.ts'
import type { ClockSpan } from '#src/domain/wall-clock.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  DateField,
  FieldRow,
  RadioChips,
  SelectField,
  ShowWhen,
  TextField,
  FormPage,
} from '#src/ui/index.ts'
import type { Place } from '../catalogue/places.ts'
import type { Exception } from './exceptions.ts'
import { sayHours } from './hours-rail.tsx'
import { readStored } from './planning.ts'
import { planningText } from './text.ts'

interface ExceptionPageProps {
  view: View
  exception?: Exception | undefined
  places: readonly Place[]
  /** For a new one: the day it is for, and its hours as they are now. */
  proposed?: { date: string; hours: readonly ClockSpan[] } | undefined
  attempt?: Attempt | undefined
}

export function ExceptionPage({ view, exception, places, proposed, attempt }: ExceptionPageProps) {
  const t = planningText[view.lang]
  const title = exception ? formatDate(exception.date, 'weekday', view.lang) : t.newException
  const stored = exception
    ? {
        date: exception.date.toString(),
        opens: exception.hours.length === 0 ? 'closed' : 'hours',
        hours: typedHours(
          exception.hours.map((one) => readStored(one)),
          view.lang,
        ),
        placeId: exception.placeId ?? '',
        label: exception.label,
      }
    : {
        date: proposed?.date ?? '',
        opens: 'hours',
        hours: typedHours(proposed?.hours ?? [], view.lang),
        placeId: '',
        label: '',
      }
  const at = (name: keyof typeof stored): string => (attempt ? attempt.value(name) : stored[name])
  const used = places.filter((place) => !place.archivedAt || place.id === exception?.placeId)
  return (
    <FormPage
      frame={view.frame}
      title={title}
      subtitle={exception ? sayHours(view, exception) : t.exceptionLead}
      back={{ href: '/horaires', label: t.openingHours }}
      actions={
        exception ? (
          <ActionForm action={`/horaires/exceptions/${exception.id}/suppression`} frame={view.frame}>
            <Button icon="trash-2">{t.remove}</Button>
          </ActionForm>
        ) : undefined
      }
      errors={attempt?.errors}
      notice={
        attempt?.refused?.refused === 'stale' && exception ? t.present(sayHours(view, exception)) : undefined
      }
      action={exception ? `/horaires/exceptions/${exception.id}` : '/horaires/exceptions'}
      version={exception?.version}
      cancel={t.cancel}
      send={t.save}
    >
      <FieldRow>
        <DateField name="date" label={t.date} value={at('date')} error={attempt?.error('date')} required />
        {used.length < 2 ? null : (
          <SelectField
            name="placeId"
            label={t.place}
            value={at('placeId')}
            error={attempt?.error('placeId')}
            empty={t.everyPlace}
            options={used.map((place) => ({ value: place.id, label: place.name }))}
          />
        )}
      </FieldRow>
      <RadioChips
        name="opens"
        label={t.opens}
        value={at('opens')}
        options={[
          { value: 'hours', label: t.opensChoices.hours },
          { value: 'closed', label: t.opensChoices.closed },
        ]}
      />
      <ShowWhen field="opens" values={['hours']}>
        <TextField
          name="hours"
          label={t.hours}
          value={at('hours')}
          error={attempt?.error('hours')}
          hint={t.weekHint}
          autocomplete="off"
          maxlength={300}
        />
      </ShowWhen>
      <TextField
        name="label"
        label={t.label}
        value={at('label')}
        error={attempt?.error('label')}
        hint={t.labelHint}
        maxlength={300}
      />
    </FormPage>
  )
}
