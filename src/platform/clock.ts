/** The one source of "now". */
export type Clock = () => Temporal.Instant

/** Real time, or time that starts at `startsAt` when the process does and runs on from there. */
export function createClock(startsAt?: Temporal.Instant): Clock {
  if (!startsAt) return () => Temporal.Now.instant()
  const origin = Temporal.Now.instant()
  return () => startsAt.add(origin.until(Temporal.Now.instant()))
}
