import type { View } from '#src/platform/http/visit.ts'
import { type FieldError, PageHeader, PracticeLayout, Stack, UploadForm } from '#src/ui/index.ts'
import { ImportSteps } from './import-steps.tsx'
import { calendarImportText } from './import-text.ts'

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
        <UploadForm
          action="/agenda/import"
          frame={view.frame}
          lang={view.lang}
          label={t.file}
          hint={t.fileHint}
          accept=".ics,text/calendar"
          button={t.upload}
          errors={errors}
        />
      </Stack>
    </PracticeLayout>
  )
}
