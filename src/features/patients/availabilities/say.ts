import { formatDate, formatTime, weekdayName } from '#src/domain/civil-format.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import type { AvailabilityInput, AvailabilityRefused } from './rules.ts'
import type { StaleAvailability, UndoRefused } from './store.ts'
import { availabilityText } from './text.ts'

/** `Mardi, 17 h – 19 h`. */
export function sayHours({ weekday, from, to }: AvailabilityInput, lang: Lang): string {
  const day = weekdayName(weekday, lang)
  const start = day.charAt(0).toLocaleUpperCase(lang) + day.slice(1)
  return availabilityText[lang].span(start, formatTime(from, lang), formatTime(to, lang))
}

/** `une semaine sur deux · à partir du 1er septembre 2026`. */
export function sayRhythm({ everyWeeks, validFrom, validTo }: AvailabilityInput, lang: Lang): string {
  const t = availabilityText[lang]
  return [
    t.every[everyWeeks],
    ...(validFrom ? [t.since(formatDate(validFrom, 'long', lang))] : []),
    ...(validTo ? [t.until(formatDate(validTo, 'long', lang))] : []),
  ].join(' · ')
}

export function explainAvailability(
  refused: AvailabilityRefused | StaleAvailability | UndoRefused,
  lang: Lang,
): Explained {
  const t = availabilityText[lang].refusals
  switch (refused.refused) {
    case 'availability': {
      const { field, problem, other } = refused
      const message = problem === 'overlap' ? t.overlap(other ? sayHours(other, lang) : '') : t[problem]
      return { status: 422, errors: [{ field, message }] }
    }
    case 'stale-availability': {
      const { current } = refused
      const now = `${sayHours(current, lang)} · ${sayRhythm(current, lang)}`
      return {
        status: 409,
        errors: [{ message: t.stale }, { field: 'from', message: t.present(now) }],
        extra: { current: availabilityJson(current) },
      }
    }
    case 'stale-undo':
      return { status: 409, errors: [{ message: t.staleUndo }] }
    case 'nothing-to-undo':
      return { status: 409, errors: [{ message: t.nothingToUndo }] }
  }
}

/** Times as `HH:MM`, the fields of the form. */
export function availabilityJson<Input extends AvailabilityInput>(one: Input) {
  const time = (value: Temporal.PlainTime): string => value.toString({ smallestUnit: 'minute' })
  return { ...one, from: time(one.from), to: time(one.to) }
}
