import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CardGrid,
  EmptyState,
  ErrorSummary,
  type FieldError,
  Form,
  LinkButton,
  Notice,
  PageHeader,
  PracticeLayout,
  Stack,
  Stat,
} from '#src/ui/index.ts'
import { importText } from '../import-text.ts'
import type { ImportResult } from '../imports/import-store.ts'
import type { ImportPageData, Review } from '../imports/review-import.ts'
import { ChoicesCard } from './import-choices.tsx'
import { DuplicatesCard, ExistingCard, FirstRowsCard, RefusedCard } from './import-lines.tsx'
import { ImportSteps } from './import-steps.tsx'

type Props = { data: ImportPageData; view: View; errors?: readonly FieldError[] | undefined }

const CONFIRM_FORM = 'confirm-import'

/** What a file would do, before it does it; afterwards, what it did. */
export function ImportPage(props: Props) {
  const { data, view } = props
  const t = importText[view.lang]
  const result = data.batch.result
  const canConfirm = !result && isConfirmable(data.review)
  return (
    <PracticeLayout frame={view.frame} title={t.title} floatingAction="none">
      <PageHeader
        title={t.title}
        subtitle={`${data.batch.fileName} · ${t.lines(data.review.reading.lineCount)}`}
        back={{ href: '/patients', label: t.patients }}
        actions={
          canConfirm && data.review.fresh.length > 0 ? (
            <Button form={CONFIRM_FORM} variant="primary" icon="check">
              {t.confirm(data.review.fresh.length)}
            </Button>
          ) : undefined
        }
      />
      <Stack>
        <ImportSteps lang={view.lang} current={result ? 2 : 1} />
        {result ? <Outcome data={data} result={result} view={view} /> : <Preview {...props} />}
      </Stack>
    </PracticeLayout>
  )
}

function isConfirmable({ reading, fresh, existing }: Review): boolean {
  return (reading.table?.missing.length ?? 0) === 0 && fresh.length + existing.length > 0
}

function Preview({ data, view, errors = [] }: Props) {
  const t = importText[view.lang]
  const { reading, fresh, existing, alreadyImported } = data.review
  const missing = (reading.table?.missing.length ?? 0) > 0
  const counts = {
    created: fresh.length,
    existing: existing.length,
    alreadyImported: alreadyImported.length,
    duplicates: reading.duplicates.length,
    refused: reading.refused.length,
  }
  return (
    <>
      <ErrorSummary lang={view.lang} errors={errors} />
      <Counts view={view} counts={counts} createdLabel={t.toCreate} />
      {reading.truncated ? <Notice kind="warning">{t.truncated}</Notice> : null}
      {reading.blankRows.length > 0 ? <Notice>{t.blank(listRows(reading.blankRows))}</Notice> : null}
      {missing ? <ChoicesCard data={data} view={view} open /> : null}
      {fresh.length === 0 && !missing ? <NothingNew data={data} view={view} /> : null}
      {missing ? null : <FirstRowsCard data={data} view={view} />}
      <RefusedCard data={data} view={view} />
      <DuplicatesCard data={data} view={view} />
      {isConfirmable(data.review) ? <ConfirmForm data={data} view={view} /> : null}
      {missing ? null : <ChoicesCard data={data} view={view} open={reading.header === null} />}
    </>
  )
}

function NothingNew({ data, view }: Props) {
  const t = importText[view.lang]
  const { reading, existing, alreadyImported } = data.review
  if (reading.refused.length > 0 && existing.length + alreadyImported.length === 0) {
    return <Notice kind="warning">{t.nothingFit}</Notice>
  }
  return (
    <Card>
      <EmptyState
        icon="circle-check"
        title={t.nothingNew}
        action={
          <ButtonRow>
            <LinkButton href="/patients" variant="primary" icon="users">
              {t.seePatients}
            </LinkButton>
            <LinkButton href="/patients/import">{t.anotherFile}</LinkButton>
          </ButtonRow>
        }
      >
        {t.nothingNewText}
      </EmptyState>
    </Card>
  )
}

function ConfirmForm({ data, view }: Omit<Props, 'errors'>) {
  const t = importText[view.lang]
  const { batch, review } = data
  return (
    <Form
      action={`/patients/import/${batch.id}/confirmation`}
      frame={view.frame}
      version={batch.version}
      id={CONFIRM_FORM}
    >
      {review.existing.length > 0 ? <ExistingCard data={data} view={view} /> : null}
      <ButtonRow align="end">
        <LinkButton href="/patients" variant="quiet">
          {t.cancel}
        </LinkButton>
        <Button icon="check">
          {review.fresh.length > 0 ? t.confirm(review.fresh.length) : t.confirmChosen}
        </Button>
      </ButtonRow>
    </Form>
  )
}

function Outcome({ data, result, view }: { data: ImportPageData; result: ImportResult; view: View }) {
  const t = importText[view.lang]
  return (
    <>
      <Notice
        kind="good"
        title={t.done(result.created)}
        live
        actions={
          <ButtonRow>
            <LinkButton href="/patients" variant="primary" icon="users">
              {t.seePatients}
            </LinkButton>
            <LinkButton href="/patients/doublons" icon="git-merge">
              {t.seeDuplicates}
            </LinkButton>
            <LinkButton href="/patients/import" icon="upload">
              {t.anotherFile}
            </LinkButton>
          </ButtonRow>
        }
      >
        {t.doneText}
      </Notice>
      <Counts view={view} counts={result} createdLabel={t.created} />
      <RefusedCard data={data} view={view} />
    </>
  )
}

function Counts({ counts, createdLabel, view }: { counts: ImportResult; createdLabel: string; view: View }) {
  const t = importText[view.lang]
  return (
    <CardGrid columns={4}>
      <Stat label={createdLabel} value={counts.created} detail={t.toCreateDetail} icon="user-plus" />
      <Stat
        label={t.existing}
        value={counts.existing + counts.alreadyImported}
        detail={
          counts.alreadyImported > 0
            ? `${counts.alreadyImported} ${t.alreadyImportedDetail}`
            : t.existingDetail
        }
        icon="user-check"
      />
      <Stat label={t.duplicates} value={counts.duplicates} detail={t.duplicatesDetail} icon="copy" />
      <Stat
        label={t.refusedCount}
        value={counts.refused}
        detail={t.refusedDetail}
        icon="user-x"
        tone={counts.refused > 0 ? 'now' : undefined}
      />
    </CardGrid>
  )
}

/** A file may have thousands of blank lines at its end; the first few say where they are. */
function listRows(rows: readonly number[]): string {
  return rows.length > 10 ? `${rows.slice(0, 10).join(', ')}…` : rows.join(', ')
}
