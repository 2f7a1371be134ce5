import ICAL from 'ical.js'

import { type BytesRefusal, decodeBytes } from '#src/domain/decode-bytes.ts'
import { isRefused, type Refused } from '#src/domain/refusal.ts'

import type { RefusedEvent } from './occurrence.ts'
import { readSourceEvent, type SourceEvent } from './source-event.ts'

/** `unfinished-file`: the end is missing, so events may be too; it must be exported again. */
export type CalendarFileRefusal =
  | BytesRefusal
  | Refused<'not-a-calendar' | 'unfinished-file' | 'too-many-events'>

export type CalendarFile = {
  readonly name: string
  readonly events: readonly SourceEvent[]
  /** VTIMEZONE components by TZID. */
  readonly zones: ReadonlyMap<string, ICAL.Component>
  readonly refused: readonly RefusedEvent[]
}

/** Ten years of a full practice without a single recurrence. */
const maxEvents = 25_000

/**
 * Parses an iCalendar file (RFC 5545). An event that the parser cannot read costs only itself; a file
 * that is not a calendar, or is cut off, is refused as a whole.
 */
export function readCalendarFile(bytes: Uint8Array): CalendarFile | CalendarFileRefusal {
  const decoded = decodeBytes(bytes)
  if (isRefused(decoded)) return decoded
  const text = decoded.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (!/^BEGIN:VCALENDAR[ \t]*$/im.test(text)) return { refused: 'not-a-calendar' }
  if (!/END:VCALENDAR\s*$/i.test(text)) return { refused: 'unfinished-file' }
  if ((text.match(/^BEGIN:VEVENT/gim)?.length ?? 0) > maxEvents) return { refused: 'too-many-events' }
  const calendars = parseCalendars(text)
  return calendars ? readWhole(calendars) : readPieces(text)
}

function readWhole(calendars: readonly ICAL.Component[]): CalendarFile {
  const events: SourceEvent[] = []
  const zones = new Map<string, ICAL.Component>()
  const refused: RefusedEvent[] = []
  for (const calendar of calendars) {
    for (const zone of calendar.getAllSubcomponents('vtimezone')) {
      const name = zone.getFirstPropertyValue('tzid')
      if (typeof name === 'string') zones.set(name, zone)
    }
    for (const component of calendar.getAllSubcomponents('vevent')) {
      const event = tryTo(() => readSourceEvent(component))
      if (event) events.push(event)
      else refused.push(refuseUnreadable(component.toString()))
    }
  }
  return { name: nameOf(calendars[0]), events, zones, refused }
}

/** The parser gives up on the whole file for one bad line, so the components are read one by one. */
function readPieces(text: string): CalendarFile {
  const unfolded = text.replace(/\n[ \t]/g, '')
  const [head = '', ...rest] = unfolded.split(/^(?=BEGIN:VEVENT[ \t]*$)/im)
  const zones = parseCalendars(
    `BEGIN:VCALENDAR\n${(head.match(zoneBlock) ?? []).join('\n')}\nEND:VCALENDAR\n`,
  )
  const start: CalendarFile = zones
    ? readWhole(zones)
    : { name: '', events: [], zones: new Map<string, ICAL.Component>(), refused: [] }
  const events: SourceEvent[] = []
  const refused: RefusedEvent[] = []
  for (const piece of rest) {
    const block = /^BEGIN:VEVENT.*?^END:VEVENT[ \t]*$/ims.exec(piece)?.[0]
    const [calendar] = (block && parseCalendars(`BEGIN:VCALENDAR\n${block}\nEND:VCALENDAR\n`)) || []
    const read = calendar ? readWhole([calendar]) : undefined
    if (read) events.push(...read.events)
    if (!read || read.events.length === 0) refused.push(refuseUnreadable(piece))
  }
  return { ...start, name: /^X-WR-CALNAME:(.*)$/im.exec(head)?.[1]?.trim() ?? '', events, refused }
}

const zoneBlock = /^BEGIN:VTIMEZONE.*?^END:VTIMEZONE[ \t]*$/gims

function parseCalendars(text: string): readonly ICAL.Component[] | undefined {
  return tryTo(() => {
    const parsed: unknown = ICAL.parse(text)
    if (!Array.isArray(parsed)) return undefined
    // One calendar is its jCal array, several are an array of them.
    const all: readonly unknown[] = typeof parsed[0] === 'string' ? [parsed] : parsed
    return all.filter((calendar) => Array.isArray(calendar)).map((calendar) => new ICAL.Component(calendar))
  })
}

function refuseUnreadable(text: string): RefusedEvent {
  const valueOf = (name: string) =>
    new RegExp(`^${name}(?:;[^:\\n]*)?:(.*)$`, 'im').exec(text)?.[1]?.trim() ?? ''
  return {
    code: 'unreadable-event',
    uid: valueOf('UID'),
    summary: valueOf('SUMMARY').slice(0, 300),
    start: valueOf('DTSTART').slice(0, 100),
  }
}

function nameOf(calendar: ICAL.Component | undefined): string {
  const name = calendar?.getFirstPropertyValue('x-wr-calname') ?? calendar?.getFirstPropertyValue('name')
  return typeof name === 'string' ? name : ''
}

/** The parser throws errors of several classes for bad input, and nothing else runs in here. */
function tryTo<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
