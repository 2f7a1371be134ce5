import type { View } from '#src/platform/http/visit.ts'
import { Card, LinkButton, Notice, PageHeader, PracticeLayout, Stack } from '#src/ui/index.ts'
import { settingsText } from './text.ts'

/** Shows where the master key is, never the key. */
export function KeyPage({ view, file }: { view: View; file: string }) {
  const text = settingsText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.keyTitle} width="narrow" floatingAction="none">
      <PageHeader title={text.keyTitle} subtitle={text.keyLead} />
      <Card
        footer={
          <LinkButton href="/aujourdhui" variant="primary">
            {text.keyDone}
          </LinkButton>
        }
      >
        <Stack>
          <p>{text.keyWhere}</p>
          <p>
            <code>{file}</code>
          </p>
          <Notice kind="warning">{text.keyWhat}</Notice>
        </Stack>
      </Card>
    </PracticeLayout>
  )
}
