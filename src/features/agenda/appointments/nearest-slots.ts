import type { InstantRange } from '#src/domain/civil-time.ts'
import { nearestSlots } from '#src/domain/free-time.ts'
import { type Span, overlaps } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { findFreeSlots, type FreeSlot, slotRange } from '#src/features/planning/index.ts'

/** The time is occupied; `nearest` are free ones of the same length around it. */
export type SlotTaken = Refused<'slot-taken', { wanted: InstantRange; nearest: NearestSlot[]; zone: string }>

export interface NearestSlot extends InstantRange {
  /** Whether all who are to come can, where any of them said when. */
  fits?: boolean
}

export interface WantedSlot extends InstantRange {
  practitionerId: string
  placeId: string | null
  bufferBeforeMinutes: number
  bufferAfterMinutes: number
  stepMinutes: number
  /** Who is to come: what suits them is offered first. */
  patients?: readonly { id: string }[] | undefined
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
 * hours and outside time off; others than those that suit who is to come only where these are too few. A wanted
 * time to come is never answered with a slot that is past.
 */
export async function findNearestSlots(work: Work, wanted: WantedSlot): Promise<NearestSlot[]> {
  const { startsAt, endsAt, practitionerId, placeId, exceptAppointmentId } = wanted
  const date = startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  const isToCome = Temporal.Instant.compare(startsAt, work.now) >= 0
  const { slots, planning, wishesKnown } = await findFreeSlots(work, {
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
    patientIds: wanted.patients?.map((patient) => patient.id),
    exceptAppointmentIds: exceptAppointmentId === undefined ? [] : [exceptAppointmentId],
    bounds: isToCome ? 'toCome' : 'any',
  })
  const pick = (among: readonly FreeSlot[], count: number): FreeSlot[] => {
    const touching = planning.choices.preferTouching ? among.map((slot) => slot.touches) : []
    const picked = nearestSlots(among, startsAt.epochMilliseconds, count, touching)
    return among.filter((slot) => picked.some((one) => one.start === slot.start))
  }
  if (!wishesKnown) return pick(slots, OFFERED).map((slot) => slotRange(slot))
  const fitting = pick(
    slots.filter((slot) => slot.fits),
    OFFERED,
  )
  const others = slots.filter((slot) => !slot.fits && !fitting.some((one) => overlaps(one, slot)))
  return [...fitting, ...pick(others, OFFERED - fitting.length)]
    .sort((one, other) => one.start - other.start)
    .map((slot) => ({ ...slotRange(slot), fits: slot.fits }))
}

/** As many as are offered, in order of time. */
export function pickNearest(slots: readonly Span[], at: number, touching?: readonly boolean[]): Span[] {
  return nearestSlots(slots, at, OFFERED, touching)
}
