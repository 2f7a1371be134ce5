type PlainDateTime = Temporal.PlainDateTime
type Instant = Temporal.Instant

/** A zone that turns wall times into instants, Temporal's or one that the file describes. */
export type CalendarZone = {
  readonly name: string
  /** A skipped time moves forward, a repeated one is its first (RFC 5545 §3.3.5). */
  readonly resolve: (wall: PlainDateTime) => {
    readonly kind: 'exact' | 'gap' | 'twice'
    readonly instant: Instant
  }
  readonly toWall: (instant: Instant) => PlainDateTime
}
