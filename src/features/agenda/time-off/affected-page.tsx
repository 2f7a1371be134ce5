import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  PracticeLayout,
  SelectField,
  Stack,
} from '#src/ui/index.ts'
import { sayInstant } from '../booking/say-when.ts'
import type { Affected } from './find-affected.ts'
import { PeopleToTell } from './people-page.tsx'
import type { PersonToTell } from './people-to-tell.ts'
import { affectedText } from './affected-text.ts'
import { patientNames } from '#src/domain/person-name.ts'
import type { FreeSlot } from '#src/features/planning/index.ts'

export interface AffectedData {
  timeOffId: string
  affected: readonly Affected[]
  /** Those of the change that was just made. */
  people: readonly PersonToTell[]
  attempt?: Attempt | undefined
}

/** Whom a time off touches: one choice each, one button for all. */
export function AffectedPage({ view, data }: { view: View; data: AffectedData }) {
  const t = affectedText[view.lang]
  const { timeOffId, affected, people } = data
  const isDone = affected.length === 0 && people.length > 0
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow" floatingAction="none">
      <PageHeader
        title={isDone ? t.nowTold : t.title}
        subtitle={affected.length > 0 ? t.intro(affected.length) : undefined}
        back={{ href: `/absences/${timeOffId}`, label: t.back }}
      />
      <Stack>
        {people.length > 0 ? <PeopleToTell view={view} people={people} /> : null}
        {affected.length > 0 ? <Decisions view={view} data={data} /> : null}
        {affected.length === 0 && people.length === 0 ? (
          <EmptyState
            icon="calendar-check"
            title={t.nobody}
            action={<LinkButton href={`/absences/${timeOffId}`}>{t.back}</LinkButton>}
          >
            {t.nobodyHint}
          </EmptyState>
        ) : null}
      </Stack>
    </PracticeLayout>
  )
}

function Decisions({ view, data: { timeOffId, affected, attempt } }: { view: View; data: AffectedData }) {
  const t = affectedText[view.lang]
  return (
    <Form action={`/absences/${timeOffId}/rendez-vous`} frame={view.frame}>
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card>
        <Stack>
          {affected.map((one) => (
            <Decision view={view} affected={one} attempt={attempt} />
          ))}
        </Stack>
      </Card>
      <ButtonRow align="end">
        <LinkButton href={`/absences/${timeOffId}`}>{t.later}</LinkButton>
        <Button variant="primary">{t.apply}</Button>
      </ButtonRow>
    </Form>
  )
}

function Decision({
  view,
  affected: { appointment, times, chosen },
  attempt,
}: {
  view: View
  affected: Affected
  attempt: Attempt | undefined
}) {
  const t = affectedText[view.lang]
  const name = `choice-${appointment.id}`
  const who = patientNames(appointment.patients)
  const typed = attempt?.value(name)
  const offered = times.map((slot) => ({ value: instantText(slot), label: t.moveTo(sayTime(view, slot)) }))
  // A time that is free no longer stays what was chosen, with the reason beside it.
  const gone = typed && !['keep', 'cancel'].includes(typed) && !offered.some(({ value }) => value === typed)
  return (
    <>
      <HiddenField name={`version-${appointment.id}`} value={String(appointment.version)} />
      <SelectField
        name={name}
        label={`${who} · ${sayInstant(appointment.startsAt, view.zone, view.lang)}`}
        hint={times.length === 0 ? t.noTime : undefined}
        value={gone ? 'keep' : typed || (chosen ? instantText(chosen) : 'keep')}
        error={attempt?.error(name)}
        options={[...offered, { value: 'cancel', label: t.cancel }, { value: 'keep', label: t.keep }]}
      />
    </>
  )
}

function sayTime(view: View, { start, fits }: FreeSlot): string {
  const when = sayInstant(Temporal.Instant.fromEpochMilliseconds(start), view.zone, view.lang)
  return fits ? when : `${when} (${affectedText[view.lang].outsideWishes})`
}

function instantText({ start }: FreeSlot): string {
  return Temporal.Instant.fromEpochMilliseconds(start).toString()
}
