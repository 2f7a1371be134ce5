import { STATUS_FACTS, type Status } from '#src/domain/appointment-status.ts'

interface Timed {
  id: string
  status: Status
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

export function isUnderWay({ startsAt, endsAt }: Timed, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(startsAt, now) <= 0 && Temporal.Instant.compare(now, endsAt) < 0
}

/**
 * The appointment the page puts first in reach: the one under way, else the next one, else the last one that
 * nobody has said anything about. undefined when the day is done.
 */
export function pickCurrent<Appointment extends Timed>(
  appointments: readonly Appointment[],
  now: Temporal.Instant,
): Appointment | undefined {
  const open = appointments.filter((appointment) => STATUS_FACTS[appointment.status].open)
  return (
    open.find((appointment) => isUnderWay(appointment, now)) ??
    open.find((appointment) => Temporal.Instant.compare(appointment.startsAt, now) > 0) ??
    open.at(-1)
  )
}

export const ASKS = ['unsaved', 'toNote', 'toInvoice'] as const
export type Ask = (typeof ASKS)[number]

export interface SessionAsks<Session> {
  session: Session
  asks: readonly Ask[]
}

/** The sessions of several lists, each once with all that it asks for, newest first. */
export function gatherAsks<Session extends { id: string; startsAt: Temporal.Instant }>(
  lists: Readonly<Record<Ask, { items: readonly Session[] }>>,
): SessionAsks<Session>[] {
  const gathered = new Map<string, { session: Session; asks: Ask[] }>()
  for (const ask of ASKS) {
    for (const session of lists[ask].items) {
      const known = gathered.get(session.id)
      if (known) known.asks.push(ask)
      else gathered.set(session.id, { session, asks: [ask] })
    }
  }
  return [...gathered.values()].sort((a, b) =>
    Temporal.Instant.compare(b.session.startsAt, a.session.startsAt),
  )
}
