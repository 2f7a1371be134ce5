import { newId } from '#src/domain/ids.ts'
import type { Work } from '#src/platform/work.ts'
import { agendaEvents } from '../events.ts'

/** Durations and prices of a French practice in 2026, in cents; each is the practitioner's to change. */
const TYPES = [
  { name: 'Premier entretien', durationMinutes: 60, priceCents: 7000, colour: 'ochre', firstInterview: true },
  { name: 'Suivi', durationMinutes: 45, priceCents: 6000, colour: 'sage' },
  { name: 'Téléconsultation', durationMinutes: 45, priceCents: 6000, colour: 'ocean', remote: true },
  { name: 'Enfant', durationMinutes: 45, priceCents: 5500, colour: 'rose' },
  { name: 'Couple', durationMinutes: 60, priceCents: 9000, colour: 'plum' },
  { name: 'Famille', durationMinutes: 75, priceCents: 10000, colour: 'plum' },
  { name: 'Bilan psychologique', durationMinutes: 150, priceCents: 24000, colour: 'ochre' },
  { name: 'Restitution de bilan', durationMinutes: 60, priceCents: 8000, colour: 'ochre' },
] as const

const WORKDAYS = [1, 2, 3, 4, 5]
const HALF_DAYS = [
  { opensAt: '09:00', closesAt: '12:30' },
  { opensAt: '13:30', closesAt: '19:00' },
]

/**
 * What a new practice starts with: a consulting room, video, the usual types of appointment and office
 * hours, Monday to Friday. Names are in French, as the practice will print them; all of it can be changed.
 */
export async function createAgendaDefaults(work: Work, _input: { practitionerId: string }): Promise<void> {
  const cabinetId = newId()
  const videoId = newId()
  await work.tx
    .insertInto('place')
    .values([
      { id: cabinetId, name: 'Cabinet', kind: 'cabinet', position: 0 },
      { id: videoId, name: 'Téléconsultation', kind: 'video', position: 1 },
    ])
    .execute()
  await work.tx
    .insertInto('appointmentType')
    .values(
      TYPES.map((type, position) => ({
        id: newId(),
        name: type.name,
        durationMinutes: type.durationMinutes,
        priceCents: type.priceCents,
        colour: type.colour,
        firstInterview: 'firstInterview' in type,
        placeId: 'remote' in type ? videoId : cabinetId,
        position,
      })),
    )
    .execute()
  await work.tx
    .insertInto('openingHours')
    .values(
      WORKDAYS.flatMap((weekday) =>
        HALF_DAYS.map(({ opensAt, closesAt }) => ({
          id: newId(),
          weekday,
          opensAt: Temporal.PlainTime.from(opensAt),
          closesAt: Temporal.PlainTime.from(closesAt),
        })),
      ),
    )
    .execute()
  work.record(agendaEvents.defaults, work.practiceId, { types: TYPES.length })
}
