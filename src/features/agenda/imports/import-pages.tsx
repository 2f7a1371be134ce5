import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CardGrid,
  Combobox,
  EmptyState,
  ErrorSummary,
  type FieldError,
  FileField,
  Form,
  HiddenField,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  SelectField,
  Stack,
  Stat,
  Steps,
  Table,
} from '#src/ui/index.ts'
import type { TypeChoice } from '../find-choices.ts'
import type { CalendarBatch } from './calendar-batch.ts'
import { MOST_ROWS } from './import-forms.ts'
import { calendarImportText } from './import-text.ts'
import type { CalendarReview, Conflict, Title } from './review-calendar.ts'

export interface ReviewPageProps {
  view: View
  batch: CalendarBatch
  review: CalendarReview
  types: readonly TypeChoice[]
  errors?: readonly FieldError[] | undefined
}

export function CalendarUploadPage({
  view,
  errors = [],
}: {
  view: View
  errors?: readonly FieldError[] | undefined
}) {
  const t = calendarImportText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow" floatingAction="none">
      <PageHeader title={t.title} subtitle={t.intro} back={{ href: '/agenda', label: t.agenda }} />
      <Stack>
        <ImportSteps view={view} current={0} />
        <ErrorSummary lang={view.lang} errors={errors} />
        <Card padding="large">
          <Form action="/agenda/import" frame={view.frame} multipart>
            <FileField
              name="file"
              label={t.file}
              hint={t.fileHint}
              lang={view.lang}
              accept=".ics,text/calendar"
              error={errors.find((error) => error.field === 'file')?.message}
              required
            />
            <ButtonRow align="end">
              <Button variant="primary" icon="upload">
                {t.upload}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      </Stack>
    </PracticeLayout>
  )
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

function Figures({ view, review }: { view: View; review: CalendarReview }) {
  const t = calendarImportText[view.lang]
  const { counts } = review
  const refused = review.refused.length + review.unfit.length
  return (
    <CardGrid columns={4}>
      <Stat
        label={t.appointments}
        icon="calendar-check"
        value={String(review.appointments.length + review.history.length)}
        detail={t.pastFuture(counts.past, counts.future)}
      />
      <Stat label={t.timeOff} icon="sun" value={String(review.timeOff.length)} />
      <Stat label={t.alreadyThere} icon="check" value={String(counts.alreadyThere)} />
      <Stat
        label={t.leftOut}
        icon="ban"
        value={String(counts.leftOut + counts.cancelled + counts.free)}
        detail={t.leftOutDetail(counts.cancelled, counts.free)}
      />
      {refused > 0 ? <Stat label={t.refusedStat} icon="triangle-alert" value={String(refused)} /> : null}
    </CardGrid>
  )
}

function TitleTable(props: {
  view: View
  heading: string
  hint: string
  rows: readonly { title: Title; index: number }[]
  review: CalendarReview
}) {
  const { view, heading, rows, review } = props
  const t = calendarImportText[view.lang]
  return (
    <Card title={heading} padding="flush">
      <p class="field-hint">{props.hint}</p>
      <Table
        caption={heading}
        rows={rows}
        columns={[
          {
            label: t.eventTitle,
            primary: true,
            cell: ({ title, index }) => (
              <>
                <HiddenField name={`titles.${index}.key`} value={title.key} />
                {title.title || t.untitled}
              </>
            ),
          },
          {
            label: t.dates,
            cell: ({ title }) => t.since(title.count, formatDate(title.firstStart, 'long', view.lang)),
          },
          {
            label: t.becomes,
            cell: ({ title, index }) => (
              <BecomeFields view={view} title={title} index={index} review={review} />
            ),
          },
        ]}
      />
    </Card>
  )
}

function BecomeFields({
  view,
  title,
  index,
  review,
}: {
  view: View
  title: Title
  index: number
  review: CalendarReview
}) {
  const t = calendarImportText[view.lang]
  const chosen = /^patient:(.+)$/.exec(title.become ?? '')?.[1]
  const ids = [...new Set([...title.candidates, ...(chosen ? [chosen] : [])])]
  const patients = ids.flatMap((id) => {
    const patient = review.patients.get(id)
    return patient ? [{ value: `patient:${id}`, label: displayName(patient) }] : []
  })
  const label = `${t.becomes} : ${title.title || t.untitled}`
  return (
    <>
      <SelectField
        name={`titles.${index}.become`}
        label={label}
        labelHidden
        value={title.become ?? ''}
        empty={title.become === undefined ? t.choose : undefined}
        options={[
          ...patients,
          { value: 'timeOff', label: t.becomeTimeOff },
          { value: 'newPatient', label: t.becomeNewPatient },
          { value: 'skip', label: t.becomeSkip },
          ...(title.sure ? [] : [{ value: 'other', label: t.becomeOther }]),
        ]}
      />
      {title.sure || title.allDay ? null : (
        <Combobox
          lang={view.lang}
          name={`titles.${index}.patientId`}
          label={`${t.otherPatient} : ${title.title || t.untitled}`}
          labelHidden
          placeholder={t.otherPatient}
          source="/patients"
        />
      )}
    </>
  )
}

function Conflicts({ view, conflicts }: { view: View; conflicts: readonly Conflict[] }) {
  const t = calendarImportText[view.lang]
  let index = 0
  return (
    <Card title={t.conflicts} aside={String(conflicts.length)}>
      <p class="field-hint">{t.conflictsHint}</p>
      <Stack>
        {conflicts.map((conflict) => (
          <Card tone="sunk" headingLevel={3} title={dayOf(view, conflict)}>
            {conflict.taken ? <p class="field-hint">{t.takenByAgenda}</p> : null}
            {conflict.items.map((item) => {
              const at = index++
              const { occurrence } = item.planned
              const time = `${formatTime(occurrence.wallStart, view.lang)} – ${formatTime(occurrence.wallEnd, view.lang)}`
              return (
                <>
                  <HiddenField name={`conflicts.${at}.key`} value={item.planned.key} />
                  <RadioChips
                    name={`conflicts.${at}.choice`}
                    label={`${time} · ${occurrence.summary || t.untitled}`}
                    value={item.choice ?? ''}
                    options={[
                      { value: 'keep', label: t.keep, disabled: item.taken },
                      { value: 'skip', label: t.skip },
                    ]}
                  />
                </>
              )
            })}
          </Card>
        ))}
      </Stack>
    </Card>
  )
}

function dayOf(view: View, conflict: Conflict): string {
  const [first] = conflict.items
  return first ? formatDate(first.planned.occurrence.wallStart, 'full', view.lang) : ''
}

function RefusedEvents({ view, review }: { view: View; review: CalendarReview }) {
  const t = calendarImportText[view.lang]
  const unfit = review.unfit.map((occurrence) => ({
    summary: occurrence.summary,
    start: `${formatDate(occurrence.wallStart, 'numeric', view.lang)} ${formatTime(occurrence.wallStart, view.lang)}`,
    reason: occurrence.allDay ? t.unfit.timeOff : t.unfit.appointment,
  }))
  const refused = review.refused.map((event) => ({
    summary: event.summary,
    start: event.start,
    reason: t.codes[event.code],
  }))
  const rows = [...refused, ...unfit]
  if (rows.length === 0) return null
  return (
    <Card title={t.refusedEvents} aside={String(rows.length)} padding="flush">
      <Table
        caption={t.refusedEvents}
        rows={rows.slice(0, MOST_ROWS)}
        columns={[
          { label: t.eventTitle, primary: true, cell: (row) => row.summary || t.untitled },
          { label: t.start, cell: (row) => row.start },
          { label: t.reason, cell: (row) => row.reason },
        ]}
      />
    </Card>
  )
}

function NothingNew({ view, batch, review }: ReviewPageProps) {
  const t = calendarImportText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.title} floatingAction="none">
      <PageHeader
        title={t.reviewTitle(review.calendarName)}
        subtitle={batch.fileName}
        back={{ href: '/agenda/import', label: t.title }}
      />
      <Stack>
        <ImportSteps view={view} current={1} />
        <Figures view={view} review={review} />
        <EmptyState
          icon="circle-check"
          title={t.nothingNew}
          action={
            <LinkButton href="/agenda" variant="primary">
              {t.toAgenda}
            </LinkButton>
          }
        >
          {t.nothingNewHint}
        </EmptyState>
        <RefusedEvents view={view} review={review} />
      </Stack>
    </PracticeLayout>
  )
}

function DonePage({ view, batch }: ReviewPageProps) {
  const t = calendarImportText[view.lang]
  const { result } = batch
  if (!result) return null
  const changed = result.appointments + result.timeOff + result.patients > 0
  return (
    <PracticeLayout frame={view.frame} title={t.doneTitle} floatingAction="none">
      <PageHeader title={t.doneTitle} subtitle={batch.fileName} back={{ href: '/agenda', label: t.agenda }} />
      <Stack>
        <ImportSteps view={view} current={2} />
        {changed ? null : <Notice kind="info">{t.nothingChanged}</Notice>}
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

function ImportSteps({ view, current }: { view: View; current: number }) {
  const t = calendarImportText[view.lang]
  return (
    <Steps
      label={t.steps}
      current={current}
      steps={[{ label: t.stepFile, href: '/agenda/import' }, { label: t.stepReview }, { label: t.stepDone }]}
    />
  )
}

function usualType(types: readonly TypeChoice[]): string {
  return (types.find((type) => !type.firstInterview) ?? types[0])?.id ?? ''
}
