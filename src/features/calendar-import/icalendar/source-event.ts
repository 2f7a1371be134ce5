import type ICAL from 'ical.js'

import { cleanLine, cleanText } from '#src/domain/clean-text.ts'

/** A date or time as the file writes it: ISO text, and what it is relative to. */
export type SourceTime = {
  readonly text: string
  readonly kind: 'date' | 'wall' | 'utc'
  /** TZID; null for floating times, dates and UTC. */
  readonly zone: string | null
}

/** A VEVENT, its texts cleaned and its times not yet understood. */
export type SourceEvent = {
  readonly uid: string
  readonly sequence: number
  /** When it was last changed, as text that sorts. */
  readonly stamp: string
  readonly summary: string
  readonly description: string
  readonly location: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
  readonly busy: boolean
  readonly start: SourceTime | null
  readonly end: SourceTime | null
  readonly duration: string | null
  readonly rules: readonly string[]
  readonly extraDates: readonly SourceTime[]
  readonly excludedDates: readonly SourceTime[]
  /** RDATE;VALUE=PERIOD, which nothing else needs. */
  readonly hasPeriods: boolean
  readonly recurrenceId: SourceTime | null
  readonly thisAndFuture: boolean
}

type Component = ICAL.Component
type Property = ICAL.Property

export function readSourceEvent(component: Component): SourceEvent {
  const summary = cleanLine(textOf(component, 'summary'))
  const start = firstTime(component, 'dtstart')
  const recurrenceId = component.getFirstProperty('recurrence-id')
  const status = textOf(component, 'status').toLowerCase()
  return {
    // Some programs leave the UID out; the same event must still be known again the next time.
    uid: cleanLine(textOf(component, 'uid')) || `sans-uid:${start?.text ?? ''}:${summary}`,
    sequence: Number(textOf(component, 'sequence')) || 0,
    stamp: textOf(component, 'last-modified') || textOf(component, 'dtstamp'),
    summary,
    description: cleanText(textOf(component, 'description')),
    location: cleanLine(textOf(component, 'location')),
    status: status === 'cancelled' || status === 'tentative' ? status : 'confirmed',
    busy: textOf(component, 'transp').toUpperCase() !== 'TRANSPARENT',
    start,
    end: firstTime(component, 'dtend'),
    duration: component.hasProperty('duration') ? textOf(component, 'duration') : null,
    rules: component.getAllProperties('rrule').map((property) => String(property.getFirstValue())),
    extraDates: allTimes(component, 'rdate'),
    excludedDates: allTimes(component, 'exdate'),
    hasPeriods: component.getAllProperties('rdate').some((property) => property.type === 'period'),
    recurrenceId: recurrenceId ? (timesOf(recurrenceId)[0] ?? null) : null,
    thisAndFuture: recurrenceId?.getFirstParameter('range')?.toUpperCase() === 'THISANDFUTURE',
  }
}

/** Every time of a property, straight from jCal (RFC 7265): name, parameters, type, values. */
export function timesOf(property: Property): readonly SourceTime[] {
  const [, , , ...values] = property.toJSON() as readonly unknown[]
  const zone = property.getFirstParameter('tzid') ?? null
  return values
    .filter((value) => typeof value === 'string')
    .map((value): SourceTime => {
      // What the parser makes of a date without VALUE=DATE.
      const text = value.replace(/T::$/, '')
      if (property.type === 'date' || text !== value) return { text, kind: 'date', zone: null }
      return text.endsWith('Z') ? { text, kind: 'utc', zone: null } : { text, kind: 'wall', zone }
    })
}

/** The wall time that a text stands for; undefined when there is no such day or hour. */
export function readWall(time: SourceTime): Temporal.PlainDateTime | undefined {
  const text = time.text.replace(/Z$/, '')
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text
  // Temporal reads a 60th second as the 59th, as RFC 5545 wants for leap seconds.
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(whole)) return undefined
  try {
    return Temporal.PlainDateTime.from(whole)
  } catch {
    return undefined
  }
}

function allTimes(component: Component, name: string): readonly SourceTime[] {
  return component.getAllProperties(name).flatMap(timesOf)
}

function firstTime(component: Component, name: string): SourceTime | null {
  return allTimes(component, name)[0] ?? null
}

function textOf(component: Component, name: string): string {
  const property = component.getFirstProperty(name)
  const [, , , value] = (property?.toJSON() ?? []) as readonly unknown[]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
