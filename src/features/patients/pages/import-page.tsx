import type { Lang } from '#src/platform/text.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CardGrid,
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
import type { ImportBatch } from '../imports/import-store.ts'
import type { Review } from '../imports/review-import.ts'
import { ChoicesCard } from './import-choices.tsx'
import { DuplicatesCard, ExistingCard, FirstRowsCard, RefusedCard } from './import-lines.tsx'
import { ImportSteps } from './import-steps.tsx'

export interface ImportPageData {
  batch: ImportBatch
  review: Review
  lang: Lang
}

type Props = { data: ImportPageData; view: View; errors?: readonly FieldError[] | undefined }

/** What a file would do, before it does it; afterwards, what it did. */
export function ImportPage(props: Props) {
  const { data, view } = props
  const t = importText[view.lang]
  const isDone = data.batch.result !== null
  return (
    <PracticeLayout frame={view.frame} title={t.title} floatingAction="none">
      <PageHeader
        title={t.title}
        subtitle={`${data.batch.fileName} · ${t.lines(data.review.reading.lineCount)}`}
        back={{ href: '/patients', label: t.patients }}
      />
      <Stack>
        <ImportSteps lang={view.lang} current={isDone ? 2 : 1} />
        {isDone ? <Outcome data={data} view={view} /> : <Preview {...props} />}
      </Stack>
    </PracticeLayout>
  )
}

function Preview({ data, view, errors = [] }: Props) {
  const t = importText[view.lang]
  const { batch, review } = data
  const { reading, fresh, existing } = review
  const missing = reading.table !== undefined && reading.table.missing.length > 0
  return (
    <>
      <ErrorSummary lang={view.lang} errors={errors} />
      <Counts
        view={view}
        counts={{
          created: fresh.length,
          existing: existing.length,
          alreadyImported: review.alreadyImported.length,
          duplicates: reading.duplicates.length,
          refused: reading.refused.length,
        }}
      />
      {reading.truncated ? <Notice kind="warning">{t.truncated}</Notice> : null}
      {reading.table ? <ChoicesCard data={data} view={view} /> : null}
      {missing ? null : <FirstRowsCard data={data} view={view} />}
      <RefusedCard data={data} view={view} />
      <DuplicatesCard data={data} view={view} />
      {missing ? null : (
        <Form action={`/patients/import/${batch.id}/confirmation`} frame={view.frame} version={batch.version}>
          {existing.length > 0 ? <ExistingCard data={data} view={view} /> : null}
          {fresh.length === 0 ? <Notice>{t.nothingNew}</Notice> : null}
          <ButtonRow align="end">
            <LinkButton href="/patients" variant="quiet">
              {t.cancel}
            </LinkButton>
            <Button variant="primary" icon="check">
              {t.confirm(fresh.length)}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}

function Outcome({ data, view }: Omit<Props, 'errors'>) {
  const t = importText[view.lang]
  const { result } = data.batch
  if (!result) return null
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
      <Counts view={view} counts={result} />
      <RefusedCard data={data} view={view} />
    </>
  )
}

function Counts({ counts, view }: { counts: NonNullable<ImportBatch['result']>; view: View }) {
  const t = importText[view.lang]
  return (
    <Card>
      <CardGrid columns={4}>
        <Stat label={t.toCreate} value={counts.created} detail={t.toCreateDetail} icon="user-plus" />
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
    </Card>
  )
}
