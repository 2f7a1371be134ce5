import type { Option } from './choice-field.tsx'
import { classes } from './classes.ts'
import { controlAttributes, FieldFrame, idOf, type FieldProps } from './field.tsx'
import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

export type ComboboxProps = FieldProps & {
  lang: Lang
  /** Answers `?q=` with JSON `{ items: [{ value, label, detail? }] }`. */
  source: string
  /** What is said where nothing answers the text typed. */
  none?: string | undefined
  /** What the chosen `value` (an id) is called; or the text typed when nothing was chosen. */
  text?: string | undefined
  /**
   * Choices to offer without JavaScript, as a select: a short list, or the matches the server found
   * for the text typed. Without them a plain text field stands there.
   */
  options?: readonly Option[] | undefined
}

/**
 * Chooses one thing of many by typing. Sends `name` (the id, empty when none was chosen) and
 * `<name>Text` (what was typed): without JavaScript only the text arrives, and the server looks it up.
 */
export function Combobox(props: ComboboxProps) {
  const id = idOf(props)
  const text = uiText[props.lang]
  if (props.options) return <ChoiceAmongMatches {...props} options={props.options} />
  const { name, value, ...rest } = props
  return (
    <FieldFrame props={props}>
      <div
        class="combobox"
        data-island="combobox"
        data-source={props.source}
        data-none={props.none ?? text.noSuggestion}
        data-loading={text.loading}
      >
        <input type="hidden" name={name} value={value ?? ''} data-combobox-value />
        <input
          {...controlAttributes({ ...rest, name: `${name}Text`, id })}
          type="text"
          value={props.text ?? ''}
          autocomplete="off"
          spellcheck={false}
        />
        <Icon name="chevrons-up-down" size="small" />
        <ul class="combobox-list" id={`${id}-list`} role="listbox" aria-label={text.suggestions} hidden></ul>
        <p class="visually-hidden" role="status" data-combobox-status></p>
      </div>
    </FieldFrame>
  )
}

function ChoiceAmongMatches(props: ComboboxProps & { options: readonly Option[] }) {
  return (
    <FieldFrame props={props}>
      <div class="select-wrap">
        <select {...controlAttributes(props, classes('input', 'select'))}>
          {props.options.map((option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.detail ? `${option.label} · ${option.detail}` : option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size="small" />
      </div>
    </FieldFrame>
  )
}
