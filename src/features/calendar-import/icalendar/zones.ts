import type ICAL from 'ical.js'

import { isTimeZone, resolveWallTime } from '#src/domain/civil-time.ts'
import type { Expansion } from '#src/domain/recurrence.ts'

import { createFileZone } from './file-zone.ts'
import type { SourceTime } from './source-event.ts'
import type { CalendarZone } from './calendar-zone.ts'

type PlainDateTime = Temporal.PlainDateTime

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
  // Outlook counts from 1601: five such zones, which nobody has.
  const budget = { steps: 40_000 }
  return (time) => {
    const name = time.kind === 'utc' ? 'UTC' : (time.zone ?? practiceZone)
    if (!found.has(name)) found.set(name, findZone(name, components.get(name), { horizon, budget }))
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
  expansion: Expansion,
): CalendarZone | undefined {
  const location = component?.getFirstPropertyValue('x-lic-location')
  // Some programs write `/example.org/20240101/Europe/Paris`.
  const suffix = /([A-Z][\w+-]*\/[\w+-]+(?:\/[\w+-]+)?)$/.exec(name)?.[1]
  const known = [name, suffix, location].find((text) => typeof text === 'string' && isTimeZone(text))
  if (typeof known === 'string') return createIanaZone(known)
  return component && createFileZone(name, component, expansion)
}
