import { controlAttributes, FieldFrame, type FieldProps } from './field.tsx'
import type { Lang } from './frame.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

export type FileFieldProps = Omit<FieldProps, 'value' | 'placeholder' | 'readonly'> & {
  lang: Lang
  /** As in HTML: ".csv,text/csv". */
  accept?: string | undefined
  multiple?: boolean | undefined
}

/** The form around it needs `multipart`. The whole frame takes a dropped file. */
export function FileField(props: FileFieldProps) {
  const text = uiText[props.lang]
  return (
    <FieldFrame props={props}>
      <div class="file-drop" data-island="file-drop">
        <Icon name="upload" size="large" />
        <p class="file-drop-text">
          <span class="file-drop-action">{text.chooseFile}</span>{' '}
          <span class="file-drop-or">{text.orDropFile}</span>
        </p>
        <p class="file-drop-names" data-file-names aria-live="polite"></p>
        <input
          {...controlAttributes(props, 'file-drop-input')}
          type="file"
          accept={props.accept}
          multiple={props.multiple}
        />
      </div>
    </FieldFrame>
  )
}
