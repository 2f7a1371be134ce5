import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  SelectField,
  Stack,
} from '#src/ui/index.ts'
import type { TypeChoice } from '../find-choices.ts'
import type { CalendarBatch } from './calendar-batch.ts'
import { MOST_ROWS } from './import-forms.ts'
import { calendarImportText } from './import-text.ts'
import type { CalendarReview } from './review-calendar.ts'
import { TitleTable, usualType } from './review-titles.tsx'
import { Conflicts, RefusedEvents } from './review-conflicts.tsx'
import { DonePage, NothingNew } from './done-pages.tsx'
import { Figures } from './figures.tsx'
import { ImportSteps } from './import-steps.tsx'

export interface ReviewPageProps {
  view: View
  batch: CalendarBatch
  review: CalendarReview
  types: readonly TypeChoice[]
  errors?: readonly FieldError[] | undefined
}

/** Everything a file would do, before it does it; or, once confirmed, what it did. */
export function CalendarReviewPage(props: ReviewPageProps) {
  const { batch, review } = props
  if (batch.result) return <DonePage {...props} />
  const nothing = review.titles.length === 0 && review.conflicts.length === 0
  return nothing ? <NothingNew {...props} /> : <Review {...props} />
}

function hasNews(review: CalendarReview): boolean {
  return (
    review.appointments.length + review.history.length + review.timeOff.length > 0 ||
    review.titles.some((title) => title.become === undefined) ||
    review.conflicts.some((conflict) => conflict.state !== 'decided')
  )
}

function Review({ view, batch, review, types, errors = [] }: ReviewPageProps) {
  const t = calendarImportText[view.lang]
  const shown = review.titles.slice(0, MOST_ROWS)
  const rows = shown.map((title, index) => ({ title, index }))
  const toDecide = rows.filter(({ title }) => !title.sure)
  const recognised = rows.filter(({ title }) => title.sure)
  const action = `/agenda/import/${batch.id}`
  const waits =
    review.titles.some((title) => title.become === undefined) ||
    review.conflicts.some((conflict) => conflict.state !== 'decided')
  return (
    <PracticeLayout frame={view.frame} title={t.title} floatingAction="none">
      <PageHeader
        title={t.reviewTitle(review.calendarName)}
        subtitle={`${batch.fileName} · ${t.found(review.counts.occurrences)}`}
        back={{ href: '/agenda/import', label: t.title }}
      />
      <Stack>
        <ImportSteps view={view} current={1} />
        <ErrorSummary lang={view.lang} errors={errors} />
        <Figures view={view} review={review} />
        {hasNews(review) ? null : <Notice title={t.nothingNew}>{t.nothingNewHint}</Notice>}
        <Form action={`${action}/confirmation`} frame={view.frame} version={batch.version} guardLeave>
          <Card>
            <SelectField
              name="typeId"
              label={t.type}
              hint={t.typeHint}
              value={batch.choices.typeId ?? usualType(types)}
              options={types.map((type) => ({ value: type.id, label: type.name }))}
            />
          </Card>
          {review.conflicts.length > 0 ? (
            <Conflicts view={view} conflicts={review.conflicts.slice(0, MOST_ROWS / 4)} />
          ) : null}
          {toDecide.length > 0 ? (
            <TitleTable
              view={view}
              heading={t.toDecide}
              hint={t.toDecideHint}
              rows={toDecide}
              review={review}
            />
          ) : null}
          {recognised.length > 0 ? (
            <TitleTable
              view={view}
              heading={t.recognised}
              hint={t.recognisedHint}
              rows={recognised}
              review={review}
            />
          ) : null}
          {review.history.length > 0 ? (
            <Notice kind="info" title={t.history}>
              {t.historyHint(review.history.length)}
            </Notice>
          ) : null}
          <RefusedEvents view={view} review={review} />
          <ButtonRow align="end">
            <LinkButton href="/agenda/import">{t.another}</LinkButton>
            <Button formAction={action} icon="refresh-cw" variant={waits ? 'primary' : 'secondary'}>
              {t.update}
            </Button>
            <Button variant={waits ? 'secondary' : 'primary'} icon="check">
              {t.confirm}
            </Button>
          </ButtonRow>
        </Form>
      </Stack>
    </PracticeLayout>
  )
}
