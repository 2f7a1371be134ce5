import { formatDate, formatDateRange, formatTime } from '#src/domain/civil-format.ts'
import type { View } from '#src/platform/http/visit.ts'
import { settingsText } from '../catalogue/settings-text.ts'
import type { TimeOff } from './time-off-form.ts'
import { repeatOf } from './time-off-rule.ts'

type Reader = Pick<View, 'zone' | 'lang'>
type Said = Omit<TimeOff, 'id' | 'excludedDates' | 'version'>

/** `Chaque semaine, mercredi 25 novembre, 12 h – 13 h 30, jusqu’au…`: when, and how often. */
export function sayTimeOff(view: Reader, off: Said): string {
  const once = sayFirst(view, off)
  if (off.rule === null) return once
  const t = settingsText[view.lang]
  const start = off.startsAt.toZonedDateTimeISO(view.zone).toPlainDate()
  const repeat = repeatOf(off.rule, start)
  const often = `${repeat ? t.repeats[repeat] : t.repeatsOther} · ${once}`
  return off.recursUntil ? t.until(often, formatDate(off.recursUntil, 'long', view.lang)) : often
}

function sayFirst(view: Reader, off: Said): string {
  if (off.startDate && off.endDate) return formatDateRange(off.startDate, off.endDate, view.lang)
  const start = off.startsAt.toZonedDateTimeISO(view.zone)
  const end = off.endsAt.toZonedDateTimeISO(view.zone)
  const sameDay = start.toPlainDate().equals(end.toPlainDate())
  const endDay = sameDay ? '' : `${formatDate(end, 'weekday', view.lang)}, `
  return `${formatDate(start, 'weekday', view.lang)}, ${formatTime(start, view.lang)} – ${endDay}${formatTime(end, view.lang)}`
}

export function kindOf(view: Reader, { kind }: Pick<TimeOff, 'kind'>): string {
  const { kinds } = settingsText[view.lang]
  return kinds[kind as keyof typeof kinds] ?? kind
}

export function nameOf(view: Reader, off: Said): string {
  return off.label === '' ? kindOf(view, off) : off.label
}
