import { formatDate } from '#src/domain/civil-format.ts'
import { displayName } from '#src/domain/person-name.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, Combobox, HiddenField, SelectField, Table } from '#src/ui/index.ts'
import type { TypeChoice } from '../find-choices.ts'
import { calendarImportText } from './import-text.ts'
import type { CalendarReview, Title } from './review-calendar.ts'

export function TitleTable(props: {
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
    if (!patient) return []
    // Two of the same name are told apart by their birth.
    const born = patient.birthDate ? formatDate(patient.birthDate, 'numeric', view.lang) : undefined
    const detail = title.candidates.length > 1 ? born : undefined
    return [{ value: `patient:${id}`, label: displayName(patient), detail }]
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

export function usualType(types: readonly TypeChoice[]): string {
  return (types.find((type) => !type.firstInterview) ?? types[0])?.id ?? ''
}
