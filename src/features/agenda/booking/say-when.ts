import { type CivilDate, formatDate, formatTime } from '#src/domain/civil-format.ts'
import type { InstantRange } from '#src/domain/civil-time.ts'
import type { Lang } from '#src/platform/text.ts'
import { appointmentText } from './appointment-text.ts'

/** `mardi 24 novembre à 9 h`. */
export function sayWhen(date: CivilDate, time: { hour: number; minute: number }, lang: Lang): string {
  return appointmentText[lang].at(formatDate(date, 'weekday', lang), formatTime(time, lang))
}

export function sayInstant(instant: Temporal.Instant, zone: string, lang: Lang): string {
  const wall = instant.toZonedDateTimeISO(zone)
  return sayWhen(wall, wall, lang)
}

/** Slots with their day said once: `mardi 24 novembre à 9 h, 10 h ; mercredi 25 novembre à 9 h`. */
export function saySlots(slots: readonly InstantRange[], zone: string, lang: Lang): string {
  const days = new Map<string, string[]>()
  for (const slot of slots) {
    const wall = slot.startsAt.toZonedDateTimeISO(zone)
    const day = formatDate(wall, 'weekday', lang)
    days.set(day, [...(days.get(day) ?? []), formatTime(wall, lang)])
  }
  return [...days].map(([day, times]) => appointmentText[lang].at(day, times.join(', '))).join(' ; ')
}
