export const STATUSES = ['requested', 'confirmed', 'arrived', 'held', 'cancelled', 'noShow'] as const
/** How far an appointment has come. */
export type Status = (typeof STATUSES)[number]

interface StatusFacts {
  /** Still to come, or under way: may be moved, cancelled, missed or held. */
  open: boolean
  /** Keeps its time from others. Only cancelling frees it: nobody else is booked into a missed one. */
  takesTime: boolean
  /** Is a session of its day: planned, under way or held. */
  counted: boolean
  /** The one colour it has on every page; `now` asks for something to be done. */
  tone: 'now' | 'info' | 'good' | 'neutral' | 'warning'
  /** How the grids of the agenda draw it; undefined: as any other. */
  look: 'requested' | 'cancelled' | undefined
  /** STATUS of its event (RFC 5545, 3.8.1.11). */
  ical: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
}

/** All that a status means, wherever it is asked: another status is another line here, and its words. */
export const STATUS_FACTS: Readonly<Record<Status, StatusFacts>> = {
  requested: {
    open: true,
    takesTime: true,
    counted: true,
    tone: 'now',
    look: 'requested',
    ical: 'TENTATIVE',
  },
  confirmed: { open: true, takesTime: true, counted: true, tone: 'info', look: undefined, ical: 'CONFIRMED' },
  arrived: { open: true, takesTime: true, counted: true, tone: 'good', look: undefined, ical: 'CONFIRMED' },
  held: { open: false, takesTime: true, counted: true, tone: 'good', look: undefined, ical: 'CONFIRMED' },
  cancelled: {
    open: false,
    takesTime: false,
    counted: false,
    tone: 'neutral',
    look: 'cancelled',
    ical: 'CANCELLED',
  },
  noShow: {
    open: false,
    takesTime: true,
    counted: false,
    tone: 'warning',
    look: 'cancelled',
    ical: 'CONFIRMED',
  },
}

type Question = {
  [Fact in keyof StatusFacts]: StatusFacts[Fact] extends boolean ? Fact : never
}[keyof StatusFacts]

/** The statuses of which it is true, for a statement to compare with: `status = any(…)`. */
export function statusesWhere(fact: Question): readonly Status[] {
  return STATUSES.filter((status) => STATUS_FACTS[status][fact])
}
