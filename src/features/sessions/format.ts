import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import type { View } from '#src/platform/http/visit.ts'

type Place = Pick<View, 'zone' | 'lang'>

/** `10 h 42` on the practice's clock. */
export function formatClock(at: Temporal.Instant, { zone, lang }: Place): string {
  return formatTime(wallTimeOf(at, zone), lang)
}

/** `Lundi 23 novembre 2026` of the instant, on the practice's calendar; a title, so with a capital. */
export function formatDay(at: Temporal.Instant, { zone, lang }: Place): string {
  const day = formatDate(wallTimeOf(at, zone), 'full', lang)
  return day.charAt(0).toUpperCase() + day.slice(1)
}

/** `10 h 42` today, `le 21 nov. à 10 h 42` before. */
export function formatMoment(at: Temporal.Instant, view: Pick<View, 'zone' | 'lang' | 'today'>): string {
  const wall = wallTimeOf(at, view.zone)
  const clock = formatTime(wall, view.lang)
  if (wall.toPlainDate().equals(view.today)) return clock
  const style = wall.year === view.today.year ? 'short' : 'long'
  const day = formatDate(wall, style, view.lang)
  return view.lang === 'en' ? `${clock} on ${day}` : `${clock}, le ${day}`
}
