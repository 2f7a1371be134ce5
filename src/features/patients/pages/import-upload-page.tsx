import type { View } from '#src/platform/http/visit.ts'
import { type FieldError, PageHeader, PracticeLayout, Stack, UploadForm } from '#src/ui/index.ts'
import { importText } from '../import-text.ts'
import { ImportSteps } from './import-steps.tsx'

export function UploadPage({
  view,
  errors = [],
}: {
  view: View
  errors?: readonly FieldError[] | undefined
}) {
  const t = importText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow" floatingAction="none">
      <PageHeader title={t.title} subtitle={t.intro} back={{ href: '/patients', label: t.patients }} />
      <Stack>
        <ImportSteps lang={view.lang} current={0} />
        <UploadForm
          action="/patients/import"
          frame={view.frame}
          lang={view.lang}
          label={t.file}
          hint={t.fileHint}
          accept=".csv,.txt,.vcf,text/csv,text/vcard"
          button={t.upload}
          errors={errors}
        />
      </Stack>
    </PracticeLayout>
  )
}
