import type { InstantRange } from '#src/domain/civil-time.ts'
import { nearestSlots } from '#src/domain/free-time.ts'
import type { Span } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { findFreeSlots, slotRange } from './planning/find-free-slots.ts'

/** The time is occupied; `nearest` are free ones of the same length around it. */
export type SlotTaken = Refused<'slot-taken', { wanted: InstantRange; nearest: InstantRange[]; zone: string }>

export interface WantedSlot extends InstantRange {
  practitionerId: string
  placeId: string | null
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  /** The appointment that moves does not stand in its own way. */
  exceptAppointmentId?: string | undefined
}

const DAYS_BEFORE = 7
const DAYS_AFTER = 21
const OFFERED = 4
const MINUTE = 60_000

export async function refuseTakenSlot(work: Work, wanted: WantedSlot): Promise<SlotTaken> {
  const { startsAt, endsAt } = wanted
  const nearest = await findNearestSlots(work, wanted)
  return { refused: 'slot-taken', wanted: { startsAt, endsAt }, nearest, zone: work.zone }
}

/**
 * Up to four free slots closest to the one wanted, a week before to three weeks after it, within opening
 * hours and outside time off. A wanted time to come is never answered with a slot that is past.
 */
export async function findNearestSlots(work: Work, wanted: WantedSlot): Promise<InstantRange[]> {
  const { startsAt, endsAt, practitionerId, placeId, exceptAppointmentId } = wanted
  const date = startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  const isToCome = Temporal.Instant.compare(startsAt, work.now) >= 0
  const { slots, planning } = await findFreeSlots(work, {
    needs: {
      durationMinutes: (endsAt.epochMilliseconds - startsAt.epochMilliseconds) / MINUTE,
      bufferBeforeMinutes: wanted.bufferBeforeMinutes,
      bufferAfterMinutes: wanted.bufferAfterMinutes,
      stepMinutes: wanted.stepMinutes,
    },
    practitionerId,
    placeId,
    from: date.subtract({ days: DAYS_BEFORE }),
    to: date.add({ days: DAYS_AFTER }),
    exceptAppointmentIds: exceptAppointmentId === undefined ? [] : [exceptAppointmentId],
    bounds: isToCome ? 'toCome' : 'any',
  })
  const touching = planning.choices.preferTouching ? slots.map((slot) => slot.touches) : []
  return pickNearest(slots, startsAt.epochMilliseconds, touching).map((slot) => slotRange(slot))
}

/** As many as are offered, in order of time. */
export function pickNearest(slots: readonly Span[], at: number, touching?: readonly boolean[]): Span[] {
  return nearestSlots(slots, at, OFFERED, touching)
}
