const DAY = 86_400

/** When a zone changes its offset, in seconds since the epoch; offsets in seconds east of UTC. */
export interface Transition {
  at: number
  before: number
  after: number
}

/**
 * The wall clock of a zone between two moments. A conversion through Temporal costs 2 µs and a feed holds two
 * thousand instants, so the few changes of offset are asked for once.
 */
export interface ZoneClock {
  zone: string
  /** Offset before the first transition. */
  first: number
  transitions: readonly Transition[]
  isUtc: boolean
  offsetAt(seconds: number): number
  /** Within the hour that comes twice: programs differ on which one a wall time names. */
  isAmbiguous(seconds: number): boolean
}

/** Holds from a day before `from` to `to`, both in seconds since the epoch. */
export function readZoneClock(zone: string, from: number, to: number): ZoneClock {
  const start = Temporal.Instant.fromEpochMilliseconds((from - DAY) * 1000).toZonedDateTimeISO(zone)
  let next = start.getTimeZoneTransition('next')
  const transitions: Transition[] = []
  while (next && next.epochMilliseconds < to * 1000) {
    const at = Math.floor(next.epochMilliseconds / 1000)
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e9
    transitions.push({ at, before, after: next.offsetNanoseconds / 1e9 })
    next = next.getTimeZoneTransition('next')
  }
  const first = start.offsetNanoseconds / 1e9
  const lastBefore = (seconds: number): Transition | undefined =>
    transitions.findLast((transition) => transition.at <= seconds)
  return {
    zone,
    first,
    transitions,
    isUtc: transitions.length === 0 && first === 0,
    offsetAt: (seconds) => lastBefore(seconds)?.after ?? first,
    isAmbiguous: (seconds) =>
      transitions.some(({ at, before, after }) => Math.abs(seconds - at + 0.5) < before - after),
  }
}

/** `20261123T090000` of an instant moved by an offset, both in seconds. */
export function wallText(seconds: number, offset: number): string {
  const iso = new Date((seconds + offset) * 1000).toISOString()
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}`
}

export function utcText(seconds: number): string {
  return `${wallText(seconds, 0)}Z`
}
