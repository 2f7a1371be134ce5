import {
  Button,
  Card,
  DateField,
  FieldRow,
  HiddenField,
  MoneyField,
  SelectField,
  TextField,
} from '#src/ui/index.ts'
import type { Lang } from '#src/platform/text.ts'
import { formatRate } from '../document/words.ts'
import type { EditorLine } from '../editor.ts'
import { type DraftText, draftText } from '../draft-text.ts'
import { VAT_MODES } from '../totals.ts'

/** One line of a draft. A line that bills a session keeps it, whatever is changed in its words. */
export function LineEditor(props: {
  lang: Lang
  line: EditorLine
  index: number
  /** One of several: it has a title, and can be removed. */
  several: boolean
  error(name: string): string | undefined
}) {
  const { line, index } = props
  const text = draftText[props.lang]
  const name = (field: keyof EditorLine) => `lines.${index}.${field}`
  const field = (key: keyof EditorLine) => ({
    name: name(key),
    value: line[key],
    error: props.error(name(key)),
  })
  const fields = (
    <div class="form-stack">
      <FieldRow>
        <TextField {...field('label')} label={text.label} required width="grow" maxlength={300} />
        <DateField {...field('serviceDate')} label={text.serviceDate} width="short" />
      </FieldRow>
      <FieldRow>
        <TextField {...field('quantity')} label={text.quantity} inputmode="numeric" numeric width="short" />
        <MoneyField {...field('price')} label={text.unitPrice} required width="short" />
        <SelectField
          {...field('vatMode')}
          label={text.vatMode}
          hint={line.vatMode === 'STANDARD' ? text.vatModeHint : undefined}
          options={VAT_MODES.map((mode) => ({ value: mode, label: modeLabel(text, mode, line) }))}
        />
      </FieldRow>
      {line.sessionId === '' ? null : <HiddenField name={name('sessionId')} value={line.sessionId} />}
      {line.vatRateBasisPoints === '' ? null : (
        <HiddenField name={name('vatRateBasisPoints')} value={line.vatRateBasisPoints} />
      )}
    </div>
  )
  if (!props.several) return fields
  return (
    <Card
      tone="sunk"
      title={text.line(index + 1)}
      aside={
        <Button variant="quiet" size="small" icon="trash-2" iconOnly name="edit" value={`remove-${index}`}>
          {text.removeLine(index + 1)}
        </Button>
      }
    >
      {fields}
    </Card>
  )
}

function modeLabel(text: DraftText, mode: (typeof VAT_MODES)[number], line: EditorLine): string {
  const rate = Number(line.vatRateBasisPoints)
  return mode === 'STANDARD' && rate > 0 ? text.rate(formatRate(rate)) : text.vatModes[mode]
}
