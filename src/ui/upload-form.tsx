import { Button, ButtonRow } from './button.tsx'
import { Card } from './card.tsx'
import { ErrorSummary, type FieldError } from './error-summary.tsx'
import { FileField } from './file-field.tsx'
import { Form } from './form.tsx'
import type { Frame, Lang } from './frame.ts'

export type UploadFormProps = {
  action: string
  frame: Pick<Frame, 'csrf'>
  lang: Lang
  label: string
  hint?: string | undefined
  /** As in HTML: ".csv,text/csv". */
  accept: string
  button: string
  errors: readonly FieldError[]
}

/** One file to take in, sent as the field `file`, with what was wrong with the last one. */
export function UploadForm(props: UploadFormProps) {
  const { action, frame, lang, label, hint, accept, button, errors } = props
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <Card padding="large">
        <Form action={action} frame={frame} multipart>
          <FileField
            name="file"
            label={label}
            hint={hint}
            lang={lang}
            accept={accept}
            error={errors.find((error) => error.field === 'file')?.message}
            required
          />
          <ButtonRow align="end">
            <Button variant="primary" icon="upload">
              {button}
            </Button>
          </ButtonRow>
        </Form>
      </Card>
    </>
  )
}
