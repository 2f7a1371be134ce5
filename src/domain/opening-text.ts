import { parseTime } from './civil-parse.ts'
import { formatTime } from './civil-format.ts'
import { type Refused, isRefused } from './refusal.ts'
import type { ClockSpan } from './wall-clock.ts'

/**
 * Why typed hours are none: not hours at all, an end before the start, an end on the next day, two that share a
 * moment.
 */
export type HoursProblem = 'unreadable' | 'reversed' | 'over-midnight' | 'overlap'
export type HoursTextRefused = Refused<'hours-text', { problem: HoursProblem }>

/** An end so early in the morning was meant for the next day. */
const NIGHT_ENDS = 6 * 60

/**
 * Hours of one day as people write them: `9h-12h30, 14h-19h`, `9:00 – 12:30 / 14:00 – 19:00`, `de 9 h à 12 h et de
 * 14 h à 19 h`. Nothing, or `fermé`, is a closed day. In order; the last minute is 23:59.
 */
export function parseHours(text: string): { readonly hours: readonly ClockSpan[] } | HoursTextRefused {
  const typed = text.trim().toLowerCase()
  if (typed === '' || /^(ferm[ée]e?|closed|-)$/.test(typed)) return { hours: [] }
  const hours: ClockSpan[] = []
  for (const part of typed.split(/\s*(?:[,;/·+\n]|\bet\b|\bpuis\b|\band\b)\s*/).filter((one) => one !== '')) {
    const ends = part
      .replace(/^(?:de|from)\s+/, '')
      .split(/\s*(?:[-–—]|(?<![a-z])à(?![a-z])|\bto\b)\s*/)
      .map((end) => parseTime(end))
    const [from, to] = ends
    if (ends.length !== 2 || !from || !to || isRefused(from) || isRefused(to)) return refuse('unreadable')
    const span = { start: minuteOf(from.time), end: minuteOf(to.time) }
    if (span.end <= span.start) return refuse(span.end <= NIGHT_ENDS ? 'over-midnight' : 'reversed')
    hours.push(span)
  }
  hours.sort((a, b) => a.start - b.start)
  const isClash = hours.some((span, index) => index > 0 && span.start < (hours[index - 1]?.end ?? 0))
  return isClash ? refuse('overlap') : { hours }
}

/** As `parseHours` reads it: `9h-12h30, 14h-19h`; English `9:00-12:30, 14:00-19:00`. */
export function typedHours(hours: readonly ClockSpan[], locale: 'fr' | 'en' = 'fr'): string {
  const clock = (minutes: number): string => {
    const [hour, minute] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')]
    return locale === 'en' ? `${hour}:${minute}` : minute === '00' ? `${hour}h` : `${hour}h${minute}`
  }
  return hours.map(({ start, end }) => `${clock(start)}-${clock(end)}`).join(', ')
}

/** To read: `9 h – 12 h 30, 14 h – 19 h`. */
export function formatHours(hours: readonly ClockSpan[], locale: 'fr' | 'en' = 'fr'): string {
  const clock = (minutes: number): string =>
    formatTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 }, locale)
  return hours.map(({ start, end }) => `${clock(start)} – ${clock(end)}`).join(', ')
}

function minuteOf({ hour, minute }: { hour: number; minute: number }): number {
  return hour * 60 + minute
}

function refuse(problem: HoursProblem): HoursTextRefused {
  return { refused: 'hours-text', problem }
}
