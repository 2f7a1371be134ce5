import type { Child } from 'hono/jsx'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'

/** What every field takes. `value` and `error` are the text typed and the reason it was refused. */
export type FieldProps = {
  name: string
  label: string
  value?: string | undefined
  error?: string | undefined
  hint?: string | undefined
  required?: boolean | undefined
  autocomplete?: string | undefined
  /** `field-<name>` when left out; give one when a name appears twice on a page. */
  id?: string | undefined
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean | undefined
  /** Room taken on wide screens inside `FieldRow`: one part of it by default. */
  width?: 'short' | 'grow' | undefined
  disabled?: boolean | undefined
  readonly?: boolean | undefined
  autofocus?: boolean | undefined
  placeholder?: string | undefined
}

/** The id a field gets: what `ErrorSummary` links to. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`
}

export function idOf(props: Pick<FieldProps, 'name' | 'id'>): string {
  return props.id ?? fieldId(props.name)
}

/** Attributes common to inputs, selects and text areas, with the link to hint and error. */
export function controlAttributes(props: FieldProps, className = 'input') {
  const id = idOf(props)
  const describedBy = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    name: props.name,
    class: className,
    required: props.required,
    disabled: props.disabled,
    readonly: props.readonly,
    autofocus: props.autofocus,
    autocomplete: props.autocomplete,
    placeholder: props.placeholder,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': props.error ? 'true' : undefined,
  }
}

/** Label, control, hint and error in one column. */
export function FieldFrame({
  props,
  children,
  after,
}: {
  props: FieldProps
  children: Child
  after?: Child
}) {
  const id = idOf(props)
  return (
    <div class={classes('field', props.width && `field-${props.width}`, props.error && 'field-refused')}>
      <label class={classes('field-label', props.labelHidden && 'visually-hidden')} for={id}>
        {props.label}
        <RequiredMark required={props.required} />
      </label>
      {children}
      <FieldNotes id={id} hint={props.hint} error={props.error} />
      {after}
    </div>
  )
}

/** The star is for the eye only: the control itself says that it is required. */
export function RequiredMark({ required }: { required?: boolean | undefined }) {
  if (!required) return null
  return (
    <span class="field-required" aria-hidden="true">
      {' '}
      *
    </span>
  )
}

export function FieldNotes({
  id,
  hint,
  error,
}: {
  id: string
  hint?: string | undefined
  error?: string | undefined
}) {
  return (
    <>
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="triangle-alert" size="small" />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </>
  )
}

/** Fields side by side on wide screens, one below the other on a phone. */
export function FieldRow({ children }: { children: Child }) {
  return <div class="field-row">{children}</div>
}

/** A group of fields under a title. (`role=group`: a fieldset places absolute children elsewhere.) */
export function FieldGroup(props: { title: string; hint?: string | undefined; id: string; children: Child }) {
  return (
    <div class="field-group" role="group" aria-labelledby={`${props.id}-title`}>
      <h2 class="field-group-title" id={`${props.id}-title`}>
        {props.title}
      </h2>
      {props.hint ? <p class="field-group-hint">{props.hint}</p> : null}
      {props.children}
    </div>
  )
}
