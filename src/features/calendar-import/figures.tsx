import type { View } from '#src/platform/http/visit.ts'
import { CardGrid, Stat } from '#src/ui/index.ts'
import { calendarImportText } from './import-text.ts'
import type { CalendarReview } from './plan-calendar.ts'

export function Figures({ view, review }: { view: View; review: CalendarReview }) {
  const t = calendarImportText[view.lang]
  const { counts } = review
  const refused = review.refused.length + review.unfit.length
  return (
    <CardGrid columns={4}>
      <Stat
        label={t.appointments}
        icon="calendar-check"
        value={String(review.appointments.length + review.history.length)}
        detail={t.pastFuture(counts.past, counts.future)}
      />
      <Stat label={t.timeOff} icon="sun" value={String(review.timeOff.length)} />
      <Stat label={t.alreadyThere} icon="check" value={String(counts.alreadyThere)} />
      <Stat
        label={t.leftOut}
        icon="ban"
        value={String(counts.leftOut + counts.cancelled + counts.free)}
        detail={t.leftOutDetail(counts.cancelled, counts.free)}
      />
      {refused > 0 ? <Stat label={t.refusedStat} icon="triangle-alert" value={String(refused)} /> : null}
    </CardGrid>
  )
}
