import { type Span, overlaps } from '#src/domain/interval.ts'
import { nearestSlots } from '#src/domain/free-time.ts'
import type { Occurrence } from '../series/occurrences.ts'
import { type Types, typeOf } from '../series/target-lines.ts'
import { type FreeSlot, type SlotGround, slotsOn } from '#src/features/planning/index.ts'

export interface Proposal {
  /** In order of time; those that fit the patients' hours before others are thought of. */
  times: FreeSlot[]
  /** The one proposed first: no other appointment is proposed the same moment. Undefined where none is free. */
  chosen: FreeSlot | undefined
}

/** The instant somebody chose for an appointment, as the form sent it. */
export type Wished = (appointmentId: string) => string | undefined

/** Offered for each, so that there is a choice and not a list. */
const OFFERED = 5
const MINUTE = 60_000

/**
 * For each appointment the nearest free times of its own length, with its type's buffers, at its place. Each is
 * proposed another moment, the nearest to its own time that the earlier ones left. A time that was chosen before
 * stays among the offered ones as long as it is free.
 */
export function proposeTimes(
  appointments: readonly Occurrence[],
  {
    ground,
    types,
    now,
    wished,
  }: { ground: SlotGround; types: Types; now: Temporal.Instant; wished?: Wished | undefined },
): Proposal[] {
  const given: Span[] = []
  return appointments.map((appointment) => {
    const type = typeOf(types, appointment.typeId)
    const slots = slotsOn(ground, {
      needs: { ...type, durationMinutes: appointment.durationMinutes },
      placeId: appointment.placeId,
      patientIds: appointment.patients.map(({ id }) => id),
      startFrom: now.epochMilliseconds,
    })
    const fitting = slots.filter((slot) => slot.fits)
    const usable = fitting.length > 0 ? fitting : slots
    const busy = (slot: Span): Span => ({
      start: slot.start - type.bufferBeforeMinutes * MINUTE,
      end: slot.end + type.bufferAfterMinutes * MINUTE,
    })
    const at = appointment.startsAt.epochMilliseconds
    const left = usable.filter((slot) => !given.some((other) => overlaps(other, busy(slot))))
    const [chosen] = nearestSlots(left, at, 1)
    if (chosen) given.push(busy(chosen))
    const near = nearestSlots(usable, at, OFFERED)
    const wish = wished?.(appointment.id) ?? ''
    const offered = slots.filter(
      ({ start }) =>
        start === chosen?.start ||
        near.some((slot) => slot.start === start) ||
        Temporal.Instant.fromEpochMilliseconds(start).toString() === wish,
    )
    return { times: offered, chosen: offered.find(({ start }) => start === chosen?.start) }
  })
}
