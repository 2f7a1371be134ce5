import { formatDate } from '#src/domain/civil-format.ts'
import { listName } from '#src/domain/person-name.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Badge, Card, CheckboxField, LinkButton, Table } from '#src/ui/index.ts'
import type { CandidatePatient, RefusedLine } from '../csv/candidate.ts'
import type { DuplicateLine } from '../csv/judge-lines.ts'
import { describeReason } from '../imports/import-json.ts'
import { importText } from '../import-text.ts'
import { patientText } from '../text.ts'
import type { ExistingLine, ImportPageData } from '../imports/review-import.ts'
import { OneBelowOther } from './one-below-other.tsx'
import { detailText } from '../person-texts.ts'

type Props = { data: ImportPageData; view: View }

/** A page of more lines helps nobody; the file to download has them all. */
const MAX_SHOWN = 500
const FIRST_ROWS = 10

export function FirstRowsCard({ data, view }: Props) {
  const t = importText[view.lang]
  const noticed = data.review.fresh.filter(({ candidate }) => candidate.notices.length > 0)
  const plain = data.review.fresh.filter(({ candidate }) => candidate.notices.length === 0)
  const rows = [...noticed.slice(0, MAX_SHOWN), ...plain.slice(0, FIRST_ROWS)].map(
    ({ candidate }) => candidate,
  )
  if (rows.length === 0) return null
  const more = data.review.fresh.length - rows.length
  return (
    <Card
      title={`${t.firstRows} · ${data.review.fresh.length}`}
      padding="flush"
      footer={more > 0 ? t.moreRows(more) : undefined}
    >
      <Table<CandidatePatient>
        caption={t.firstRows}
        rows={rows.sort((a, b) => a.row - b.row)}
        columns={[
          { label: t.row, narrow: true, align: 'end', phone: 'aside', cell: ({ row }) => row },
          { label: t.name, primary: true, cell: (candidate) => nameAndKind(candidate, view) },
          { label: t.birthDate, cell: ({ birthDate }) => formatBirth(birthDate, view) },
          { label: t.phones, cell: ({ phones }) => <OneBelowOther lines={phones.map(formatPhone)} /> },
          { label: t.emails, cell: ({ emails }) => <OneBelowOther lines={emails} /> },
          { label: t.place, show: 'wide', cell: ({ postcode, city }) => `${postcode} ${city}`.trim() },
          {
            label: t.noticeTitle,
            cell: ({ notices }) => (
              <OneBelowOther
                lines={notices.map(({ code, before, after }) => t.notices[code](before, after))}
              />
            ),
          },
        ]}
      />
    </Card>
  )
}

export function RefusedCard({ data, view }: Props) {
  const t = importText[view.lang]
  const { refused } = data.review.reading
  if (refused.length === 0) return null
  return (
    <Card
      title={`${t.refusedTitle} · ${refused.length}`}
      padding="flush"
      aside={
        <LinkButton
          href={`/patients/import/${data.batch.id}/refus.csv`}
          size="small"
          icon="download"
          download
        >
          {t.downloadRefused}
        </LinkButton>
      }
      footer={refused.length > MAX_SHOWN ? t.moreRefused(refused.length - MAX_SHOWN) : t.refusedHint}
    >
      <Table<RefusedLine>
        caption={t.refusedTitle}
        rows={refused.slice(0, MAX_SHOWN)}
        columns={[
          { label: t.row, narrow: true, align: 'end', phone: 'aside', cell: ({ row }) => row },
          {
            label: t.content,
            primary: true,
            cell: ({ cells }) => cells.filter((cell) => cell.trim() !== '').join(' · '),
          },
          {
            label: t.reason,
            cell: ({ reasons }) => (
              <OneBelowOther lines={reasons.map((reason) => describeReason(reason, view.lang))} />
            ),
          },
        ]}
      />
    </Card>
  )
}

/** Lines that repeat an earlier one, and those that only bear its name. */
export function DuplicatesCard({ data, view }: Props) {
  const t = importText[view.lang]
  const { duplicates } = data.review.reading
  const fresh = new Set(data.review.fresh.map(({ candidate }) => candidate.row))
  const homonyms = data.review.reading.homonyms.filter(({ candidate }) => fresh.has(candidate.row))
  return (
    <>
      {duplicates.length > 0 ? repeated(t.duplicatesTitle, t.duplicatesHint, duplicates) : null}
      {homonyms.length > 0 ? repeated(t.homonymsTitle, t.homonymsHint, homonyms) : null}
    </>
  )

  function repeated(title: string, hint: string, lines: readonly DuplicateLine[]) {
    return (
      <Card title={`${title} · ${lines.length}`} padding="flush" footer={hint}>
        <Table<DuplicateLine>
          caption={title}
          rows={lines.slice(0, MAX_SHOWN)}
          columns={[
            {
              label: t.row,
              narrow: true,
              align: 'end',
              phone: 'aside',
              cell: ({ candidate }) => candidate.row,
            },
            { label: t.name, primary: true, cell: ({ candidate }) => listName(candidate) },
            { label: t.birthDate, cell: ({ candidate }) => formatBirth(candidate.birthDate, view) },
            { label: t.repeats, cell: ({ of }) => t.sameAs(of.row) },
          ]}
        />
      </Card>
    )
  }
}

/** Inside the form that confirms: what is ticked here is created all the same. */
export function ExistingCard({ data, view }: Props) {
  const t = importText[view.lang]
  const { existing } = data.review
  return (
    <Card title={`${t.existingTitle} · ${existing.length}`} padding="flush" footer={t.existingHint}>
      <Table<ExistingLine>
        caption={t.existingTitle}
        rows={existing}
        columns={[
          {
            label: t.row,
            narrow: true,
            align: 'end',
            phone: 'aside',
            cell: ({ candidate }) => candidate.row,
          },
          {
            label: t.name,
            primary: true,
            cell: ({ candidate }) => (
              <div>
                {listName(candidate)}
                <div>{describe(candidate)}</div>
              </div>
            ),
          },
          {
            label: t.existingFile,
            cell: ({ patient, likeness }) => (
              <div>
                <a href={`/patients/${patient.id}`}>{listName(patient)}</a>{' '}
                <Badge tone={likeness === 'certain' ? 'info' : 'neutral'}>{t.likeness[likeness]}</Badge>
                <div>{describe(patient)}</div>
              </div>
            ),
          },
          {
            label: t.createAnyway,
            cell: ({ candidate }) => (
              <CheckboxField
                name="include"
                id={`include-${candidate.row}`}
                value={String(candidate.row)}
                label={t.createAnywayNamed(listName(candidate), candidate.row)}
              />
            ),
          },
        ]}
      />
    </Card>
  )

  function describe(person: {
    birthDate: string | null
    phones: readonly string[]
    emails: readonly string[]
  }): string {
    const birthDate = person.birthDate === null ? null : Temporal.PlainDate.from(person.birthDate)
    return detailText({ ...person, birthDate }, view.lang)
  }
}

/** A couple or family says so; a person's birth date tells the rest. */
function nameAndKind(candidate: CandidatePatient, view: View) {
  const { kind } = candidate
  if (kind !== 'couple' && kind !== 'family') return listName(candidate)
  return (
    <div>
      {listName(candidate)} <Badge>{patientText[view.lang].kinds[kind]}</Badge>
    </div>
  )
}

function formatBirth(birthDate: string | null, view: View): string {
  return birthDate === null ? '' : formatDate(Temporal.PlainDate.from(birthDate), 'numeric', view.lang)
}
