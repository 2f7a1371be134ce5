import type { View } from '#src/platform/http/visit.ts'
import {
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  type FieldError,
  FileField,
  Form,
  PageHeader,
  PracticeLayout,
  Stack,
} from '#src/ui/index.ts'
import { importText } from '../import-text.ts'
import { ImportSteps } from './import-steps.tsx'

export function UploadPage(props: {
  view: View
  errors?: readonly FieldError[] | undefined
  refusal?: 'file-too-large' | undefined
}) {
  const { view, refusal } = props
  const t = importText[view.lang]
  const errors = props.errors ?? (refusal ? [{ field: 'file', message: t.refusals[refusal] }] : [])
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow" floatingAction="none">
      <PageHeader title={t.title} subtitle={t.intro} back={{ href: '/patients', label: t.patients }} />
      <Stack>
        <ImportSteps lang={view.lang} current={0} />
        <ErrorSummary lang={view.lang} errors={errors} />
        <Card padding="large">
          <Form action="/patients/import" frame={view.frame} multipart>
            <FileField
              name="file"
              label={t.file}
              hint={t.fileHint}
              lang={view.lang}
              accept=".csv,.txt,.vcf,text/csv,text/vcard"
              error={errors.find((error) => error.field === 'file')?.message}
              required
            />
            <ButtonRow align="end">
              <Button variant="primary" icon="upload">
                {t.upload}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      </Stack>
    </PracticeLayout>
  )
}
