import type { NamedPatient } from '#src/domain/person-name.ts'
import type { CancelledBy } from './status.ts'
import type { Status } from '#src/domain/appointment-status.ts'

/** An appointment as its page and JSON clients get it. */
export interface Appointment {
  id: string
  practitionerId: string
  patients: NamedPatient[]
  typeId: string
  placeId: string | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** The civil date and time agreed with the patient. */
  date: Temporal.PlainDate
  wallTime: Temporal.PlainTime
  durationMinutes: number
  status: Status
  cancelledBy: CancelledBy | null
  late: boolean
  priceCents: number
  seriesId: string | null
  /** Imported history that overlaps something: shown, but occupying nobody. */
  overlapping: boolean
  version: number
}
