import { newId } from '#src/domain/ids.ts'
import type { Work } from '#src/platform/work.ts'
import type { Inhabitant } from '../world.ts'

/** For tests: a file, written directly so that a test of sessions says all it needs in one line. */
export async function insertPatient(
  person: Inhabitant,
  lastName: string,
  kind: 'adult' | 'minor' | 'couple' | 'family' = 'adult',
): Promise<string> {
  const id = newId()
  await person.work(async ({ tx, now }: Work) => {
    const key = lastName.toLowerCase()
    await tx
      .insertInto('patient')
      .values({
        id,
        kind,
        lastName,
        firstName: 'Camille',
        searchKey: key,
        sortKey: key,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
  })
  return id
}

/** For tests: an appointment of these patients, in that order. */
export async function insertAppointment(
  person: Inhabitant,
  patientIds: readonly string[],
  options: {
    startsAt?: string
    status?: 'requested' | 'confirmed' | 'arrived' | 'held' | 'cancelled' | 'noShow'
    late?: boolean
    priceCents?: number
    typeName?: string
  } = {},
): Promise<string> {
  const id = newId()
  const typeId = newId()
  const startsAt = Temporal.Instant.from(options.startsAt ?? '2026-11-22T09:00:00Z')
  const { status = 'confirmed', late = false, priceCents = 6000, typeName = 'Suivi' } = options
  await person.work(async ({ tx, now, zone }) => {
    const wall = startsAt.toZonedDateTimeISO(zone)
    await tx
      .insertInto('appointmentType')
      .values({ id: typeId, name: typeName, durationMinutes: 45, priceCents })
      .execute()
    await tx
      .insertInto('appointment')
      .values({
        id,
        practitionerId: person.practitionerId,
        typeId,
        startsAt,
        endsAt: startsAt.add({ minutes: 45 }),
        date: wall.toPlainDate(),
        wallTime: wall.toPlainTime(),
        zone,
        status,
        late,
        priceCents,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    for (const [position, patientId] of patientIds.entries()) {
      await tx
        .insertInto('appointmentPatient')
        .values({ id: newId(), appointmentId: id, patientId, position })
        .execute()
    }
  })
  return id
}

/** For tests: a session held in a patient's file. */
export async function insertSession(
  person: Inhabitant,
  patientId: string,
  options: { startsAt?: string; priceCents?: number; typeName?: string } = {},
): Promise<string> {
  const appointmentId = await insertAppointment(person, [patientId], { ...options, status: 'held' })
  const id = newId()
  const startsAt = Temporal.Instant.from(options.startsAt ?? '2026-11-22T09:00:00Z')
  await person.work(async ({ tx, now, zone }) => {
    const date = startsAt.toZonedDateTimeISO(zone).toPlainDate()
    const priceCents = options.priceCents ?? 6000
    await tx
      .insertInto('session')
      .values({
        id,
        appointmentId,
        patientId,
        date,
        startsAt,
        durationMinutes: 45,
        priceCents,
        createdAt: now,
      })
      .execute()
  })
  return id
}
