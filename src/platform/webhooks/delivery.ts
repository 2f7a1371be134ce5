import type { Config } from '#src/config.ts'

/** A webhook as it arrived. Nothing of it is believed before its signature was checked over these very bytes. */
export interface Delivery {
  body: Buffer
  header(name: string): string | undefined
  config: Config
  now: Temporal.Instant
}

/** What is kept of an event whose address names no practice. The event is a bell: what it is about is read anew. */
export interface Heard {
  /** The sender's own id of it. */
  eventId: string
  /** Whose account at the sender's; '' where it says none. */
  account: string
  type: string
  objectId: string
}

/** The same, found again by whoever processes it. */
export interface HeardEvent extends Heard {
  id: string
  source: string
}

/** What is kept, sealed, of an event whose address names the practice. */
export interface ToldEvent {
  id: string
  eventId: string
  body: Buffer
}
