import { expandRule } from '#src/domain/recurrence.ts'
import { parseRule } from '#src/domain/recurrence-rule.ts'
import { isRefused, type Refused } from '#src/domain/refusal.ts'

import { type EventTimes, readTimes, spanAt } from './event-times.ts'
import type { EventRefusalCode, ImportedOccurrence, RefusedEvent } from './occurrence.ts'
import { readWall, type SourceEvent, type SourceTime } from './source-event.ts'
import type { ZoneFinder } from './zones.ts'

type PlainDateTime = Temporal.PlainDateTime

/** What all events of one file share; the budgets are used up by whoever comes first. */
export type ExpansionContext = {
  readonly findZone: ZoneFinder
  readonly practiceZone: string
  /** Recurrences that start later are not made. */
  readonly horizon: Temporal.Instant
  readonly budget: { steps: number; occurrences: number }
}

export type ExpandedEvent = {
  readonly occurrences: readonly ImportedOccurrence[]
  readonly refused: readonly RefusedEvent[]
}

type Exception = { readonly event: SourceEvent; readonly times: EventTimes; readonly key: string }
type Original = { readonly wall: PlainDateTime; readonly key: string }

/**
 * One event with its exceptions: the recurrence set of RRULE and RDATE without EXDATE, each occurrence as
 * its RECURRENCE-ID event says, or as the latest THISANDFUTURE before it says, or as the series does.
 * An exception that matches no occurrence stands for itself: calendars write one when the series is not
 * in the file, or when its occurrence is also excluded.
 */
export function expandEvent(
  master: SourceEvent | null,
  overrides: readonly SourceEvent[],
  context: ExpansionContext,
): ExpandedEvent {
  const refused: RefusedEvent[] = []
  const series = master && readSeries(master, context)
  if (master && series && isRefused(series)) refused.push(refuseEvent(master, series.refused))
  const whole = series && !isRefused(series) ? series : null
  const exceptions = readExceptions(overrides, whole?.times ?? null, context, refused)
  const regular = whole ? makeRegular(whole, exceptions, overrides.length > 0, context) : []
  const keys = new Set(whole?.originals.map(({ key }) => key))
  const special = [...exceptions.values()].map(({ event, times, key }): ImportedOccurrence => {
    const made = toOccurrence(event, times, times.wall, key, context)
    const notices = keys.has(key) ? made.notices : [...made.notices, 'outside-series' as const]
    return { ...made, notices, seriesUid: event.uid, changed: true }
  })
  const inReach = special.filter((made) => Temporal.Instant.compare(made.startsAt, context.horizon) <= 0)
  return { occurrences: [...regular, ...inReach], refused }
}

export function refuseEvent(event: SourceEvent, code: EventRefusalCode): RefusedEvent {
  return { code, uid: event.uid, summary: event.summary, start: event.start?.text ?? '' }
}

type Series = {
  readonly event: SourceEvent
  readonly times: EventTimes
  readonly originals: readonly Original[]
}

function readSeries(event: SourceEvent, context: ExpansionContext): Series | Refused<EventRefusalCode> {
  const times = readTimes(event, context.findZone)
  if (isRefused(times)) return times
  const originals = findOriginals(event, times, context)
  return typeof originals === 'string' ? { refused: originals } : { event, times, originals }
}

/** The occurrences that no exception names, as the series or a THISANDFUTURE before them says. */
function makeRegular(
  { event, times, originals }: Series,
  exceptions: ReadonlyMap<string, Exception>,
  isExcepted: boolean,
  context: ExpansionContext,
): readonly ImportedOccurrence[] {
  const recurs = isExcepted || event.rules.length > 0 || event.extraDates.length > 0
  const ranges = [...exceptions.values()]
    .filter((exception) => exception.event.thisAndFuture)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  return originals
    .filter(({ key }) => !exceptions.has(key))
    .map(({ wall, key }) => {
      const range = ranges.findLast((exception) => exception.key < key)
      const made = range
        ? toOccurrence(range.event, range.times, shift(wall, range, times), key, context)
        : toOccurrence(event, times, wall, recurs ? key : '', context)
      return { ...made, seriesUid: recurs ? event.uid : null, changed: range !== undefined }
    })
}

/** The exceptions by the occurrence they name; a later one of the same occurrence replaces an earlier. */
function readExceptions(
  overrides: readonly SourceEvent[],
  base: EventTimes | null,
  context: ExpansionContext,
  refused: RefusedEvent[],
): ReadonlyMap<string, Exception> {
  const exceptions = new Map<string, Exception>()
  for (const event of overrides) {
    const times = readTimes(event, context.findZone)
    const key =
      event.recurrenceId && !isRefused(times) ? keyOf(event.recurrenceId, base ?? times, context) : null
    if (isRefused(times)) refused.push(refuseEvent(event, times.refused))
    else if (!key) refused.push(refuseEvent(event, 'impossible-date'))
    else {
      const earlier = exceptions.get(key)
      if (earlier) refused.push(refuseEvent(earlier.event, 'superseded'))
      exceptions.set(key, { event, times, key })
    }
  }
  return exceptions
}

/** The recurrence set in order, or why there is none. A single event is a set of one. */
function findOriginals(
  event: SourceEvent,
  times: EventTimes,
  context: ExpansionContext,
): readonly Original[] | EventRefusalCode {
  const { budget } = context
  if (event.hasPeriods) return 'unsupported-period'
  if (budget.steps < 0 || budget.occurrences <= 0) return 'too-many-occurrences'
  const excluded = new Set(event.excludedDates.map((time) => keyOf(time, times, context)))
  const found = new Map<string, Original>()
  const add = (wall: PlainDateTime) => {
    const key = toKey(times, wall)
    // Some programs exclude by date what they repeat by time.
    if (!excluded.has(key) && !excluded.has(wall.toPlainDate().toString())) found.set(key, { wall, key })
  }
  const horizon = times.zone.toWall(context.horizon)
  for (const wall of event.extraDates.map((time) => readWallIn(time, times, context))) {
    if (!wall) return 'impossible-date'
    if (Temporal.PlainDateTime.compare(wall, horizon) <= 0) add(wall)
  }
  for (const text of event.rules) {
    const rule = parseRule(text)
    if (isRefused(rule)) return rule.refused
    const until = rule.until === null ? {} : { until: readUntil(rule.until, times, context) }
    for (const wall of expandRule(rule, times.wall, { horizon, ...until, budget })) {
      add(wall)
      if (found.size > Math.min(maxPerEvent, budget.occurrences)) return 'too-many-occurrences'
    }
    if (budget.steps < 0) return 'too-many-occurrences'
  }
  if (event.rules.length === 0) add(times.wall)
  budget.occurrences -= found.size
  return [...found.values()].sort((a, b) => Temporal.PlainDateTime.compare(a.wall, b.wall))
}

/** A daily event of thirty years; more is a slip of whoever made the rule. */
const maxPerEvent = 11_000

/** UNTIL as a wall time of the series. A date includes its whole day, as most programs mean it. */
function readUntil(until: string, times: EventTimes, context: ExpansionContext): PlainDateTime {
  const wall = Temporal.PlainDateTime.from(until.replace(/Z$/, ''))
  if (until.length === 8) return wall.add({ days: 1 }).subtract({ seconds: 1 })
  if (!until.endsWith('Z')) return wall
  const instant = wall.toZonedDateTime('UTC').toInstant()
  return times.allDay
    ? instant.toZonedDateTimeISO(context.practiceZone).toPlainDateTime()
    : times.zone.toWall(instant)
}

/** How an occurrence is named: its original start as an instant, or its date for whole days. */
function toKey(times: EventTimes, wall: PlainDateTime): string {
  return times.allDay ? wall.toPlainDate().toString() : times.zone.resolve(wall).instant.toString()
}

/** The same for a time that the file writes: RECURRENCE-ID or EXDATE, in whatever zone. */
function keyOf(time: SourceTime, times: EventTimes, context: ExpansionContext): string | undefined {
  const wall = readWallIn(time, times, context)
  if (!wall) return undefined
  // A date names the occurrence of that day when the series has a time of day.
  return toKey(
    times,
    time.kind === 'date' && !times.allDay ? wall.withPlainTime(times.wall.toPlainTime()) : wall,
  )
}

function readWallIn(
  time: SourceTime,
  times: EventTimes,
  context: ExpansionContext,
): PlainDateTime | undefined {
  const wall = readWall(time)
  if (!wall || time.kind === 'date' || times.allDay) return wall
  const zone = context.findZone(time)
  return zone && times.zone.toWall(zone.resolve(wall).instant)
}

/** Moves an original start as far as THISANDFUTURE moved the one it names. */
function shift(wall: PlainDateTime, range: Exception, base: EventTimes): PlainDateTime {
  const named = base.allDay
    ? Temporal.PlainDate.from(range.key).toPlainDateTime()
    : base.zone.toWall(Temporal.Instant.from(range.key))
  return wall.add(named.until(range.times.wall))
}

function toOccurrence(
  event: SourceEvent,
  times: EventTimes,
  wall: PlainDateTime,
  recurrenceId: string,
  { practiceZone }: ExpansionContext,
): ImportedOccurrence {
  const span = spanAt(times, wall, practiceZone)
  const wallStart = span.startsAt.toZonedDateTimeISO(practiceZone).toPlainDateTime()
  const wallEnd = span.endsAt.toZonedDateTimeISO(practiceZone).toPlainDateTime()
  const lastMoment = span.endsAt.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(practiceZone)
  return {
    uid: event.uid,
    recurrenceId,
    seriesUid: null,
    ...span,
    wallStart,
    wallEnd,
    allDay: times.allDay,
    startDate: wallStart.toPlainDate(),
    endDate: lastMoment.toPlainDate(),
    zone: times.zone.name,
    summary: event.summary,
    description: event.description,
    location: event.location,
    status: event.status,
    busy: event.busy,
    changed: false,
  }
}
