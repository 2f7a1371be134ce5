import { contains, overlaps, spanOf } from '#src/domain/interval.ts'
import type { Refused } from '#src/domain/refusal.ts'
import type { Work } from '#src/platform/work.ts'
import type { Appointment } from './appointment.ts'
import { unavailableAmong } from './patients-available.ts'
import type { NamedPatient } from '#src/domain/person-name.ts'
import { closingsOf, openSpans, readSlotGround, type SlotGround } from '#src/features/planning/index.ts'

/** What the practitioner may do all the same, once told. */
export type Warning = PlanningWarning | 'outside-availability'
export type PlanningWarning = 'outside-hours' | 'time-off' | 'public-holiday' | 'school-holidays'

/** `patients` are those who are to come. */
export type NeedsConfirmation = Refused<
  'needs-confirmation',
  { warnings: Warning[]; patients: readonly NamedPatient[] }
>

/**
 * Whether the appointment lies outside opening hours, on time off, on a holiday that closes the practice, or outside
 * the hours at which its patients can. A practice without hours has none.
 */
export async function findWarnings(work: Work, appointment: Warned): Promise<Warning[]> {
  const date = appointment.startsAt.toZonedDateTimeISO(work.zone).toPlainDate()
  return warningsOn(
    await readSlotGround(work, { from: date, to: date, ...peopleOf(appointment) }),
    appointment,
  )
}

type Warned = Pick<Appointment, 'startsAt' | 'endsAt' | 'placeId' | 'patients'>

export function peopleOf({ patients }: Pick<Appointment, 'patients'>): { patientIds: string[] } {
  return { patientIds: patients.map((patient) => patient.id) }
}

/** The same on what was read already, in one statement. */
export function warningsOn(
  ground: Pick<SlotGround, 'planning' | 'windows'>,
  { placeId, patients, ...span }: Warned,
): Warning[] {
  const { planning } = ground
  const wanted = spanOf(span.startsAt, span.endsAt)
  const closed = new Set(
    closingsOf(planning)
      .filter((closing) => overlaps(closing, wanted))
      .map((closing) => closing.problem),
  )
  const isHoliday = closed.has('public-holiday') || closed.has('school-holidays')
  const isOpen =
    !planning.hasHours || openSpans(planning, placeId).some((opening) => contains(opening, wanted))
  // On a holiday the practice is closed all day: one reason says it.
  return [
    ...(isOpen || isHoliday ? [] : ['outside-hours' as const]),
    ...closed,
    ...(unavailableAmong(patients, ground, span).length > 0 ? ['outside-availability' as const] : []),
  ]
}
