import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { displayName } from '#src/domain/person-name.ts'
import { formatPhone } from '#src/domain/phone.ts'
import type { View } from '#src/platform/http/visit.ts'
import type { Lang } from '#src/platform/text.ts'
import {
  Card,
  Combobox,
  HiddenField,
  type Option,
  SelectField,
  ShowWhen,
  Stack,
  Table,
} from '#src/ui/index.ts'
import type { ImportedOccurrence } from './icalendar/occurrence.ts'
import type { Become } from './calendar-batch.ts'
import type { UnnamedPatient } from './import-forms.ts'
import { calendarImportText } from './import-text.ts'
import type { CalendarReview } from './plan-calendar.ts'
import { type Subject, type SubjectKind, patientOf } from './subjects.ts'
import { swapName } from '#src/features/patients/index.ts'

interface Row {
  subject: Subject
  index: number
  unnamed: UnnamedPatient | undefined
}

interface Props {
  view: View
  review: CalendarReview
  rows: readonly Row[]
}

/** One question per person or activity that the file names; what was recognised beyond doubt is folded. */
export function SubjectCards({
  view,
  review,
  shown,
  unnamed,
}: Omit<Props, 'rows'> & { shown: readonly Subject[]; unnamed: readonly UnnamedPatient[] }) {
  const rows = shown.map((subject, index) => ({
    subject,
    index,
    unnamed: unnamed.find(({ key }) => key === subject.key),
  }))
  return (['choose', 'newPatient', 'timeOff', 'recognised'] as const).map((kind) => {
    const ofKind = rows.filter(({ subject }) => subject.kind === kind)
    return ofKind.length === 0 ? null : <KindCard kind={kind} view={view} review={review} rows={ofKind} />
  })
}

function KindCard({ kind, ...props }: Props & { kind: SubjectKind }) {
  const t = calendarImportText[props.view.lang]
  const { title, hint } = t.kinds[kind]
  const table = <SubjectTable caption={title} {...props} />
  const folded = kind === 'recognised'
  return (
    <Card title={title} aside={String(props.rows.length)} padding={folded ? undefined : 'flush'}>
      {folded ? (
        <Stack>
          <p class="field-hint">{hint}</p>
          <details>
            <summary class="button button-quiet">{t.showRecognised}</summary>
            {table}
          </details>
        </Stack>
      ) : (
        <>
          <p class="field-hint">{hint}</p>
          {table}
        </>
      )}
    </Card>
  )
}

function SubjectTable({ caption, view, review, rows }: Props & { caption: string }) {
  const t = calendarImportText[view.lang]
  return (
    <Table<Row>
      caption={caption}
      rows={rows}
      columns={[
        {
          label: t.subject,
          primary: true,
          cell: ({ subject, index }) => (
            <div>
              <HiddenField name={`subjects.${index}.key`} value={subject.key} />
              {subject.name || t.untitled}
              <AlsoWritten subject={subject} lang={view.lang} />
            </div>
          ),
        },
        { label: t.dates, cell: ({ subject }) => <Dates subject={subject} lang={view.lang} /> },
        { label: t.becomes, cell: (row) => <BecomeFields view={view} review={review} row={row} /> },
      ]}
    />
  )
}

const MOST_SPELLINGS = 3

function AlsoWritten({ subject, lang }: { subject: Subject; lang: Lang }) {
  const others = subject.titles.map(({ title }) => title).filter((title) => title !== subject.name)
  if (others.length === 0) return null
  const more = Math.max(0, others.length - MOST_SPELLINGS)
  return (
    <p class="field-hint">{calendarImportText[lang].alsoWritten(others.slice(0, MOST_SPELLINGS), more)}</p>
  )
}

function Dates({ subject, lang }: { subject: Subject; lang: Lang }) {
  const t = calendarImportText[lang]
  const { occurrences, kind } = subject
  const [first, last] = [occurrences[0], occurrences.at(-1)]
  if (!first || !last) return null
  const [from, to] = [first, last].map(({ wallStart }) => formatDate(wallStart, 'numeric', lang))
  const needsThem = kind === 'choose' || kind === 'newPatient'
  return (
    <div>
      {t.dateCount(occurrences.length)}
      <p class="field-hint">{from === to ? from : `${from}\u00a0– ${to}`}</p>
      {needsThem && occurrences.length > 1 ? (
        <details>
          <summary class="field-hint">{t.allDates}</summary>
          {Array.from(Map.groupBy(occurrences, ({ wallStart }) => wallStart.year)).map(([year, group]) => (
            <p class="field-hint">
              {year} : {group.map((one) => momentOf(one, lang)).join(', ')}
            </p>
          ))}
        </details>
      ) : null}
    </div>
  )
}

function momentOf({ wallStart }: ImportedOccurrence, lang: Lang): string {
  return `${formatDate(wallStart, 'compact', lang)} ${formatTime(wallStart, lang)}`
}

function BecomeFields({ view, review, row }: Omit<Props, 'rows'> & { row: Row }) {
  const { subject, index, unnamed } = row
  const t = calendarImportText[view.lang]
  const name = subject.name || t.untitled
  const field = `subjects.${index}.become`
  return (
    <>
      <SelectField
        name={field}
        label={`${t.becomes} : ${name}`}
        labelHidden
        value={unnamed ? 'other' : subject.become}
        options={[
          ...patientOptions(subject, review, view.lang),
          ...newFileOptions(subject, view.lang),
          { value: 'timeOff', label: t.becomeTimeOff },
          { value: 'skip', label: t.becomeSkip },
          ...(subject.kind === 'recognised' ? [] : [{ value: 'other', label: t.becomeOther }]),
        ]}
      />
      {subject.kind === 'recognised' || subject.allDay ? null : (
        <ShowWhen field={field} values={['other']}>
          <Combobox
            lang={view.lang}
            name={`subjects.${index}.patientId`}
            label={`${t.otherPatient} : ${name}`}
            labelHidden
            placeholder={t.otherPatient}
            source="/patients"
            text={unnamed?.text}
            options={unnamed && unnamed.options.length > 0 ? unnamed.options : undefined}
            error={unnamed ? t.unnamed(unnamed.options.length) : undefined}
          />
        </ShowWhen>
      )}
    </>
  )
}

/** Who may be meant, and who was chosen; two of one name are told apart by what their files say. */
function patientOptions(subject: Subject, review: CalendarReview, lang: Lang): readonly Option[] {
  const t = calendarImportText[lang]
  const chosen = patientOf(subject.become)
  const ids = new Set([...subject.candidates, ...(chosen === undefined ? [] : [chosen])])
  return [...ids].flatMap((id) => {
    const patient = review.patients.get(id)
    if (!patient) return []
    const { birthDate, phones, emails, archivedAt } = patient
    const told = [
      birthDate ? formatDate(birthDate, 'numeric', lang) : '',
      phones[0] ? formatPhone(phones[0]) : (emails[0] ?? ''),
      archivedAt ? t.archived : '',
    ].filter((part) => part !== '')
    const detail = subject.candidates.length > 1 ? told.join(' · ') || t.emptyFile : undefined
    return [{ value: `patient:${id}`, label: displayName(patient), detail }]
  })
}

function newFileOptions({ kind, newName }: Subject, lang: Lang): readonly (Option & { value: Become })[] {
  const t = calendarImportText[lang]
  if (kind !== 'newPatient') return [{ value: 'newPatient', label: t.becomeNewPatient }]
  const named = { value: 'newPatient', label: t.newFile(newName.firstName, newName.lastName) } as const
  if (newName.firstName === '') return [named]
  const swapped = swapName(newName)
  return [named, { value: 'newPatientSwapped', label: t.newFile(swapped.firstName, swapped.lastName) }]
}
