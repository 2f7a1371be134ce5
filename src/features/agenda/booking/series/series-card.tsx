import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, List, Stack } from '#src/ui/index.ts'
import { describeSeries } from './describe-series.ts'
import type { SeriesSummary } from '../../series/find-series.ts'
import { seriesText } from './series-text.ts'
import { statusText } from '../../appointments/status-text.ts'

/** `Chaque lundi à 9 h, jusqu’au …`, and the next dates. */
export function SeriesCard({
  view,
  series,
  current,
}: {
  view: View
  series: SeriesSummary
  current: string
}) {
  const t = seriesText[view.lang]
  const others = series.comingCount - series.coming.length
  return (
    <Card title={t.series} aside={series.comingCount > 0 ? t.coming(series.comingCount) : undefined}>
      <Stack>
        <p>{describeSeries(series, view.lang)}</p>
        {series.coming.length === 0 ? (
          <p class="field-hint">{t.noneComing}</p>
        ) : (
          <List
            label={t.series}
            items={series.coming.map((one) => {
              const start = one.startsAt.toZonedDateTimeISO(view.zone)
              return {
                title: `${formatDate(start, 'full', view.lang)}, ${formatTime(start, view.lang)}`,
                href: one.id === current ? undefined : `/rendez-vous/${one.id}`,
                aside: one.status === 'confirmed' ? undefined : statusText[view.lang][one.status],
              }
            })}
          />
        )}
        {others > 0 ? <p class="field-hint">{t.andOthers(others)}</p> : null}
      </Stack>
    </Card>
  )
}
