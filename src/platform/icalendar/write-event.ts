import type { FeedEvent, FeedSeries } from './feed-event.ts'
import { planSeries } from './plan-series.ts'
import { escapeText, foldLine } from './text-lines.ts'
import { type ZoneClock, utcText, wallText } from './zone-clock.ts'

/** The lines so far, and what all events share. */
export interface FeedWriter {
  lines: string[]
  clock: ZoneClock
  /** Undefined: events tell no address. */
  baseUrl: string | undefined
}

/** What ties an event to others of its UID. */
export interface Recurrence {
  uid: string
  lines: readonly string[]
}

/** `id` is the UID, unless the event is one of a series. */
export function writeEvent(
  { lines, clock, baseUrl }: FeedWriter,
  event: FeedEvent,
  recurrence?: Recurrence,
): void {
  lines.push(
    'BEGIN:VEVENT',
    `UID:${recurrence ? recurrence.uid : event.id}`,
    `DTSTAMP:${utcText(event.changedSeconds)}`,
    `SEQUENCE:${event.sequence}`,
  )
  if (event.days) lines.push(...dayLines(event.days))
  else lines.push(timeLine('DTSTART', event.startSeconds, clock), timeLine('DTEND', event.endSeconds, clock))
  if (recurrence) lines.push(...recurrence.lines)
  lines.push(
    foldLine(`SUMMARY:${escapeText(event.summary)}`),
    `STATUS:${event.status}`,
    'CLASS:PRIVATE',
    event.status === 'CANCELLED' ? 'TRANSP:TRANSPARENT' : 'TRANSP:OPAQUE',
    ...(baseUrl === undefined ? [] : [foldLine(`URL:${baseUrl}${event.path}`)]),
    'END:VEVENT',
  )
}

/** A series as one event that repeats, with those that were moved; or each by itself. */
export function writeSeries(writer: FeedWriter, series: FeedSeries, events: readonly FeedEvent[]): void {
  const planned = planSeries(events, series.rule, writer.clock)
  if (!planned) {
    for (const event of events) writeEvent(writer, event)
    return
  }
  const { id: uid, sequence, path } = series
  const changedSeconds = Math.max(...events.map((event) => event.changedSeconds))
  const excluded = planned.excluded.map((wall) => wallLine('EXDATE', wall, writer.clock))
  const lines = [foldLine(`RRULE:${planned.rule}`), ...excluded]
  writeEvent(writer, { ...planned.master, id: uid, sequence, changedSeconds, path }, { uid, lines })
  for (const { event, recurrenceWall } of planned.moved) {
    const moved = { ...event, sequence: Math.max(sequence, event.sequence) }
    writeEvent(writer, moved, { uid, lines: [wallLine('RECURRENCE-ID', recurrenceWall, writer.clock)] })
  }
  for (const event of planned.alone) writeEvent(writer, event)
}

/** `EXDATE;TZID=Europe/Paris:20261123T090000`, of a wall time that the zone shows once. */
function wallLine(name: string, wall: string, { zone, isUtc }: ZoneClock): string {
  return isUtc ? `${name}:${wall}Z` : `${name};TZID=${zone}:${wall}`
}

/** A wall time in its zone; in UTC within the hour that comes twice. */
function timeLine(name: string, seconds: number, clock: ZoneClock): string {
  if (clock.isAmbiguous(seconds)) return `${name}:${utcText(seconds)}`
  return wallLine(name, wallText(seconds, clock.offsetAt(seconds)), clock)
}

function dayLines({ first, last }: { first: string; last: string }): string[] {
  const end = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10)
  return [`DTSTART;VALUE=DATE:${first.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${end.replaceAll('-', '')}`]
}
