import { type Locale, formatDate, formatTime } from './civil-format.ts'
import { wallTimeOf } from './civil-time.ts'

/** "22 nov. à 21 h 05", with the year where it is another one than today's. */
export function formatMoment(
  instant: Temporal.Instant,
  reader: { zone: string; lang: Locale; today: Temporal.PlainDate },
): string {
  const wall = wallTimeOf(instant, reader.zone)
  const date = formatDate(wall, wall.year === reader.today.year ? 'short' : 'long', reader.lang)
  return `${date}${reader.lang === 'en' ? ',' : ' à'} ${formatTime(wall, reader.lang)}`
}
