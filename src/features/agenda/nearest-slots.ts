import type { InstantRange } from '#src/domain/civil-time.ts'
import { freeSlots } from '#src/domain/free-time.ts'
import { type Span, overlaps } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import { findBusySpans, findHours, findTimeOff } from './availability.ts'
import { type WeeklyHours, openingSpans } from './openings.ts'

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
  const day = wanted.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  const [first, last] = [day.subtract({ days: DAYS_BEFORE }), day.add({ days: DAYS_AFTER })]
  const range = {
    startsAt: first.toZonedDateTime(work.zone).toInstant(),
    endsAt: last.add({ days: 1 }).toZonedDateTime(work.zone).toInstant(),
  }
  const hours = await findHours(work)
  const timeOff = await findTimeOff(work, range)
  const busy = await findBusySpans(work, wanted.practitionerId, range, wanted.exceptAppointmentId)
  const isToCome = Temporal.Instant.compare(wanted.startsAt, work.now) >= 0
  const slots = freeSlots({
    openings: openingSpans(
      hours.length > 0 ? hours : OFFICE_HOURS,
      { first, last, zone: work.zone },
      wanted.placeId,
    ),
    busy: [
      ...busy,
      ...timeOff.map((off) => ({
        start: off.startsAt.epochMilliseconds,
        end: off.endsAt.epochMilliseconds,
      })),
    ],
    duration: wanted.endsAt.epochMilliseconds - wanted.startsAt.epochMilliseconds,
    step: wanted.stepMinutes * MINUTE,
    bufferBefore: wanted.bufferBeforeMinutes * MINUTE,
    bufferAfter: wanted.bufferAfterMinutes * MINUTE,
    ...(isToCome ? { startFrom: work.now.epochMilliseconds } : {}),
  })
  return pickNearest(slots, wanted.startsAt.epochMilliseconds)
    .sort((a, b) => a.start - b.start)
    .map((slot) => ({
      startsAt: Temporal.Instant.fromEpochMilliseconds(slot.start),
      endsAt: Temporal.Instant.fromEpochMilliseconds(slot.end),
    }))
}

/** The closest to `at`, none overlapping another: 9 h and 9 h 15 are hardly two choices. */
export function pickNearest(slots: readonly Span[], at: number): Span[] {
  const distance = (slot: Span): number => Math.abs(slot.start - at)
  const picked: Span[] = []
  for (const slot of [...slots].sort((a, b) => distance(a) - distance(b) || a.start - b.start)) {
    if (picked.length === OFFERED) break
    if (!picked.some((other) => overlaps(other, slot))) picked.push(slot)
  }
  return picked
}

/** Where a practice has told no hours, slots are looked for in these. */
export const OFFICE_HOURS: readonly WeeklyHours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  placeId: null,
  weekday,
  opensAt: Temporal.PlainTime.from('09:00'),
  closesAt: Temporal.PlainTime.from('19:00'),
  validFrom: null,
  validTo: null,
}))
