import { daysRange } from '#src/domain/civil-time.ts'
import { type Refused, isRefused } from '#src/domain/refusal.ts'

import type { ImportedOccurrence } from './occurrence.ts'
import { readWall, type SourceEvent } from './source-event.ts'
import type { ZoneFinder } from './zones.ts'
import type { CalendarZone } from './calendar-zone.ts'

type PlainDateTime = Temporal.PlainDateTime

/** When an event starts on the wall and how long it lasts: days by the calendar, then exact time. */
export type EventTimes = {
  readonly wall: PlainDateTime
  readonly zone: CalendarZone
  readonly allDay: boolean
  readonly days: number
  readonly milliseconds: number
  readonly notices: ImportedOccurrence['notices']
}

export type TimesRefusal = Refused<
  'no-start' | 'impossible-date' | 'unknown-zone' | 'zero-length' | 'ends-before-start'
>

/**
 * Understands DTSTART with DTEND or DURATION. Whole days end before DTEND; without a usable end they
 * are one day. A length by DTEND is exact, days and weeks of a DURATION go by the calendar
 * (RFC 5545 §3.8.5.3, §3.3.6). Refuses events that end before they start or as they start.
 */
export function readTimes(event: SourceEvent, findZone: ZoneFinder): EventTimes | TimesRefusal {
  if (!event.start) return { refused: 'no-start' }
  const wall = readWall(event.start)
  const zone = findZone(event.start)
  if (!wall) return { refused: 'impossible-date' }
  if (!zone) return { refused: 'unknown-zone' }
  const allDay = event.start.kind === 'date'
  const length = allDay ? readDays(event, wall) : readLength(event, wall, zone, findZone)
  return isRefused(length) ? length : { wall, zone, allDay, notices: [], ...length }
}

/** Start and end of one occurrence; whole days are days of the practice's zone. */
export function spanAt(
  times: EventTimes,
  wall: PlainDateTime,
  practiceZone: string,
): Pick<ImportedOccurrence, 'startsAt' | 'endsAt' | 'notices'> {
  if (times.allDay) {
    const first = wall.toPlainDate()
    return { ...daysRange(first, first.add({ days: times.days - 1 }), practiceZone), notices: times.notices }
  }
  const { kind, instant } = times.zone.resolve(wall)
  const lastDay = times.days === 0 ? instant : times.zone.resolve(wall.add({ days: times.days })).instant
  const notices = { exact: [], gap: ['skipped-hour'], twice: ['repeated-hour'] } as const
  return {
    startsAt: instant,
    endsAt: lastDay.add({ milliseconds: times.milliseconds }),
    notices: [...times.notices, ...notices[kind]],
  }
}

type Length = Pick<EventTimes, 'days' | 'milliseconds'> & Partial<Pick<EventTimes, 'notices'>>

const oneDay: Length = { days: 1, milliseconds: 0, notices: ['one-day-assumed'] }

function readDays(event: SourceEvent, start: PlainDateTime): Length | TimesRefusal {
  if (event.duration !== null) {
    const days = Math.ceil(readDuration(event.duration)?.total({ unit: 'days', relativeTo: start }) ?? 0)
    if (days < 0) return { refused: 'ends-before-start' }
    return days === 0 ? oneDay : { days, milliseconds: 0 }
  }
  if (!event.end) return { days: 1, milliseconds: 0 }
  const end = readWall(event.end)
  if (!end) return { refused: 'impossible-date' }
  const { days } = start.toPlainDate().until(end.toPlainDate(), { largestUnit: 'days' })
  if (days < 0) return { refused: 'ends-before-start' }
  // Against the RFC, but older programs write the last day, and a day cannot be empty.
  return days === 0 ? oneDay : { days, milliseconds: 0 }
}

function readLength(
  event: SourceEvent,
  start: PlainDateTime,
  zone: CalendarZone,
  findZone: ZoneFinder,
): Length | TimesRefusal {
  const length = event.duration === null ? readEnd(event, start, zone, findZone) : readNominal(event.duration)
  if (isRefused(length)) return length
  const total = length.days * 86_400_000 + length.milliseconds
  if (total === 0) return { refused: 'zero-length' }
  return total < 0 ? { refused: 'ends-before-start' } : length
}

function readEnd(
  event: SourceEvent,
  start: PlainDateTime,
  zone: CalendarZone,
  findZone: ZoneFinder,
): Length | TimesRefusal {
  if (!event.end) return { days: 0, milliseconds: 0 }
  const end = readWall(event.end)
  if (!end) return { refused: 'impossible-date' }
  // An end written as a date is midnight where the event is.
  const endZone = event.end.kind === 'date' ? zone : findZone(event.end)
  if (!endZone) return { refused: 'unknown-zone' }
  const from = zone.resolve(start).instant.epochMilliseconds
  return { days: 0, milliseconds: endZone.resolve(end).instant.epochMilliseconds - from }
}

function readNominal(text: string): Length | TimesRefusal {
  const duration = readDuration(text)
  if (!duration) return { refused: 'impossible-date' }
  const { weeks, days, hours, minutes, seconds } = duration
  return { days: weeks * 7 + days, milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000 }
}

function readDuration(text: string): Temporal.Duration | undefined {
  try {
    return Temporal.Duration.from(text)
  } catch {
    return undefined
  }
}
