import { dayNumber } from '#src/domain/wall-clock.ts'
import type { FeedEvent, FeedSeries, RepeatedEvent } from './feed-event.ts'
import { textLine } from './text-lines.ts'
import { timeZoneLines } from './vtimezone.ts'
import { type FeedWriter, writeEvent, writeSeries } from './write-event.ts'
import { writeRepeated } from './write-repeated.ts'
import { readZoneClock } from './zone-clock.ts'

export interface FeedContent {
  name: string
  zone: string
  /** Where the events' pages are, without a slash at the end; left out, no address is told. */
  baseUrl?: string | undefined
  /** The civil date from which the agenda is told. */
  firstDay: Temporal.PlainDate
  events: readonly FeedEvent[]
  series: readonly FeedSeries[]
  repeated: readonly RepeatedEvent[]
}

/** Time off that repeats for ever is told to the end of this many years on. */
const YEARS_REPEATED = 2

/** The feed as text (RFC 5545, RFC 7986). The same content is always the same bytes: a hash tells a change. */
export function writeFeed(content: FeedContent): string {
  const { name, zone, baseUrl, series } = content
  const lastDay = content.firstDay.add({ years: YEARS_REPEATED }).with({ month: 12, day: 31 })
  let from = content.firstDay.toZonedDateTime(zone).epochMilliseconds / 1000
  let to = lastDay.toZonedDateTime(zone).epochMilliseconds / 1000
  for (const { startSeconds, endSeconds } of [...content.events, ...content.repeated]) {
    from = Math.min(from, startSeconds)
    to = Math.max(to, endSeconds)
  }
  const clock = readZoneClock(zone, from, to)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Divan//Agenda//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    textLine('NAME', name),
    textLine('X-WR-CALNAME', name),
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    // A calendar holds at least one component: an empty agenda still has its zone.
    ...timeZoneLines(clock),
  ]
  const writer: FeedWriter = { lines, clock, baseUrl }
  const bySeries = new Map<string | null | undefined, FeedEvent[]>(series.map(({ id }) => [id, []]))
  for (const event of content.events) {
    const members = bySeries.get(event.seriesId)
    if (members) members.push(event)
    else writeEvent(writer, event)
  }
  for (const one of series) writeSeries(writer, one, bySeries.get(one.id) ?? [])
  const range = { firstDay: dayNumber(content.firstDay), lastDay: dayNumber(lastDay) }
  for (const event of content.repeated) writeRepeated(writer, event, range)
  lines.push('END:VCALENDAR', '')
  return lines.join('\r\n')
}
