/** One happening of an event of a calendar file, after recurrences are expanded. */
export type ImportedOccurrence = {
  readonly uid: string
  /**
   * Which occurrence of the series it is: its original start, as an instant (`2026-03-30T07:00:00Z`) or a
   * civil date for whole days; empty for a single event. (source, uid, recurrenceId) is unique.
   */
  readonly recurrenceId: string
  /** The uid when the event recurs, so that its occurrences can be found together. */
  readonly seriesUid: string | null
  /** For whole days: from the first moment of the first to the first moment after the last. */
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  /** The same in the practice's zone: what the agenda shows. */
  readonly wallStart: Temporal.PlainDateTime
  readonly wallEnd: Temporal.PlainDateTime
  readonly allDay: boolean
  /** First and last civil date touched, both included. */
  readonly startDate: Temporal.PlainDate
  readonly endDate: Temporal.PlainDate
  /** The zone that the file names for it (`UTC`, `Europe/Paris`); the practice's own for floating times. */
  readonly zone: string
  readonly summary: string
  readonly description: string
  readonly location: string
  readonly status: 'confirmed' | 'tentative' | 'cancelled'
  /** False when the file says that it takes no time (TRANSP:TRANSPARENT). */
  readonly busy: boolean
  /** An exception to its series: moved, renamed or cancelled alone. */
  readonly changed: boolean
  /**
   * `skipped-hour`: the wall time does not exist that day and was moved forward. `repeated-hour`: it exists
   * twice, the first was taken. `one-day-assumed`: whole days without a usable end. `outside-series`: an
   * exception to an occurrence that its series does not have, or excludes; it stands for itself.
   */
  readonly notices: readonly OccurrenceNotice[]
}

export type OccurrenceNotice = 'skipped-hour' | 'repeated-hour' | 'one-day-assumed' | 'outside-series'

export type EventRefusalCode =
  | 'unreadable-event'
  | 'no-start'
  | 'impossible-date'
  | 'zero-length'
  | 'ends-before-start'
  | 'unknown-zone'
  | 'unsupported-rule'
  | 'unreadable-rule'
  | 'unsupported-period'
  | 'too-many-occurrences'
  | 'superseded'

/** An event that could not be taken; nothing of it is imported. */
export type RefusedEvent = {
  readonly code: EventRefusalCode
  readonly uid: string
  readonly summary: string
  /** The start as the file writes it, or what stands there instead. */
  readonly start: string
}
