import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import type { View } from '#src/platform/http/visit.ts'

/** "22 nov. à 21 h 05", with the year where it is another one. */
export function formatMoment(instant: Temporal.Instant, view: Pick<View, 'zone' | 'lang' | 'today'>): string {
  const wall = wallTimeOf(instant, view.zone)
  const date = formatDate(wall, wall.year === view.today.year ? 'short' : 'long', view.lang)
  return `${date}${view.lang === 'en' ? ',' : ' à'} ${formatTime(wall, view.lang)}`
}
