import { weekdayName } from '#src/domain/civil-format.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  PracticeLayout,
  Table,
  Tabs,
  TimeField,
} from '#src/ui/index.ts'
import { settingsText } from '../settings-text.ts'
import type { HoursJson } from './hours.ts'
import type { Place } from './places.ts'

/** Ranges a day can have in the page; a client may send more. */
const RANGES = 3

interface HoursPageProps {
  view: View
  hours: readonly HoursJson[]
  places: readonly Place[]
  /** The place whose hours are edited; null for those of every place. */
  placeId: string | null
  attempt?: Attempt | undefined
}

/** The week as a table: three ranges a day, for every place or for one. The rest of the week is sent along. */
export function HoursPage({ view, hours, places, placeId, attempt }: HoursPageProps) {
  const t = settingsText[view.lang]
  const shown = linesOf(hours, placeId)
  const kept = hours.filter((one) => !shown.some((line) => line.stored === one))
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    lines: shown.filter((line) => line.weekday === weekday),
  }))
  const ranges = Array.from(
    { length: Math.max(RANGES, ...days.map((day) => day.lines.length)) },
    (_, index) => index,
  )
  const field = (line: Line | undefined, end: 'from' | 'to', label: string) => {
    if (!line) return null
    const name = `hours.${line.index}.${end}`
    const value = attempt ? attempt.value(name) : (line.stored?.[end] ?? '')
    return <TimeField name={name} label={label} labelHidden value={value} error={attempt?.error(name)} />
  }
  return (
    <PracticeLayout frame={view.frame} title={t.openingHours} floatingAction="none">
      <PageHeader
        title={t.openingHours}
        subtitle={t.openingHoursLead}
        actions={
          <LinkButton href="/absences" icon="sun">
            {t.timeOff}
          </LinkButton>
        }
      />
      <PlaceTabs view={view} places={places} placeId={placeId} />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Form action="/horaires" frame={view.frame} guardLeave>
        {placeId === null ? null : <HiddenField name="lieu" value={placeId} />}
        {kept.map((one, offset) => (
          <KeptLine hours={one} index={shown.length + offset} />
        ))}
        {shown.map((line) => (
          <HiddenLine line={line} placeId={placeId} />
        ))}
        <Card padding="flush">
          <Table
            caption={t.openingHours}
            rows={days}
            columns={[
              {
                label: t.weekday,
                primary: true,
                narrow: true,
                cell: (day) => weekdayName(day.weekday, view.lang),
              },
              ...ranges.flatMap((range) => [
                {
                  label: t.from(range),
                  cell: (day: (typeof days)[number]) => field(day.lines[range], 'from', t.from(range)),
                },
                {
                  label: t.to(range),
                  cell: (day: (typeof days)[number]) => field(day.lines[range], 'to', t.to(range)),
                },
              ]),
            ]}
          />
        </Card>
        <p class="field-hint">{t.hoursHint}</p>
        <ButtonRow align="end">
          <Button variant="primary">{t.save}</Button>
        </ButtonRow>
      </Form>
    </PracticeLayout>
  )
}

interface Line {
  index: number
  weekday: number
  stored?: HoursJson | undefined
}

/** Every field of the table, numbered: what is stored for this place first, then empty room. */
function linesOf(hours: readonly HoursJson[], placeId: string | null): Line[] {
  const lines: Line[] = []
  for (let weekday = 1; weekday <= 7; weekday++) {
    const stored = hours.filter(
      (one) => one.weekday === weekday && one.placeId === placeId && !one.validFrom && !one.validTo,
    )
    const count = Math.max(RANGES, stored.length)
    for (let range = 0; range < count; range++)
      lines.push({ index: lines.length, weekday, stored: stored[range] })
  }
  return lines
}

function HiddenLine({ line, placeId }: { line: Line; placeId: string | null }) {
  return (
    <>
      <HiddenField name={`hours.${line.index}.weekday`} value={String(line.weekday)} />
      {placeId === null ? null : <HiddenField name={`hours.${line.index}.placeId`} value={placeId} />}
    </>
  )
}

/** A line that this table does not show: another place's, or one of a season. */
function KeptLine({ hours, index }: { hours: HoursJson; index: number }) {
  return (
    <>
      {Object.entries(hours).map(([name, value]) => (
        <HiddenField name={`hours.${index}.${name}`} value={value === null ? '' : String(value)} />
      ))}
    </>
  )
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
  const t = settingsText[view.lang]
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
