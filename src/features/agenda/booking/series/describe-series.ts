import { formatDate, formatTime, weekdayName } from '#src/domain/civil-format.ts'
import { lastWallTime, readStoredRule } from '#src/domain/recurrence-repeat.ts'
import type { RecurrenceRule } from '#src/domain/recurrence-rule.ts'
import { isPlaceInMonth, monthDayOf } from '#src/domain/recurrence-shift.ts'
import type { Lang } from '#src/platform/text.ts'
import type { Series } from '../../series/occurrences.ts'
import { seriesText } from './series-text.ts'

/** `Chaque lundi à 9 h, jusqu’au 28 juin 2027`; a calendar file's rule that no sentence says is "a series". */
export function describeSeries(
  series: Omit<Series, 'id'> & { lastDate?: Temporal.PlainDate | undefined },
  lang: Lang,
): string {
  const t = seriesText[lang]
  const rule = readStoredRule(series.rule)
  const repeats = rule ? describeRule(rule, series.startsOn, lang) : t.irregular
  const timed = series.wallTime ? t.startingAt(repeats, formatTime(series.wallTime, lang)) : repeats
  const last = (rule && lastWallTime(rule, series.zone)) ?? series.lastDate
  return last ? t.lasting(timed, formatDate(last, 'long', lang)) : timed
}

function describeRule(rule: RecurrenceRule, start: Temporal.PlainDate, lang: Lang): string {
  const { rules, irregular } = seriesText[lang]
  const { interval } = rule
  const monthDay = monthDayOf(rule)
  if (rule.bySetPos.length + rule.byMonth.length > 0 && monthDay === undefined) return irregular
  switch (rule.frequency) {
    case 'DAILY':
      return rule.byDay.length === 0 ? rules.daily(interval) : irregular
    case 'WEEKLY': {
      const weekdays = rule.byDay.length > 0 ? rule.byDay.map((day) => day.weekday) : [start.dayOfWeek]
      const names = weekdays.toSorted((a, b) => a - b).map((day) => weekdayName(day, lang))
      const [only = '', ...others] = names
      if (others.length === 0) return rules.weekly(interval, only)
      return rules.weeklyOn(
        interval,
        [only, ...others].reduce((days, day) => rules.both(days, day)),
      )
    }
    case 'MONTHLY': {
      if (monthDay !== undefined) return rules.monthly(interval, rules.dayOf(monthDay))
      const [place] = rule.byDay
      const nth = isPlaceInMonth(rule) && place ? nthName(place.nth, lang) : undefined
      return place && nth
        ? rules.monthly(interval, rules.placeOf(nth, weekdayName(place.weekday, lang)))
        : irregular
    }
    case 'YEARLY':
      return irregular
  }
}

function nthName(nth: number, lang: Lang): string | undefined {
  const { first, second, third, fourth, last } = seriesText[lang].rules
  return nth === -1 ? last : [first, second, third, fourth][nth - 1]
}
