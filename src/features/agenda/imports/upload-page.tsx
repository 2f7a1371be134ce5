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
import { calendarImportText } from './import-text.ts'
import { ImportSteps } from './import-steps.tsx'

export function CalendarUploadPage({
  view,
  errors = [],
}: {
  view: View
  errors?: readonly FieldError[] | undefined
}) {
  const t = calendarImportText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow" floatingAction="none">
      <PageHeader title={t.title} subtitle={t.intro} back={{ href: '/agenda', label: t.agenda }} />
      <Stack>
        <ImportSteps view={view} current={0} />
        <ErrorSummary lang={view.lang} errors={errors} />
        <Card padding="large">
          <Form action="/agenda/import" frame={view.frame} multipart>
            <FileField
              name="file"
              label={t.file}
              hint={t.fileHint}
              lang={view.lang}
              accept=".ics,text/calendar"
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
