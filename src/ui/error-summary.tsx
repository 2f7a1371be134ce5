import { fieldId } from './field.tsx'
import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

export type FieldError = {
  message: string
  /** Name of the field; left out for a refusal that belongs to no field. */
  field?: string | undefined
}

/** The refusals of a form, in front of it; takes focus when the page opens. Nothing when there is none. */
export function ErrorSummary(props: {
  lang: Lang
  errors: readonly FieldError[]
  title?: string | undefined
}) {
  if (props.errors.length === 0) return null
  return (
    <div
      class="error-summary"
      role="alert"
      tabindex={-1}
      autofocus
      data-island="focus"
      aria-labelledby="error-summary-title"
    >
      <Icon name="triangle-alert" />
      <div class="error-summary-body">
        <h2 class="error-summary-title" id="error-summary-title">
          {props.title ?? uiText[props.lang].errorSummary}
        </h2>
        <ul class="error-summary-list">
          {props.errors.map((error) => (
            <li>{error.field ? <a href={`#${fieldId(error.field)}`}>{error.message}</a> : error.message}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
