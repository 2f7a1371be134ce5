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
import type { CalendarBatch } from './calendar-batch.ts'
import { DonePage, NothingNew } from './done-pages.tsx'
import { Figures } from './figures.tsx'
import { MOST_ROWS, type UnnamedPatient } from './import-forms.ts'
import { ImportSteps } from './import-steps.tsx'
import { calendarImportText } from './import-text.ts'
import { occupiedSpans } from './imported-buffers.ts'
import { type CalendarReview, hasNews } from './plan-calendar.ts'
import { Conflicts, RefusedEvents } from './review-conflicts.tsx'
import { SubjectCards } from './review-subjects.tsx'
import type { TypeChoice } from '#src/features/planning/index.ts'

export interface ReviewPageProps {
  view: View
  batch: CalendarBatch
  review: CalendarReview
  types: readonly TypeChoice[]
  now: Temporal.Instant
  /** The whole review, although nothing in it is new. */
  again?: boolean | undefined
  errors?: readonly FieldError[] | undefined
  unnamed?: readonly UnnamedPatient[] | undefined
}

/** Everything a file would do, before it does it; or, once confirmed, what it did. */
export function CalendarReviewPage(props: ReviewPageProps) {
  if (props.batch.result) return <DonePage {...props} />
  return props.again || hasNews(props.review) ? <Review {...props} /> : <NothingNew {...props} />
}

function Review(props: ReviewPageProps) {
  const { view, batch, review, errors = [], unnamed = [] } = props
  const t = calendarImportText[view.lang]
  const action = `/agenda/import/${batch.id}`
  const waits = review.conflicts.some((conflict) => conflict.state !== 'decided')
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
        <Form action={`${action}/confirmation`} frame={view.frame} version={batch.version} guardLeave>
          {review.conflicts.length > 0 ? <Conflicts view={view} conflicts={review.conflicts} /> : null}
          <SubjectCards
            view={view}
            review={review}
            shown={review.subjects.slice(0, MOST_ROWS)}
            unnamed={unnamed}
          />
          {review.history.length > 0 ? (
            <Notice title={t.history}>{t.historyHint(review.history.length)}</Notice>
          ) : null}
          <RefusedEvents view={view} review={review} />
          <TypeCard {...props} />
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

/** The type of what comes in, and what becomes of its buffers. */
function TypeCard({ view, batch, review, types, now }: ReviewPageProps) {
  const t = calendarImportText[view.lang]
  const type = types.find(({ id }) => id === batch.choices.typeId) ?? usualType(types)
  const buffered = type && type.bufferBeforeMinutes + type.bufferAfterMinutes > 0
  const shortened = type ? occupiedSpans(review, type, now).shortened : 0
  return (
    <Card>
      <SelectField
        name="typeId"
        label={t.type}
        hint={t.typeHint}
        value={type?.id ?? ''}
        options={types.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {buffered ? (
        <p class="field-hint">
          {t.buffers(type.bufferBeforeMinutes, type.bufferAfterMinutes)} {t.shortened(shortened)}
        </p>
      ) : null}
    </Card>
  )
}

function usualType(types: readonly TypeChoice[]): TypeChoice | undefined {
  return types.find((type) => !type.firstInterview) ?? types[0]
}
