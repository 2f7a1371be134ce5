import { formatRule, readStoredRule } from '#src/domain/recurrence-repeat.ts'
import type { FeedEvent } from './feed-event.ts'
import { datesOfRule, isPlainRule } from './plain-rule.ts'
import { type ZoneClock, utcText, wallText } from './zone-clock.ts'

/** A series as one event that repeats; together with `moved` and `alone` it is exactly the events given. */
export interface PlannedSeries {
  /** The first one as the series has it, whether or not it was moved since. */
  master: Pick<FeedEvent, 'startSeconds' | 'endSeconds' | 'summary' | 'status'>
  rule: string
  /** Wall times the rule makes at which there is no appointment. */
  excluded: string[]
  moved: { event: FeedEvent; recurrenceWall: string }[]
  alone: FeedEvent[]
}

/**
 * Says a series by its rule where that is shorter and sure: what the rule makes is compared with the appointments
 * there are, so that whoever expands it finds those and no others. Undefined: each is to be said by itself.
 */
export function planSeries(
  events: readonly FeedEvent[],
  storedRule: string,
  clock: ZoneClock,
): PlannedSeries | undefined {
  const rule = readStoredRule(storedRule)
  if (!rule || !isPlainRule(rule)) return undefined
  const live = events.filter((event) => event.status !== 'CANCELLED')
  const byDate = new Map<string, FeedEvent>()
  const alone: FeedEvent[] = []
  for (const event of live) {
    const date = event.occurrenceDate?.replaceAll('-', '')
    if (date === undefined || byDate.has(date)) alone.push(event)
    else byDate.set(date, event)
  }
  const dates = [...byDate.keys()].sort()
  const usual = usualShape(byDate, clock)
  const [first = '', last = ''] = [dates[0], dates.at(-1)]
  const made = datesOfRule(rule, first, last)
  if (!usual || !made) return undefined

  const excluded: string[] = []
  const moved: PlannedSeries['moved'] = []
  let regular = 0
  for (const date of made) {
    const event = byDate.get(date)
    byDate.delete(date)
    const wall = date + usual.time
    if (event && shapeOn(event, date, clock) === usual.shape) regular++
    // A wall time that the day skips or repeats names nothing that all programs agree on.
    else if (instantOf(wall, clock.zone) === undefined) return undefined
    else if (event) moved.push({ event, recurrenceWall: wall })
    else excluded.push(wall)
  }
  const start = instantOf(first + usual.time, clock.zone)
  const until = instantOf(last + usual.time, clock.zone)
  if (start === undefined || until === undefined) return undefined
  if (regular < 2 || regular < moved.length + excluded.length) return undefined
  const { summary, status, startSeconds, endSeconds } = usual.event
  return {
    master: { summary, status, startSeconds: start, endSeconds: start + endSeconds - startSeconds },
    rule: formatRule({ ...rule, count: null, until: utcText(until) }),
    excluded,
    moved,
    alone: [...alone, ...byDate.values()],
  }
}

interface Shape {
  shape: string
  /** `T090000` */
  time: string
  event: FeedEvent
}

/** What most occurrences have in common, among those that stand on their date. */
function usualShape(byDate: ReadonlyMap<string, FeedEvent>, clock: ZoneClock): Shape | undefined {
  const counts = new Map<string, Shape & { count: number }>()
  for (const [date, event] of byDate) {
    const shape = shapeOn(event, date, clock)
    if (shape === undefined) continue
    const known = counts.get(shape)
    if (known) known.count++
    else counts.set(shape, { shape, time: shape.slice(0, 7), event, count: 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]
}

/** Undefined for one that was moved to another date, or that a clock change makes ambiguous. */
function shapeOn(event: FeedEvent, date: string, clock: ZoneClock): string | undefined {
  const { startSeconds, endSeconds, status, summary } = event
  const offset = clock.offsetAt(startSeconds)
  if (clock.isAmbiguous(startSeconds) || clock.isAmbiguous(endSeconds)) return undefined
  if (clock.offsetAt(endSeconds) !== offset) return undefined
  const wall = wallText(startSeconds, offset)
  return wall.startsWith(date)
    ? `${wall.slice(8)} ${endSeconds - startSeconds} ${status} ${summary}`
    : undefined
}

/** Seconds since the epoch of `20261123T090000`; undefined where the zone skips or repeats it. */
function instantOf(wall: string, zone: string): number | undefined {
  try {
    const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'reject' })
    return zoned.epochMilliseconds / 1000
  } catch {
    return undefined
  }
}
