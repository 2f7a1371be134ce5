import { encodings } from '#src/domain/decode-bytes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  FieldRow,
  Form,
  HiddenField,
  Notice,
  SelectField,
  Stack,
  Table,
} from '#src/ui/index.ts'
import { patientFields } from '../csv/columns.ts'
import { delimiterNames } from '../import-forms.ts'
import { importText } from '../import-text.ts'
import type { ImportPageData } from '../imports/review-import.ts'

interface MappedColumn {
  index: number
  header: string
  field: string
  examples: readonly string[]
}

const delimiterKeys = Object.keys(delimiterNames) as (keyof typeof delimiterNames)[]
/** Cells longer than this only widen the table. */
const MAX_EXAMPLE = 28

type Props = { data: ImportPageData; view: View }
type ReadTable = NonNullable<ImportPageData['review']['reading']['table']>

/** How the file was read, and the form to change it: folded below the people, `open` while a column is missing. */
export function ChoicesCard({ data, view, open = false }: Props & { open?: boolean }) {
  const t = importText[view.lang]
  const { table } = data.review.reading
  if (!table) return null
  const taken = table.mapping.filter((field) => field !== undefined).length
  const summary = [
    t.encodings[table.encoding],
    t.delimiters[delimiterOf(table)],
    t.columnsRead(taken, table.mapping.length),
  ].join(' · ')
  return (
    <Card title={t.howRead}>
      <Stack>
        <p class="field-hint">{summary}</p>
        <details open={open}>
          <summary class="button button-secondary">{t.changeReading}</summary>
          <ChoicesForm data={data} view={view} table={table} />
        </details>
      </Stack>
    </Card>
  )
}

/** Encoding, delimiter and columns as they were found, each to be changed. */
function ChoicesForm({ data, view, table }: Props & { table: ReadTable }) {
  const t = importText[view.lang]
  const { batch, review } = data
  const { header } = review.reading
  const columns = table.mapping.map((field, index) => ({
    index,
    header: header?.[index] || t.column(index + 1),
    field: field ?? '',
    examples: table.sample
      .map((cells) => shorten(cells[index] ?? ''))
      .filter((cell) => cell !== '')
      .slice(0, 3),
  }))
  return (
    <Form action={`/patients/import/${batch.id}`} frame={view.frame}>
      <HiddenField name="twoDigitYears" value="refuse" />
      <HiddenField name="unreadable" value="refuse" />
      {table.missing.length > 0 ? <Notice kind="warning">{t.missingColumns}</Notice> : null}
      <FieldRow>
        <SelectField
          name="encoding"
          label={t.encoding}
          value={table.encoding}
          options={encodings.map((encoding) => ({ value: encoding, label: t.encodings[encoding] }))}
        />
        <SelectField
          name="delimiter"
          label={t.delimiter}
          value={delimiterOf(table)}
          options={delimiterKeys.map((key) => ({ value: key, label: t.delimiters[key] }))}
        />
        <SelectField
          name="hasHeader"
          label={t.hasHeader}
          value={header ? 'oui' : 'non'}
          options={[
            { value: 'oui', label: t.headerYes },
            { value: 'non', label: t.headerNo },
          ]}
        />
      </FieldRow>
      <CheckboxField
        name="twoDigitYears"
        value="complete"
        label={t.twoDigitYears}
        checked={batch.choices.twoDigitYears !== 'refuse'}
      />
      <CheckboxField
        name="unreadable"
        value="to-remarks"
        label={t.unreadable}
        checked={batch.choices.unreadable === 'to-remarks'}
      />
      <Table<MappedColumn>
        caption={t.columns}
        rows={columns}
        columns={[
          { label: t.inFile, primary: true, cell: (column) => column.header },
          {
            label: t.becomes,
            cell: (column) => (
              <SelectField
                name={`mapping.${column.index}`}
                label={`${column.header} ${t.becomes}`}
                labelHidden
                value={column.field}
                empty={t.notImported}
                options={patientFields.map((field) => ({ value: field, label: t.fields[field] }))}
              />
            ),
          },
          { label: t.example, cell: (column) => column.examples.join(' · ') },
        ]}
      />
      <ButtonRow align="end">
        <Button icon="refresh-cw">{t.refresh}</Button>
      </ButtonRow>
    </Form>
  )
}

function delimiterOf({ delimiter }: ReadTable): (typeof delimiterKeys)[number] {
  return delimiterKeys.find((key) => delimiterNames[key] === delimiter) ?? 'virgule'
}

function shorten(cell: string): string {
  const line = cell.replaceAll(/\s+/g, ' ')
  return line.length > MAX_EXAMPLE ? `${line.slice(0, MAX_EXAMPLE)}…` : line
}
