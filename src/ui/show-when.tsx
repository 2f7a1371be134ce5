import type { Child } from 'hono/jsx'

/**
 * A part of a form that matters only for some answers: shown while the form's `field` has one of
 * `values`. Without scripts it is always there, so what is in it must never be required by the form.
 */
export function ShowWhen(props: { field: string; values: readonly string[]; children: Child }) {
  return (
    <div data-island="show-when" data-field={props.field} data-values={props.values.join(' ')}>
      {props.children}
    </div>
  )
}
