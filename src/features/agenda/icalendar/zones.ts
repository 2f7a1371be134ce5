import type ICAL from 'ical.js'

import { isTimeZone, resolveWallTime } from '#src/domain/civil-time.ts'
import { expandRule } from '#src/domain/recurrence.ts'
import { parseRule } from '#src/domain/recurrence-rule.ts'
import { isRefused } from '#src/domain/refusal.ts'

import { type SourceTime, timesOf } from './source-event.ts'

type PlainDateTime = Temporal.PlainDateTime
type Instant = Temporal.Instant

/** A zone that turns wall times into instants, Temporal's or one that the file describes. */
export type CalendarZone = {
  readonly name: string
  /** A skipped time moves forward, a repeated one is its first (RFC 5545 §3.3.5). */
  readonly resolve: (wall: PlainDateTime) => {
    readonly kind: 'exact' | 'gap' | 'twice'
    readonly instant: Instant
  }
  readonly toWall: (instant: Instant) => PlainDateTime
}

export type ZoneFinder = (time: SourceTime) => CalendarZone | undefined

/**
 * Zones of a file's times: an IANA name is Temporal's, whatever the file says of it; any other name is
 * what the file's VTIMEZONE describes (Outlook's `Romance Standard Time`); floating times and dates are
 * the practice's. Undefined for a name that nobody knows.
 */
export function createZoneFinder(
  components: ReadonlyMap<string, ICAL.Component>,
  practiceZone: string,
  horizon: PlainDateTime,
): ZoneFinder {
  const found = new Map<string, CalendarZone | undefined>()
  return (time) => {
    const name = time.kind === 'utc' ? 'UTC' : (time.zone ?? practiceZone)
    if (!found.has(name)) found.set(name, findZone(name, components.get(name), horizon))
    return found.get(name)
  }
}

export function createIanaZone(name: string): CalendarZone {
  return {
    name,
    resolve(wall) {
      const answer = resolveWallTime(wall, name)
      if (answer.kind === 'exact') return answer
      return { kind: answer.kind, instant: answer.kind === 'gap' ? answer.shifted : answer.first }
    },
    toWall: (instant) => instant.toZonedDateTimeISO(name).toPlainDateTime(),
  }
}

function findZone(
  name: string,
  component: ICAL.Component | undefined,
  horizon: PlainDateTime,
): CalendarZone | undefined {
  const location = component?.getFirstPropertyValue('x-lic-location')
  // Some programs write `/example.org/20240101/Europe/Paris`.
  const suffix = /([A-Z][\w+-]*\/[\w+-]+(?:\/[\w+-]+)?)$/.exec(name)?.[1]
  const known = [name, suffix, location].find((text) => typeof text === 'string' && isTimeZone(text))
  if (typeof known === 'string') return createIanaZone(known)
  return component && createFileZone(name, component, horizon)
}

type Transition = { readonly at: number; readonly from: number; readonly to: number }

function createFileZone(
  name: string,
  component: ICAL.Component,
  horizon: PlainDateTime,
): CalendarZone | undefined {
  const transitions = [
    ...component.getAllSubcomponents('standard'),
    ...component.getAllSubcomponents('daylight'),
  ]
    .flatMap((observance) => readTransitions(observance, horizon))
    .sort((a, b) => a.at - b.at)
  const [first] = transitions
  if (first === undefined) return undefined
  const offsetAt = (at: number) => transitions.findLast((transition) => transition.at <= at)?.to ?? first.from
  const offsets = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))]
  return {
    name,
    resolve(wall) {
      const local = wall.toZonedDateTime('UTC').epochMilliseconds
      const readings = offsets.map((offset) => local - offset).sort((a, b) => a - b)
      const right = readings.filter((at) => at + offsetAt(at) === local)
      const [chosen] = right
      if (chosen !== undefined)
        return { kind: right.length > 1 ? 'twice' : 'exact', instant: instantAt(chosen) }
      // In a gap the offset before it counts; it is the smaller, so its reading is the later.
      return { kind: 'gap', instant: instantAt(local - offsetBefore(transitions, local)) }
    },
    toWall(instant) {
      const at = instant.epochMilliseconds
      return instantAt(at + offsetAt(at))
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime()
    },
  }
}

function offsetBefore(transitions: readonly Transition[], local: number): number {
  const gap = transitions.find(({ at, from, to }) => at + from <= local && local < at + to)
  return gap?.from ?? 0
}

/** When a STANDARD or DAYLIGHT part begins: its DTSTART, RDATEs and RRULEs, in the offset before it. */
function readTransitions(observance: ICAL.Component, horizon: PlainDateTime): Transition[] {
  const from = readOffset(observance, 'tzoffsetfrom')
  const to = readOffset(observance, 'tzoffsetto')
  const [start] = observance.getAllProperties('dtstart').flatMap(timesOf)
  if (from === undefined || to === undefined || start === undefined) return []
  const toInstant = (wall: PlainDateTime) => wall.toZonedDateTime('UTC').epochMilliseconds - from
  const first = Temporal.PlainDateTime.from(start.text.replace(/Z$/, ''))
  const walls = [
    first,
    ...observance
      .getAllProperties('rdate')
      .flatMap(timesOf)
      .map(({ text }) => Temporal.PlainDateTime.from(text.replace(/Z$/, ''))),
  ]
  for (const property of observance.getAllProperties('rrule')) {
    const rule = parseRule(String(property.getFirstValue()))
    if (isRefused(rule)) return []
    const until = rule.until === null ? {} : { until: readUntil(rule.until, from) }
    // Outlook counts from 1601: more than four centuries of months.
    walls.push(...expandRule(rule, first, { horizon, ...until, budget: { steps: 20_000 } }))
  }
  return walls.map((wall) => ({ at: toInstant(wall), from, to }))
}

function readUntil(until: string, offset: number): PlainDateTime {
  const wall = Temporal.PlainDateTime.from(until.replace(/Z$/, ''))
  return until.endsWith('Z') ? wall.add({ milliseconds: offset }) : wall
}

/** `+01:00` (jCal) as milliseconds. */
function readOffset(observance: ICAL.Component, name: string): number | undefined {
  const [, , , value] = (observance.getFirstProperty(name)?.toJSON() ?? []) as readonly unknown[]
  const match = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(typeof value === 'string' ? value : '')
  if (!match) return undefined
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? '0')
  return (match[1] === '-' ? -seconds : seconds) * 1000
}

function instantAt(milliseconds: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
}
