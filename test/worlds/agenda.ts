import { isRefused } from '#src/domain/refusal.ts'
import { createPatient } from '#src/features/patients/index.ts'
import type { Inhabitant } from '../world.ts'
import { createAgendaDefaults } from '#src/features/planning/catalogue/defaults.ts'

/** For tests: a practice's types, places and one patient. */
export interface AgendaGround {
  patientId: string
  /** The type named "Suivi": 45 minutes. */
  typeId: string
  placeId: string
  /** A body that books "Suivi" for the patient. */
  booking(startsAt: string, more?: Record<string, unknown>): Record<string, unknown>
}

export async function prepareAgenda(person: Inhabitant): Promise<AgendaGround> {
  return person.work(async (work) => {
    const types = await work.tx.selectFrom('appointmentType').select(['id', 'name']).execute()
    if (types.length === 0) await createAgendaDefaults(work, person)
    const type = await work.tx
      .selectFrom('appointmentType')
      .select('id')
      .where('name', '=', 'Suivi')
      .executeTakeFirstOrThrow()
    const place = await work.tx
      .selectFrom('place')
      .select('id')
      .where('kind', '=', 'cabinet')
      .executeTakeFirstOrThrow()
    const patient = await createPatient(work, {
      firstName: 'Camille',
      lastName: `Dupont-${person.identifier.slice(0, 5)}`,
    })
    if (isRefused(patient)) throw new Error('the fixture’s patient was refused')
    const [patientId, typeId, placeId] = [patient.id, type.id, place.id]
    return {
      patientId,
      typeId,
      placeId,
      booking: (startsAt, more = {}) => ({ patientId, typeId, startsAt, ...more }),
    }
  })
}

/** The sentence that an answer leaves for the next page, with the form that takes the action back. */
export function toastOf(answer: Response): { message: string; undo: { action: string } } {
  const cookie = /divan_toast=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (cookie === undefined) throw new Error(`no toast with ${answer.status}`)
  return JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'))
}

/** A JSON body as a test reads it. */
export type Answer = Record<string, never> & {
  id: string
  version: number
  status: string
  startsAt: string
  endsAt: string
  warnings: string[]
  code: string
  title: string
  errors: { field?: string; message: string }[]
  nearest: { startsAt: string; endsAt: string }[]
}
