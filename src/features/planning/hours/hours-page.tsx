import { formatDate } from '#src/domain/civil-format.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  DateField,
  ErrorSummary,
  FieldGroup,
  FieldRow,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  PracticeLayout,
  Tabs,
  WithRail,
} from '#src/ui/index.ts'
import type { Place } from '../catalogue/places.ts'
import { type AroundWeek, WeekRail } from './hours-rail.tsx'
import { type HoursGroup, groupsOf, isOfGroup } from './opening-hours.ts'
import { planningText } from './text.ts'
import type { HoursJson } from './week-form.ts'
import { WeekFields } from './week-fields.tsx'

export interface HoursPageData extends AroundWeek {
  hours: readonly HoursJson[]
  places: readonly Place[]
  /** The hours on show; those of every place, without dates, to begin with. */
  group: HoursGroup
  /** The form of hours that begin on a date, filled with those of today. */
  isNew: boolean
}

/** The usual week as it is typed, and beside it what is different: periods, exceptional days, holidays. */
export function HoursPage({
  view,
  data,
  attempt,
}: {
  view: View
  data: HoursPageData
  attempt?: Attempt | undefined
}) {
  const t = planningText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.openingHours} floatingAction="none">
      <PageHeader
        title={t.openingHours}
        subtitle={t.lead}
        actions={
          <LinkButton href="/absences" icon="sun">
            {t.timeOff}
          </LinkButton>
        }
      />
      <PlaceTabs view={view} places={data.places} placeId={data.group.placeId} />
      <WithRail rail={<WeekRail view={view} around={data} />}>
        <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
        <Card title={t.usualWeek} footer={<GroupLinks view={view} data={data} />}>
          <WeekForm view={view} data={data} attempt={attempt} />
        </Card>
      </WithRail>
    </PracticeLayout>
  )
}

function WeekForm({
  view,
  data,
  attempt,
}: {
  view: View
  data: HoursPageData
  attempt: Attempt | undefined
}) {
  const t = planningText[view.lang]
  const { group, isNew } = data
  const hours = data.hours.filter((one) =>
    isOfGroup(one, isNew ? { ...group, validFrom: null, validTo: null } : group),
  )
  const at = (name: string, stored: string | null): string => (attempt ? attempt.value(name) : (stored ?? ''))
  return (
    <Form action="/horaires" frame={view.frame} guardLeave>
      {group.placeId === null ? null : <HiddenField name="placeId" value={group.placeId} />}
      {isNew ? (
        <HiddenField name="isNew" value="on" />
      ) : (
        <>
          <HiddenField name="shownFrom" value={group.validFrom ?? ''} />
          <HiddenField name="shownTo" value={group.validTo ?? ''} />
        </>
      )}
      <p class="field-hint">{t.weekHint}</p>
      <WeekFields lang={view.lang} hours={hours} attempt={attempt} />
      {isNew || group.validFrom !== null || group.validTo !== null ? (
        <FieldGroup id="validity" title={t.validity}>
          <FieldRow>
            <DateField
              name="validFrom"
              label={t.validFrom}
              value={at('validFrom', group.validFrom)}
              error={attempt?.error('validFrom')}
            />
            <DateField
              name="validTo"
              label={t.validTo}
              value={at('validTo', group.validTo)}
              error={attempt?.error('validTo')}
              hint={t.validityHint}
            />
          </FieldRow>
        </FieldGroup>
      ) : null}
      {isNew ? (
        <CheckboxField
          name="replaces"
          label={t.replaces}
          hint={t.replacesHint}
          checked={attempt ? attempt.has('replaces') : true}
          error={attempt?.error('replaces')}
        />
      ) : null}
      <ButtonRow align="end">
        {isNew ? (
          <LinkButton href={hrefOf({ ...group, validFrom: null, validTo: null })}>{t.cancel}</LinkButton>
        ) : null}
        <Button variant="primary">{t.save}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Hours of other dates, each a page of its own, and the way to new ones. */
function GroupLinks({ view, data }: { view: View; data: HoursPageData }) {
  const t = planningText[view.lang]
  const { hours, group, isNew } = data
  const others = groupsOf(hours, group.placeId).filter(
    (one) => isNew || one.validFrom !== group.validFrom || one.validTo !== group.validTo,
  )
  const isShown = (one: HoursGroup): boolean =>
    one.validFrom !== null || one.validTo !== null || hours.some((line) => isOfGroup(line, one))
  return (
    <ButtonRow>
      {others.filter(isShown).map((one) => (
        <LinkButton href={hrefOf(one)} size="small" variant="quiet">
          {sayGroup(view, one)}
        </LinkButton>
      ))}
      {isNew ? null : (
        <LinkButton
          href={`${hrefOf({ ...group, validFrom: null, validTo: null })}${group.placeId ? '&' : '?'}nouveau=1`}
          size="small"
          variant="quiet"
          icon="plus"
        >
          {t.newHours}
        </LinkButton>
      )}
    </ButtonRow>
  )
}

function sayGroup(view: View, { validFrom, validTo }: HoursGroup): string {
  const t = planningText[view.lang]
  const say = (date: string): string => formatDate(Temporal.PlainDate.from(date), 'long', view.lang)
  if (validFrom === null && validTo === null) return t.always
  const parts = [
    validFrom === null ? '' : t.since(say(validFrom)),
    validTo === null ? '' : t.until(say(validTo)),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

export function hrefOf({ placeId, validFrom, validTo }: HoursGroup): string {
  const query = new URLSearchParams()
  if (placeId) query.set('lieu', placeId)
  if (validFrom) query.set('du', validFrom)
  if (validTo) query.set('au', validTo)
  const text = query.toString()
  return text === '' ? '/horaires' : `/horaires?${text}`
}

function PlaceTabs({
  view,
  places,
  placeId,
}: {
  view: View
  places: readonly Place[]
  placeId: string | null
}) {
  const t = planningText[view.lang]
  const used = places.filter((place) => !place.archivedAt)
  if (used.length < 2) return null
  return (
    <Tabs
      label={t.hoursFor}
      tabs={[
        { href: '/horaires', label: t.everyPlace, current: placeId === null },
        ...used.map((place) => ({
          href: `/horaires?lieu=${place.id}`,
          label: place.name,
          current: placeId === place.id,
        })),
      ]}
    />
  )
}
