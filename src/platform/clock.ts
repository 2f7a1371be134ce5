/** The one source of "now". */
export type Clock = () => Temporal.Instant

/**
 * Real time, or time that starts at `startsAt` when the process does and runs on from there. Cut to the
 * microsecond, as the database keeps it: an instant that came back rounded up would lie ahead of the `now`
 * it was made of.
 */
export function createClock(startsAt?: Temporal.Instant): Clock {
  if (!startsAt) return () => cut(Temporal.Now.instant())
  const origin = Temporal.Now.instant()
  return () => cut(startsAt.add(origin.until(Temporal.Now.instant())))
}

function cut(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'microsecond', roundingMode: 'trunc' })
}
