import { formatIsoDate } from '#src/domain/civil-format.ts'
import { Button, DateField, FieldRow, FilterForm, HiddenField, TextField } from '#src/ui/index.ts'
import type { Lang } from '#src/platform/text.ts'
import { listText } from '../list-text.ts'

export interface ListFilterValues {
  q?: string | undefined
  from?: Temporal.PlainDate | undefined
  to?: Temporal.PlainDate | undefined
  patientId?: string | undefined
}

/** Search and dates above a list of invoices or payments. */
export function ListFilter(props: {
  lang: Lang
  action: string
  hint: string
  filter: ListFilterValues
  kept: Record<string, string>
}) {
  const { filter } = props
  const text = listText[props.lang]
  return (
    <FilterForm action={props.action} label={text.search} liveRegion="results">
      {Object.entries(props.kept).map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
      {filter.patientId ? <HiddenField name="patientId" value={filter.patientId} /> : null}
      <TextField
        name="q"
        type="search"
        label={text.search}
        labelHidden
        placeholder={props.hint}
        value={filter.q}
        width="grow"
        autocomplete="off"
      />
      <details open={filter.from !== undefined || filter.to !== undefined}>
        <summary class="button button-secondary">{text.dates}</summary>
        <FieldRow>
          <DateField
            name="du"
            label={text.from}
            value={filter.from ? formatIsoDate(filter.from) : ''}
            width="short"
          />
          <DateField
            name="au"
            label={text.to}
            value={filter.to ? formatIsoDate(filter.to) : ''}
            width="short"
          />
        </FieldRow>
      </details>
      <Button icon="search">{text.filter}</Button>
    </FilterForm>
  )
}

/** The filter as a query string, for links that keep it. */
export function filterQuery(filter: ListFilterValues, more: Record<string, string | undefined> = {}): string {
  const entries = {
    ...more,
    q: filter.q,
    du: filter.from ? formatIsoDate(filter.from) : undefined,
    au: filter.to ? formatIsoDate(filter.to) : undefined,
    patientId: filter.patientId,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(entries)) if (value) query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

export function isFiltered(filter: ListFilterValues): boolean {
  return filterQuery(filter) !== ''
}
