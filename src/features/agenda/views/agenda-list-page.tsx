import { formatDate } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import { PageHeader, Pagination, PracticeLayout } from '#src/ui/index.ts'
import type { ListedAppointment } from '../appointments/list-appointments.ts'
import { agendaText } from './text.ts'
import { AgendaActions } from './agenda-page.tsx'
import { DaysOfAppointments } from './appointment-list.tsx'

/** The agenda as a list: the appointments of four weeks under their days. */
export function AgendaListPage(props: {
  view: View
  items: readonly ListedAppointment[]
  next: string | null
  first: Temporal.PlainDate
  last: Temporal.PlainDate
}) {
  const { view, items, next, first, last } = props
  const t = agendaText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.agenda}>
      <PageHeader
        title={`${formatDate(first, 'short', view.lang)} – ${formatDate(last, 'short', view.lang)}`}
        titleExtra={String(last.year)}
        subtitle={items.length === 0 ? t.noAppointment : next ? undefined : t.appointments(items.length)}
        actions={<AgendaActions view={view} shown="list" selected={first} />}
      />
      <DaysOfAppointments view={view} items={items} />
      <Pagination
        lang={view.lang}
        nextHref={
          next
            ? `/rendez-vous?${new URLSearchParams({ du: first.toString(), au: last.toString(), cursor: next })}`
            : undefined
        }
      />
    </PracticeLayout>
  )
}
