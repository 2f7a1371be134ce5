import { isRefused } from '#src/domain/refusal.ts'
import { readCalendar } from '#src/features/calendar-import/icalendar/read-calendar.ts'

// For tests: calendars written line by line, and what is read from them.

const context = { now: Temporal.Instant.from('2026-11-22T20:00Z'), zone: 'Europe/Paris' }

/** A file as it stands, or why it is refused. */
export const readText = (text: string) => readCalendar(new TextEncoder().encode(text), context)

export type Lines = readonly string[]
export const calendar = (...parts: readonly Lines[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts.flat(), 'END:VCALENDAR', ''].join('\r\n')
export const event = (...lines: Lines): Lines => [
  'BEGIN:VEVENT',
  'UID:a',
  'SUMMARY:Rendez-vous',
  ...lines,
  'END:VEVENT',
]

/** These parts in one calendar; it must be readable. */
export function read(...parts: readonly Lines[]) {
  const answer = readText(calendar(...parts))
  if (isRefused(answer)) throw new Error(answer.refused)
  return answer
}

export const codes = (answer: ReturnType<typeof read>) => answer.refused.map(({ code }) => code)
/** Starts and ends on the practice's clock. */
export const walls = (answer: ReturnType<typeof read>) =>
  answer.events.map(
    ({ wallStart, wallEnd }) => `${wallStart.toString().slice(0, 16)}/${wallEnd.toString().slice(11, 16)}`,
  )
export const instants = (answer: ReturnType<typeof read>) =>
  answer.events.map(({ startsAt }) => startsAt.toString())

export const paris = (name: string, time: string) => `${name};TZID=Europe/Paris:${time}`
/** The times of the event that the series repeat: a Monday, 16 March, 9:00 to 9:45. */
export const weekly = [paris('DTSTART', '20260316T090000'), paris('DTEND', '20260316T094500')]
