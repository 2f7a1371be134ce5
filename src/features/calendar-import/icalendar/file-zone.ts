import type ICAL from 'ical.js'

import { type Expansion, expandRule } from '#src/domain/recurrence.ts'
import { parseRule } from '#src/domain/recurrence-rule.ts'
import { isRefused } from '#src/domain/refusal.ts'

import { readWall, timesOf } from './source-event.ts'
import type { CalendarZone } from './calendar-zone.ts'

type PlainDateTime = Temporal.PlainDateTime
type Transition = { readonly at: number; readonly from: number; readonly to: number }

/** A zone as its VTIMEZONE describes it; undefined when any part of that cannot be read. */
export function createFileZone(
  name: string,
  component: ICAL.Component,
  expansion: Expansion,
): CalendarZone | undefined {
  const observances = ['standard', 'daylight'].flatMap((kind) => component.getAllSubcomponents(kind))
  const read = observances.map((observance) => readTransitions(observance, expansion))
  const transitions = read.flatMap((part) => part ?? []).sort((a, b) => a.at - b.at)
  const [first] = transitions
  if (first === undefined || read.includes(undefined) || expansion.budget.steps < 0) return undefined
  const offsetAt = (at: number) => transitions.findLast((transition) => transition.at <= at)?.to ?? first.from
  const offsets = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))]
  return {
    name,
    resolve(wall) {
      const local = toUtc(wall)
      const readings = offsets.map((offset) => local - offset).sort((a, b) => a - b)
      const right = readings.filter((at) => at + offsetAt(at) === local)
      const [chosen] = right
      if (chosen === undefined)
        return { kind: 'gap', instant: instantAt(local - offsetBefore(transitions, local)) }
      return { kind: right.length > 1 ? 'twice' : 'exact', instant: instantAt(chosen) }
    },
    toWall(instant) {
      const at = instant.epochMilliseconds
      return instantAt(at + offsetAt(at))
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime()
    },
  }
}

/** In a gap the offset before it counts. */
function offsetBefore(transitions: readonly Transition[], local: number): number {
  const gap = transitions.find(({ at, from, to }) => at + from <= local && local < at + to)
  return gap?.from ?? 0
}

/** When a STANDARD or DAYLIGHT part begins: its DTSTART, RDATEs and RRULEs, in the offset before it. */
function readTransitions(
  observance: ICAL.Component,
  expansion: Expansion,
): readonly Transition[] | undefined {
  const from = readOffset(observance, 'tzoffsetfrom')
  const to = readOffset(observance, 'tzoffsetto')
  const times = ['dtstart', 'rdate'].flatMap((name) => observance.getAllProperties(name)).flatMap(timesOf)
  const walls = times.map(readWall).filter((wall) => wall !== undefined)
  const [first] = walls
  if (from === undefined || to === undefined || first === undefined || walls.length < times.length)
    return undefined
  for (const property of observance.getAllProperties('rrule')) {
    const rule = parseRule(String(property.getFirstValue()))
    if (isRefused(rule)) return undefined
    const until = rule.until === null ? {} : { until: readUntil(rule.until, from) }
    walls.push(...expandRule(rule, first, { ...expansion, ...until }))
  }
  return walls.map((wall) => ({ at: toUtc(wall) - from, from, to }))
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

function toUtc(wall: PlainDateTime): number {
  return wall.toZonedDateTime('UTC').epochMilliseconds
}

function instantAt(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
}
