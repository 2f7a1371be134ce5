import type { Span } from '#src/domain/interval.ts'
import { dayNumber } from '#src/domain/wall-clock.ts'
import type { Work } from '#src/platform/work.ts'
import { unavailableAmong } from '../appointments/patients-available.ts'
import type { PlanGround } from './plan-dates.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { closingsOf, openSpans, readSlotGround } from '#src/features/planning/index.ts'

export interface GroundOf {
  practitionerId: string
  placeId: string | null
  /** Everybody who is to come on any of the dates. */
  patients: readonly NamedPatient[]
  stepMinutes: number
  first: Temporal.PlainDate
  last: Temporal.PlainDate
  /** What the appointments that are planned anew occupy now: they do not stand in their own way. */
  released?: readonly Span[]
}

/** Reads what a series between two dates stands on, in one statement; true only under the practitioner's lock. */
export async function readPlanGround(work: Work, of: GroundOf): Promise<PlanGround> {
  // Other times are looked for in the whole week of a date.
  const [first, last] = [of.first.subtract({ days: 7 }), of.last.add({ days: 7 })]
  const { practitionerId } = of
  const patientIds = [...new Set(of.patients.map((patient) => patient.id))]
  const slotGround = await readSlotGround(work, { from: first, to: last, practitionerId, patientIds })
  const { planning, busy } = slotGround
  // Nothing occupied overlaps, so a span is told by its start.
  const released = new Set(of.released?.map((span) => span.start))
  return {
    zone: work.zone,
    today: work.today,
    stepMinutes: of.stepMinutes,
    busy: busy.filter((span) => !released.has(span.start)),
    closed: closingsOf(planning),
    hasHours: planning.hasHours,
    unavailable: (patients, span) => unavailableAmong(patients, slotGround, span),
    openings: (from, to) =>
      openSpans(planning, of.placeId, { firstDay: dayNumber(from), lastDay: dayNumber(to) }),
  }
}
