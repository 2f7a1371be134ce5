import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import type { View } from '#src/platform/http/visit.ts'
import { sessionText } from './text.ts'

type Place = Pick<View, 'zone' | 'lang'>

/** `10 h 42` on the practice's clock. */
export function formatClock(at: Temporal.Instant, { zone, lang }: Place): string {
  return formatTime(wallTimeOf(at, zone), lang)
}

/** `Lundi 23 novembre 2026` of the instant, on the practice's calendar; a title, so with a capital. */
export function formatDay(at: Temporal.Instant, { zone, lang }: Place): string {
  return capitalize(formatDate(wallTimeOf(at, zone), 'full', lang))
}

/** `aujourd’hui à 10 h 42`, `le 21 nov. à 10 h 42`: as it follows a verb. */
export function formatMoment(at: Temporal.Instant, view: Pick<View, 'zone' | 'lang' | 'today'>): string {
  const wall = wallTimeOf(at, view.zone)
  const { todayAt, dayAt } = sessionText[view.lang]
  const clock = formatTime(wall, view.lang)
  if (wall.toPlainDate().equals(view.today)) return todayAt(clock)
  return dayAt(formatDate(wall, wall.year === view.today.year ? 'short' : 'long', view.lang), clock)
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
