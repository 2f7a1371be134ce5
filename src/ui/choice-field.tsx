import { classes } from './classes.ts'
import { controlAttributes, FieldFrame, FieldNotes, idOf, RequiredMark, type FieldProps } from './field.tsx'
import { Icon, type IconName } from './icon.tsx'

export type Option = {
  value: string
  label: string
  /** A second line, e.g. "45 min". */
  detail?: string | undefined
  icon?: IconName | undefined
  disabled?: boolean | undefined
  /** In a select: the heading under which it stands. */
  group?: string | undefined
}

export type SelectFieldProps = FieldProps & {
  options: readonly Option[]
  /** First choice with the empty value; left out, the first option is chosen. */
  empty?: string | undefined
  /** Sends the form (filters) as soon as something is chosen. */
  autosubmit?: boolean | undefined
}

export function SelectField(props: SelectFieldProps) {
  return (
    <FieldFrame props={props}>
      <div class="select-wrap">
        <select
          {...controlAttributes(props, 'input select')}
          data-island={props.autosubmit ? 'autosubmit' : undefined}
        >
          {props.empty === undefined ? null : <option value="">{props.empty}</option>}
          {[...Map.groupBy(props.options, ({ group }) => group)].map(([group, options]) => {
            const drawn = options.map((option) => drawOption(option, props.value))
            return group === undefined ? drawn : <optgroup label={group}>{drawn}</optgroup>
          })}
        </select>
        <Icon name="chevron-down" size="small" />
      </div>
    </FieldFrame>
  )
}

function drawOption({ value, label, detail, disabled }: Option, chosen: string | undefined) {
  return (
    <option value={value} selected={value === chosen} disabled={disabled}>
      {detail ? `${label} · ${detail}` : label}
    </option>
  )
}

export type CheckboxFieldProps = Omit<FieldProps, 'value' | 'placeholder' | 'readonly'> & {
  /** What is sent when checked; `on` when left out. */
  value?: string | undefined
  checked?: boolean | undefined
}

export function CheckboxField(props: CheckboxFieldProps) {
  const attributes = controlAttributes(props, 'checkbox-input')
  return (
    <div class={classes('field', 'field-checkbox', props.error && 'field-refused')}>
      <label class="checkbox">
        <input {...attributes} type="checkbox" value={props.value ?? 'on'} checked={props.checked} />
        <span class="checkbox-box">
          <Icon name="check" size="small" />
        </span>
        <span class="checkbox-label">
          {props.label}
          <RequiredMark required={props.required} />
        </span>
      </label>
      <FieldNotes id={attributes.id} hint={props.hint} error={props.error} />
    </div>
  )
}

export type RadioChipsProps = FieldProps & {
  options: readonly Option[]
  /** `chips` (default) in a row; `cards` with details, for two to six weighty choices. */
  look?: 'chips' | 'cards' | undefined
}

/** One choice among few, all visible. The first chip carries the field's id for the error summary. */
export function RadioChips(props: RadioChipsProps) {
  const id = idOf(props)
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div
      class={classes('field', props.width && `field-${props.width}`, props.error && 'field-refused')}
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-describedby={described || undefined}
      aria-invalid={props.error ? 'true' : undefined}
      aria-required={props.required ? 'true' : undefined}
    >
      <span class={classes('field-label', props.labelHidden && 'visually-hidden')} id={`${id}-label`}>
        {props.label}
        <RequiredMark required={props.required} />
      </span>
      <div class={props.look === 'cards' ? 'choice-cards' : 'chips'}>
        {props.options.map((option, index) => (
          <label class={props.look === 'cards' ? 'choice-card' : 'chip'}>
            <input
              class="chip-input"
              type="radio"
              id={index === 0 ? id : `${id}-${index + 1}`}
              name={props.name}
              value={option.value}
              checked={option.value === props.value}
              disabled={props.disabled === true || option.disabled === true}
            />
            <span class="chip-face">
              {option.icon ? <Icon name={option.icon} /> : null}
              <span class="chip-text">
                <span class="chip-label">{option.label}</span>
                {option.detail ? <span class="chip-detail">{option.detail}</span> : null}
              </span>
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} hint={props.hint} error={props.error} />
    </div>
  )
}
