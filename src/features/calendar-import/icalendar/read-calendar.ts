import { isRefused } from '#src/domain/refusal.ts'

import { expandEvent, type ExpansionContext, refuseEvent } from './expand-event.ts'
import type { ImportedOccurrence, RefusedEvent } from './occurrence.ts'
import { type CalendarFileRefusal, readCalendarFile } from './read-file.ts'
import type { SourceEvent } from './source-event.ts'
import { createZoneFinder } from './zones.ts'

export type CalendarImport = {
  /** What the calendar calls itself; may be empty. */
  readonly name: string
  /** By start, then by uid. */
  readonly events: readonly ImportedOccurrence[]
  readonly refused: readonly RefusedEvent[]
  /** VEVENTs in the file, and how many distinct events they describe. */
  readonly componentCount: number
  readonly eventCount: number
}

// Two seconds of expanding at most, and more than a full practice has in fifteen years.
const maxSteps = 150_000
const maxOccurrences = 30_000

/**
 * Reads an iCalendar file into what will happen and has happened, recurrences expanded up to one year
 * after `now`; writes nothing. What cannot be understood is refused with a reason, never dropped.
 * `zone` is the practice's: floating times and whole days are its own.
 */
export function readCalendar(
  bytes: Uint8Array,
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): CalendarImport | CalendarFileRefusal {
  const file = readCalendarFile(bytes)
  if (isRefused(file)) return file
  const end = now.toZonedDateTimeISO(zone).add({ years: 1 })
  const context: ExpansionContext = {
    findZone: createZoneFinder(file.zones, zone, end.toPlainDateTime().add({ years: 1 })),
    practiceZone: zone,
    horizon: end.toInstant(),
    budget: { steps: maxSteps, occurrences: maxOccurrences },
  }
  const refused = [...file.refused]
  const events: ImportedOccurrence[] = []
  const families = groupByUid(file.events, refused)
  for (const { master, overrides } of families) {
    const expanded = expandEvent(master, overrides, context)
    events.push(...expanded.occurrences)
    refused.push(...expanded.refused)
  }
  events.sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || (a.uid < b.uid ? -1 : 1))
  const componentCount = file.events.length + file.refused.length
  return { name: file.name, events, refused, componentCount, eventCount: families.length }
}

type Family = { readonly master: SourceEvent | null; readonly overrides: readonly SourceEvent[] }

/** The event of each UID and its exceptions; of several versions of one the newest counts. */
function groupByUid(events: readonly SourceEvent[], refused: RefusedEvent[]): readonly Family[] {
  const byUid = new Map<string, Map<string, SourceEvent>>()
  for (const event of events) {
    const family = byUid.get(event.uid) ?? new Map<string, SourceEvent>()
    byUid.set(event.uid, family)
    const { recurrenceId } = event
    const key = recurrenceId ? `${recurrenceId.zone ?? recurrenceId.kind}/${recurrenceId.text}` : ''
    const other = family.get(key)
    const [kept, dropped] = other && isNewer(other, event) ? [other, event] : [event, other]
    family.set(key, kept)
    if (dropped) refused.push(refuseEvent(dropped, 'superseded'))
  }
  return [...byUid.values()].map((family) => {
    const master = family.get('') ?? null
    return { master, overrides: [...family.values()].filter((event) => event !== master) }
  })
}

function isNewer(a: SourceEvent, b: SourceEvent): boolean {
  return a.sequence > b.sequence || (a.sequence === b.sequence && a.stamp > b.stamp)
}
