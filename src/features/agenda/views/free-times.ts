import { freeSlots } from '#src/domain/free-time.ts'
import type { DayContent } from './agenda-days.ts'
import { STATUS_FACTS } from '#src/domain/appointment-status.ts'

const STEP = 30
/** A free time has room for the usual session. */
const LENGTH = 45
const SHOWN = 12

/** Minutes of the day at which a session could start, from `from` on. */
export function freeTimes(day: DayContent, from: number): number[] {
  const busy = [
    ...day.rows.filter((row) => STATUS_FACTS[row.status].takesTime && !row.overlapping),
    ...day.timeOff,
  ]
  const slots = freeSlots({ openings: day.openings, busy, duration: LENGTH, step: STEP, startFrom: from })
  return slots.slice(0, SHOWN).map((slot) => slot.start)
}
