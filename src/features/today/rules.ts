export type Status = 'requested' | 'confirmed' | 'arrived' | 'held' | 'cancelled' | 'noShow'

interface Timed {
  id: string
  status: Status
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

const OPEN: readonly Status[] = ['requested', 'confirmed', 'arrived']

export function isOpen(status: Status): boolean {
  return OPEN.includes(status)
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
  const open = appointments.filter((appointment) => isOpen(appointment.status))
  return (
    open.find((appointment) => isUnderWay(appointment, now)) ??
    open.find((appointment) => Temporal.Instant.compare(appointment.startsAt, now) > 0) ??
    open.at(-1)
  )
}
