import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx'
import type { Lang } from './frame.ts'
import { uiText } from './text.ts'

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | undefined
  inputmode?: 'text' | 'email' | 'tel' | 'url' | 'numeric' | 'decimal' | 'search' | undefined
  maxlength?: number | undefined
  spellcheck?: boolean | undefined
  autocapitalize?: 'off' | 'words' | 'sentences' | 'characters' | undefined
  /** Shown inside the control, at its end: "min", "€". */
  unit?: string | undefined
  /** Tabular figures, right-aligned: numbers. */
  numeric?: boolean | undefined
}

export function TextField(props: TextFieldProps) {
  const { type = 'text', inputmode, maxlength, spellcheck, autocapitalize, unit, numeric, value = '' } = props
  const input = (
    <input
      {...controlAttributes(props, numeric ? 'input input-numeric' : 'input')}
      type={type}
      value={value}
      inputmode={inputmode}
      maxlength={maxlength}
      spellcheck={spellcheck}
      autocapitalize={autocapitalize}
    />
  )
  return <FieldFrame props={props}>{unit ? <WithUnit unit={unit}>{input}</WithUnit> : input}</FieldFrame>
}

export type TextAreaProps = FieldProps & {
  /** Lines shown at first; it grows with its content where the browser can. */
  rows?: number | undefined
  maxlength?: number | undefined
}

export function TextArea(props: TextAreaProps) {
  return (
    <FieldFrame props={props}>
      {/* A first line break right after the tag is dropped by browsers, so one is added. */}
      <textarea
        {...controlAttributes(props, 'input textarea')}
        rows={props.rows ?? 4}
        maxlength={props.maxlength}
      >
        {`\n${props.value ?? ''}`}
      </textarea>
    </FieldFrame>
  )
}

/** A civil date: `value` is `YYYY-MM-DD`. Where the browser has no date input it is plain text. */
export function DateField(props: FieldProps & { min?: string | undefined; max?: string | undefined }) {
  return (
    <FieldFrame props={props}>
      <input
        {...controlAttributes(props, 'input input-date')}
        type="date"
        value={props.value ?? ''}
        min={props.min}
        max={props.max}
      />
    </FieldFrame>
  )
}

/** A wall time: `value` is `HH:MM`. `stepMinutes` is 5 unless given. */
export function TimeField(props: FieldProps & { stepMinutes?: number | undefined }) {
  return (
    <FieldFrame props={props}>
      <input
        {...controlAttributes(props, 'input input-time')}
        type="time"
        value={props.value ?? ''}
        step={(props.stepMinutes ?? 5) * 60}
      />
    </FieldFrame>
  )
}

/** An amount in euros as typed ("60", "60,00"); the form parses it to cents. */
export function MoneyField(props: FieldProps) {
  return (
    <FieldFrame props={props}>
      <WithUnit unit="€">
        <input
          {...controlAttributes(props, 'input input-numeric')}
          type="text"
          inputmode="decimal"
          value={props.value ?? ''}
          autocomplete={props.autocomplete ?? 'off'}
        />
      </WithUnit>
    </FieldFrame>
  )
}

/** Never given back a value. An island adds the button that shows what is typed. */
export function PasswordField(props: Omit<FieldProps, 'value'> & { lang: Lang }) {
  const text = uiText[props.lang]
  return (
    <FieldFrame props={props}>
      <div
        class="input-wrap"
        data-island="password"
        data-show={text.showPassword}
        data-hide={text.hidePassword}
      >
        <input {...controlAttributes(props)} type="password" spellcheck={false} autocapitalize="off" />
      </div>
    </FieldFrame>
  )
}

export function HiddenField({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />
}

function WithUnit({ unit, children }: { unit: string; children: unknown }) {
  return (
    <div class="input-wrap input-has-unit">
      {children}
      <span class="input-unit" aria-hidden="true">
        {unit}
      </span>
    </div>
  )
}
