import type { View } from '#src/platform/http/visit.ts'
import {
  ButtonRow,
  Card,
  CardGrid,
  EmptyState,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  Stat,
} from '#src/ui/index.ts'
import { calendarImportText } from './import-text.ts'
import { Figures } from './figures.tsx'
import { RefusedEvents } from './review-conflicts.tsx'
import { ImportSteps } from './import-steps.tsx'
import type { CalendarBatch } from './calendar-batch.ts'
import type { CalendarReview } from './plan-calendar.ts'

interface DoneProps {
  view: View
  batch: CalendarBatch
}

/** What the file holds is in the agenda already or was left out: the figures, and ways on. */
export function NothingNew({ view, batch, review }: DoneProps & { review: CalendarReview }) {
  const t = calendarImportText[view.lang]
  const { counts } = review
  return (
    <PracticeLayout frame={view.frame} title={t.title} floatingAction="none">
      <PageHeader
        title={t.reviewTitle(review.calendarName)}
        subtitle={`${batch.fileName} · ${t.found(counts.occurrences)}`}
        back={{ href: '/agenda/import', label: t.title }}
      />
      <Stack>
        <ImportSteps view={view} current={1} />
        <Figures view={view} review={review} />
        <Card>
          <EmptyState
            icon="circle-check"
            title={t.nothingNew}
            action={
              <ButtonRow>
                <LinkButton href="/agenda" variant="primary" icon="calendar-days">
                  {t.toAgenda}
                </LinkButton>
                <LinkButton href="/agenda/import">{t.another}</LinkButton>
                {counts.leftOut > 0 ? (
                  <LinkButton href={`/agenda/import/${batch.id}?revoir=oui`} variant="quiet">
                    {t.reviewLeftOut(counts.leftOut)}
                  </LinkButton>
                ) : null}
              </ButtonRow>
            }
          >
            {counts.occurrences === 0 ? t.emptyCalendar : t.nothingNewHint}
          </EmptyState>
        </Card>
        <RefusedEvents view={view} review={review} />
      </Stack>
    </PracticeLayout>
  )
}

export function DonePage({ view, batch }: DoneProps) {
  const t = calendarImportText[view.lang]
  const { result } = batch
  if (!result) return null
  const changed = result.appointments + result.timeOff + result.patients > 0
  return (
    <PracticeLayout frame={view.frame} title={t.doneTitle} floatingAction="none">
      <PageHeader title={t.doneTitle} subtitle={batch.fileName} back={{ href: '/agenda', label: t.agenda }} />
      <Stack>
        <ImportSteps view={view} current={2} />
        {changed ? null : <Notice>{t.nothingChanged}</Notice>}
        {result.shortened > 0 ? <Notice>{t.shortened(result.shortened)}</Notice> : null}
        <CardGrid columns={4}>
          <Stat
            label={t.appointments}
            icon="calendar-check"
            value={String(result.appointments)}
            detail={result.overlapping > 0 ? t.overlapping(result.overlapping) : undefined}
          />
          <Stat label={t.timeOff} icon="sun" value={String(result.timeOff)} />
          <Stat label={t.patientsMade} icon="user-plus" value={String(result.patients)} />
          <Stat label={t.alreadyThere} icon="check" value={String(result.alreadyThere)} />
          <Stat label={t.leftOut} icon="ban" value={String(result.leftOut)} />
          <Stat label={t.refusedStat} icon="triangle-alert" value={String(result.refused)} />
        </CardGrid>
        <ButtonRow>
          <LinkButton href="/agenda" variant="primary" icon="calendar-days">
            {t.toAgenda}
          </LinkButton>
          <LinkButton href="/agenda/import">{t.another}</LinkButton>
        </ButtonRow>
      </Stack>
    </PracticeLayout>
  )
}
