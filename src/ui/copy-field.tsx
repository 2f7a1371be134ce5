import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx'
import type { Lang } from './frame.ts'
import { uiText } from './text.ts'

/** A text to take along: cannot be changed. An island adds the button that copies it. */
export function CopyField(props: Omit<FieldProps, 'readonly'> & { lang: Lang; value: string }) {
  const text = uiText[props.lang]
  return (
    <FieldFrame props={props}>
      <div class="input-wrap" data-island="copy" data-copy={text.copy} data-copied={text.copied}>
        <input
          {...controlAttributes({ ...props, readonly: true })}
          type="text"
          value={props.value}
          spellcheck={false}
        />
      </div>
    </FieldFrame>
  )
}
