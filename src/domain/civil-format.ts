/** Structural, so that `Temporal.PlainDate`, `PlainDateTime` and a browser's own values all fit. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }
export type CivilTime = { readonly hour: number; readonly minute: number }
export type Locale = 'fr' | 'en'

/**
 * `full` lundi 17 novembre 2025 · `long` 17 novembre 2025 · `weekday` lundi 17 novembre ·
 * `short` 17 nov. · `compact` lun. 17 nov. · `numeric` 17/11/2025. The first is `1er` in French.
 */
export type DateStyle = 'full' | 'long' | 'weekday' | 'short' | 'compact' | 'numeric'

const noBreak = '\u00a0'

// Split when asked: the browser's script takes the times from here and not the names.
const names = {
  fr: {
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    shortMonths: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
    weekdays: 'lundi mardi mercredi jeudi vendredi samedi dimanche',
    shortWeekdays: 'lun. mar. mer. jeu. ven. sam. dim.',
  },
  en: {
    months: 'January February March April May June July August September October November December',
    shortMonths: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
    shortWeekdays: 'Mon Tue Wed Thu Fri Sat Sun',
  },
}

/** `9 h`, `9 h 30` with no-break spaces; English `09:30`. */
export function formatTime(time: CivilTime, locale: Locale = 'fr'): string {
  if (locale === 'en') return `${twoDigits(time.hour)}:${twoDigits(time.minute)}`
  const hour = `${time.hour}${noBreak}h`
  return time.minute === 0 ? hour : `${hour}${noBreak}${twoDigits(time.minute)}`
}

/** `45 min`, `1 h`, `1 h 30`; English `1 h 30 min`. Whole minutes, not negative. */
export function formatDuration(minutes: number, locale: Locale = 'fr'): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest}${noBreak}min`
  if (rest === 0) return `${hours}${noBreak}h`
  const tail = locale === 'en' ? `${rest}${noBreak}min` : twoDigits(rest)
  return `${hours}${noBreak}h${noBreak}${tail}`
}

export function formatDate(date: CivilDate, style: DateStyle = 'full', locale: Locale = 'fr'): string {
  const day = formatDayOfMonth(date.day, locale)
  switch (style) {
    case 'full':
      return `${weekdayName(weekdayOf(date), locale)} ${day} ${monthName(date.month, locale)} ${date.year}`
    case 'long':
      return `${day} ${monthName(date.month, locale)} ${date.year}`
    case 'weekday':
      return `${weekdayName(weekdayOf(date), locale)} ${day} ${monthName(date.month, locale)}`
    case 'short':
      return `${day} ${shortMonthName(date.month, locale)}`
    case 'compact':
      return `${shortWeekdayName(weekdayOf(date), locale)} ${day} ${shortMonthName(date.month, locale)}`
    case 'numeric':
      return `${twoDigits(date.day)}/${twoDigits(date.month)}/${String(date.year).padStart(4, '0')}`
  }
}

/** `2025-11-17`, as addresses and date inputs want it. */
export function formatIsoDate(date: CivilDate): string {
  return `${String(date.year).padStart(4, '0')}-${twoDigits(date.month)}-${twoDigits(date.day)}`
}

/** First and last day, both included: `17 – 22 novembre 2025`, `29 novembre – 5 décembre 2025`. */
export function formatDateRange(first: CivilDate, last: CivilDate, locale: Locale = 'fr'): string {
  const end = formatDate(last, 'long', locale)
  if (first.year !== last.year) return `${formatDate(first, 'long', locale)} – ${end}`
  const day = formatDayOfMonth(first.day, locale)
  if (first.month !== last.month) return `${day} ${monthName(first.month, locale)} – ${end}`
  return first.day === last.day ? end : `${day} – ${end}`
}

/** The week that starts on `monday`, shown as `days` days (5 to 7): `17 – 22 novembre 2025`. */
export function formatWeekRange(monday: CivilDate, days = 7, locale: Locale = 'fr'): string {
  const last = new Date(Date.UTC(monday.year, monday.month - 1, monday.day + days - 1))
  return formatDateRange(
    monday,
    { year: last.getUTCFullYear(), month: last.getUTCMonth() + 1, day: last.getUTCDate() },
    locale,
  )
}

/** `1` January to `12` December. */
export function monthName(month: number, locale: Locale = 'fr'): string {
  return nameAt(names[locale].months, month)
}

export function shortMonthName(month: number, locale: Locale = 'fr'): string {
  return nameAt(names[locale].shortMonths, month)
}

/** `1` Monday to `7` Sunday (ISO 8601). */
export function weekdayName(weekday: number, locale: Locale = 'fr'): string {
  return nameAt(names[locale].weekdays, weekday)
}

export function shortWeekdayName(weekday: number, locale: Locale = 'fr'): string {
  return nameAt(names[locale].shortWeekdays, weekday)
}

/** `1` Monday to `7` Sunday (ISO 8601), for years 100 and later. */
export function weekdayOf(date: CivilDate): number {
  return new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay() || 7
}

function formatDayOfMonth(day: number, locale: Locale): string {
  return locale === 'fr' && day === 1 ? '1er' : String(day)
}

function nameAt(list: string, oneBased: number): string {
  const name = list.split(' ')[oneBased - 1]
  if (name === undefined) throw new RangeError(`No name number ${oneBased}`)
  return name
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
