import type { View } from '#src/platform/http/visit.ts'
import { EmptyState, LinkButton, PageHeader, PracticeLayout, Table } from '#src/ui/index.ts'
import { kindOf, nameOf, sayTimeOff, settingsText, type TimeOff } from '#src/features/planning/index.ts'

export function TimeOffListPage({
  view,
  items,
  past,
}: {
  view: View
  items: readonly TimeOff[]
  past: boolean
}) {
  const t = settingsText[view.lang]
  const add = (
    <LinkButton href="/absences/nouvelle" variant="primary" icon="plus">
      {t.newTimeOff}
    </LinkButton>
  )
  return (
    <PracticeLayout frame={view.frame} title={t.timeOff} floatingAction="none">
      <PageHeader
        title={past ? t.pastTitle : t.timeOff}
        subtitle={t.timeOffLead}
        back={{ href: '/horaires', label: t.openingHours }}
        actions={
          <>
            <LinkButton href={past ? '/absences' : '/absences?passees=1'} icon="history">
              {past ? t.upcoming : t.past}
            </LinkButton>
            {add}
          </>
        }
      />
      {items.length === 0 ? (
        <EmptyState icon="sun" title={past ? t.noPastTimeOff : t.noTimeOff} action={past ? undefined : add}>
          {past ? t.noPastTimeOffHint : t.noTimeOffHint}
        </EmptyState>
      ) : (
        <Table
          caption={t.timeOff}
          rows={items}
          href={(off) => `/absences/${off.id}`}
          columns={[
            { label: t.label, primary: true, cell: (off) => nameOf(view, off) },
            { label: t.kind, cell: (off) => kindOf(view, off) },
            { label: t.scope, cell: (off) => sayTimeOff(view, off) },
          ]}
        />
      )}
    </PracticeLayout>
  )
}
