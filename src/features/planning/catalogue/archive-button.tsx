import type { View } from '#src/platform/http/visit.ts'
import { ActionForm, Button } from '#src/ui/index.ts'
import { settingsText } from './settings-text.ts'

export function ArchiveButton({
  view,
  base,
  row,
}: {
  view: View
  base: string
  row: { id: string; archivedAt: Temporal.Instant | null }
}) {
  const t = settingsText[view.lang]
  const noun = row.archivedAt ? 'retablissement' : 'archivage'
  return (
    <ActionForm action={`${base}/${row.id}/${noun}`} frame={view.frame}>
      <Button icon={row.archivedAt ? 'undo-2' : 'archive'}>{row.archivedAt ? t.restore : t.archive}</Button>
    </ActionForm>
  )
}
