import { formatDate, formatIsoDate, formatTime } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  Card,
  DateField,
  EmptyState,
  FilterForm,
  HiddenField,
  LinkButton,
  PageHeader,
  PracticeLayout,
  SelectField,
  Stack,
} from '#src/ui/index.ts'
import type { FreeSlot, FreeSlots } from './find-free-slots.ts'
import { planningText } from '../hours/text.ts'
import type { Choices } from '../catalogue/find-choices.ts'

/** What is looked for; where nothing was said, the first type in the week to come. */
export interface SlotsData extends FreeSlots {
  typeId: string
  placeId: string
  patientId: string
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  choices: Choices
}

/** Free times by day, each a link to the form of a new appointment at that time. */
export function SlotsPage({ view, data }: { view: View; data: SlotsData }) {
  const t = planningText[view.lang]
  const days = byDay(data)
  return (
    <PracticeLayout frame={view.frame} title={t.freeSlots} floatingAction="none">
      <PageHeader
        title={t.freeSlots}
        subtitle={t.freeSlotsLead}
        back={{ href: '/agenda', label: t.agenda }}
      />
      <Stack>
        <Card>
          <SlotFilter view={view} data={data} />
        </Card>
        {days.length === 0 ? (
          <EmptyState icon="calendar-x" title={t.noSlots}>
            {t.noSlotsHint}
          </EmptyState>
        ) : (
          <Stack>
            {days.map(({ date, slots }) => (
              <Card title={formatDate(date, 'weekday', view.lang)} aside={t.slotCount(slots.length)}>
                <ul class="slot-list">
                  {slots.map(({ slot, wall }) => (
                    <li>
                      <LinkButton
                        href={hrefOf(data, wall)}
                        size="small"
                        icon={slot.touches ? 'link' : undefined}
                      >
                        {formatTime(wall, view.lang)}
                      </LinkButton>
                    </li>
                  ))}
                </ul>
              </Card>
            ))}
          </Stack>
        )}
      </Stack>
    </PracticeLayout>
  )
}

function SlotFilter({ view, data }: { view: View; data: SlotsData }) {
  const t = planningText[view.lang]
  const { types, places } = data.choices
  return (
    <FilterForm action="/agenda/creneaux" label={t.search}>
      <SelectField
        name="typeId"
        label={t.type}
        value={data.typeId}
        options={types.map((type) => ({ value: type.id, label: type.name }))}
      />
      {places.length < 2 ? null : (
        <SelectField
          name="placeId"
          label={t.place}
          value={data.placeId}
          empty={t.anyPlace}
          options={places.map((place) => ({ value: place.id, label: place.name }))}
        />
      )}
      <DateField name="du" label={t.from} value={formatIsoDate(data.from)} />
      <DateField name="au" label={t.to} value={formatIsoDate(data.to)} />
      {data.patientId === '' ? null : <HiddenField name="patientId" value={data.patientId} />}
      <Button icon="search">{t.search}</Button>
    </FilterForm>
  )
}

interface DaySlots {
  date: Temporal.PlainDate
  slots: { slot: FreeSlot; wall: Temporal.PlainDateTime }[]
}

function byDay({ slots, planning }: SlotsData): DaySlots[] {
  const days: DaySlots[] = []
  for (const slot of slots) {
    const wall = Temporal.Instant.fromEpochMilliseconds(slot.start)
      .toZonedDateTimeISO(planning.zone)
      .toPlainDateTime()
    const date = wall.toPlainDate()
    const last = days.at(-1)
    if (last?.date.equals(date)) last.slots.push({ slot, wall })
    else days.push({ date, slots: [{ slot, wall }] })
  }
  return days
}

function hrefOf({ typeId, placeId, patientId }: SlotsData, wall: Temporal.PlainDateTime): string {
  const query = new URLSearchParams({ startsAt: wall.toString({ smallestUnit: 'minute' }) })
  if (typeId !== '') query.set('typeId', typeId)
  if (placeId !== '') query.set('placeId', placeId)
  if (patientId !== '') query.set('patientId', patientId)
  return `/rendez-vous/nouveau?${query.toString()}`
}
