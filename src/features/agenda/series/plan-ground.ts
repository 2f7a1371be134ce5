import { daysRange } from '#src/domain/civil-time.ts'
import type { Span } from '#src/domain/interval.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import { findBusySpans } from '../availability.ts'
import { closingsOf, findPlanning, openSpans } from '../planning/planning.ts'
import type { PlanGround } from './plan-dates.ts'

export interface GroundOf {
  practitionerId: string
  placeId: string | null
  stepMinutes: number
  first: Temporal.PlainDate
  last: Temporal.PlainDate
  /** What the appointments that are planned anew occupy now: they do not stand in their own way. */
  released?: readonly Span[]
}

/** Reads what a series between two dates stands on; true only under the practitioner's lock. */
export async function readPlanGround(work: Work, of: GroundOf): Promise<PlanGround> {
  // Other times are looked for in the whole week of a date.
  const [first, last] = [of.first.subtract({ days: 7 }), of.last.add({ days: 7 })]
  const planning = await findPlanning(work, { first, last })
  const busy = await findBusySpans(work, of.practitionerId, daysRange(first, last, work.zone))
  // Nothing occupied overlaps, so a span is told by its start.
  const released = new Set(of.released?.map((span) => span.start))
  return {
    zone: work.zone,
    today: work.today,
    stepMinutes: of.stepMinutes,
    busy: busy.filter((span) => !released.has(span.start)),
    closed: closingsOf(planning),
    hasHours: planning.hasHours,
    openings: (from, to) =>
      openSpans(planning, of.placeId, { firstDay: dayNumber(from), lastDay: dayNumber(to) }),
  }
}
