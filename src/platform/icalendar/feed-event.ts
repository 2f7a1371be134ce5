/** Something of the agenda as a calendar program gets it. Seconds are since the epoch. */
export interface FeedEvent {
  id: string
  startSeconds: number
  endSeconds: number
  /** First and last civil day (`YYYY-MM-DD`) of what lasts whole days. */
  days?: { first: string; last: string } | undefined
  summary: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  sequence: number
  changedSeconds: number
  /** Path of the page that shows it. */
  path: string
  seriesId?: string | null | undefined
  /** The civil date that its series gave it, before it was moved. */
  occurrenceDate?: string | null | undefined
}

/** Appointments that repeat, as they were asked for. */
export interface FeedSeries {
  id: string
  /** As it is stored: RFC 5545 §3.3.10, or what an import brought. */
  rule: string
  sequence: number
  path: string
}

/** Time off that repeats by its rule alone. */
export interface RepeatedEvent extends FeedEvent {
  rule: string
  /** Civil date of the last one; null: for ever. */
  lastDate: string | null
  excludedDates: readonly string[]
}
