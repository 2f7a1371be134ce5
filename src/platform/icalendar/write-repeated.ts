import { toInstant } from '#src/domain/civil-time.ts'
import { matchesRule } from '#src/domain/recurrence.ts'
import { formatRule, readStoredRule } from '#src/domain/recurrence-repeat.ts'
import type { RecurrenceRule } from '#src/domain/recurrence-rule.ts'
import { type DayRange, dateOfDay, dayNumber } from '#src/domain/wall-clock.ts'
import type { FeedEvent, RepeatedEvent } from './feed-event.ts'
import { isPlainRule } from './plain-rule.ts'
import { foldLine } from './text-lines.ts'
import { type FeedWriter, writeEvent, writeSeries } from './write-event.ts'
import { daysOfRule } from '#src/domain/recurrence-days.ts'

/** Time off that repeats. Whole days go by their rule, for ever where it has no end; the rest as far as the range. */
export function writeRepeated(writer: FeedWriter, event: RepeatedEvent, range: DayRange): void {
  const rule = readStoredRule(event.rule)
  if (!rule) return writeEvent(writer, event)
  const { zone } = writer.clock
  const start = event.days
    ? Temporal.PlainDate.from(event.days.first).toPlainDateTime()
    : wallOf(event.startSeconds, zone)
  if (event.days && isPlainRule(rule) && matchesRule(rule, start)) return writeDays(writer, event, rule)
  const occurrences = occurrencesOf(event, rule, { start, end: wallOf(event.endSeconds, zone), zone, range })
  if (!event.days) return writeSeries(writer, event, occurrences)
  for (const occurrence of occurrences) writeEvent(writer, occurrence)
}

function writeDays(writer: FeedWriter, event: RepeatedEvent, rule: RecurrenceRule): void {
  const until = event.lastDate === null ? null : event.lastDate.replaceAll('-', '')
  const excluded = event.excludedDates.map((date) => `EXDATE;VALUE=DATE:${date.replaceAll('-', '')}`)
  const lines = [foldLine(`RRULE:${formatRule({ ...rule, count: null, until })}`), ...excluded]
  writeEvent(writer, event, { uid: event.id, lines })
}

interface Shape {
  start: Temporal.PlainDateTime
  end: Temporal.PlainDateTime
  zone: string
  range: DayRange
}

/** Each begins and ends at the same time on the wall, as in the agenda. */
function occurrencesOf(event: RepeatedEvent, rule: RecurrenceRule, shape: Shape): FeedEvent[] {
  const { start, end, zone, range } = shape
  const first = dayNumber(start)
  const length = dayNumber(end) - first
  const last = event.lastDate === null ? Infinity : dayNumber(Temporal.PlainDate.from(event.lastDate))
  const days = daysOfRule(rule, first, {
    firstDay: range.firstDay - length,
    lastDay: Math.min(range.lastDay, last),
  })
  const secondsOn = (day: number, time: Temporal.PlainTime): number =>
    toInstant(dateOfDay(day).toPlainDateTime(time), zone).epochMilliseconds / 1000
  return days
    .map((day): FeedEvent => {
      const date = dateOfDay(day).toString()
      const shown = event.days && { first: date, last: dateOfDay(day + length - 1).toString() }
      const startSeconds = secondsOn(day, start.toPlainTime())
      const endSeconds = secondsOn(day + length, end.toPlainTime())
      return {
        ...event,
        id: `${event.id}-${date}`,
        startSeconds,
        endSeconds,
        days: shown,
        occurrenceDate: date,
      }
    })
    .filter((one) => one.startSeconds < one.endSeconds)
    .filter((one) => !event.excludedDates.includes(one.occurrenceDate ?? ''))
}

function wallOf(seconds: number, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
}
