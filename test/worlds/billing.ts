import { newId } from '#src/domain/ids.ts'
import { toSearchKey } from '#src/domain/search-key.ts'
import { type Inhabitant, type World, createWorld } from '../world.ts'

// For tests: the people and sessions that money is about, written directly.

/** A world whose first practice has all that stands on an invoice. */
export async function createBillingWorld(): Promise<World> {
  const world = await createWorld()
  await fillIdentity(world.alice)
  return world
}

export async function fillIdentity(person: Inhabitant): Promise<void> {
  await person.work(async ({ tx }) => {
    await tx
      .updateTable('practice')
      .set({
        legalName: 'Alice Martin EI',
        addressStreet: '12 rue des Tilleuls',
        addressPostcode: '69003',
        addressCity: 'Lyon',
        siret: '12345678900012',
      })
      .execute()
    await tx
      .updateTable('practitioner')
      .set({ rpps: '10101234567', adeli: '699312345', profession: 'Psychologue' })
      .execute()
  })
}

export async function insertPatient(
  person: Inhabitant,
  lastName: string,
  firstName = 'Camille',
): Promise<string> {
  const id = newId()
  await person.work(async ({ tx, now }) => {
    const key = toSearchKey(`${firstName} ${lastName}`)
    await tx
      .insertInto('patient')
      .values({
        id,
        kind: 'adult',
        lastName,
        firstName,
        searchKey: key,
        sortKey: key,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
  })
  return id
}

export async function insertPayer(
  person: Inhabitant,
  patientId: string,
  name: string,
  options: { kind?: 'person' | 'organisation'; isDefault?: boolean } = {},
): Promise<string> {
  const id = newId()
  const { kind = 'person', isDefault = false } = options
  await person.work(({ tx }) =>
    tx
      .insertInto('payer')
      .values({
        id,
        patientId,
        kind,
        name,
        isDefault,
        addressStreet: '1 place Bellecour',
        addressPostcode: '69002',
        addressCity: 'Lyon',
      })
      .execute(),
  )
  return id
}

/** A held session of that price, with its appointment and type. */
export async function insertSession(
  person: Inhabitant,
  patientId: string,
  options: {
    startsAt?: string
    priceCents?: number
    vatMode?: 'EXEMPT_CARE' | 'STANDARD'
    undone?: boolean
  } = {},
): Promise<string> {
  const { priceCents = 6000, vatMode = 'EXEMPT_CARE', undone = false } = options
  const [id, appointmentId, typeId] = [newId(), newId(), newId()]
  const startsAt = Temporal.Instant.from(options.startsAt ?? '2026-11-17T09:00:00Z')
  await person.work(async ({ tx, now, zone }) => {
    const wall = startsAt.toZonedDateTimeISO(zone)
    const date = wall.toPlainDate()
    await tx
      .insertInto('appointmentType')
      .values({ id: typeId, name: 'Séance adulte', durationMinutes: 45, priceCents, vatMode })
      .execute()
    await tx
      .insertInto('appointment')
      .values({
        id: appointmentId,
        practitionerId: person.practitionerId,
        typeId,
        startsAt,
        endsAt: startsAt.add({ minutes: 45 }),
        date,
        wallTime: wall.toPlainTime(),
        zone,
        status: 'held',
        priceCents,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
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
        undoneAt: undone ? now : null,
        createdAt: now,
      })
      .execute()
  })
  return id
}

export const careLine = {
  label: 'Séance',
  quantity: 1,
  unitPriceCents: 6000,
  vatMode: 'EXEMPT_CARE',
} as const

/** What a client asks for over HTTP. `person` is a function: the world is only there once tests run. */
export function clientOf(person: () => Inhabitant) {
  const pay = (fields: object, headers: Record<string, string> = {}) =>
    person().postJson('/reglements', { method: 'card', receivedOn: '2026-11-22', ...fields }, headers)
  return {
    async read(id: string): Promise<InvoiceBody> {
      return (await person().json(`/factures/${id}`)).body
    },
    async draft(patientId: string, lines: readonly object[] = [careLine]): Promise<InvoiceBody> {
      return made(await person().postJson('/factures', { patientId, lines }))
    },
    pay,
    async paid(fields: object): Promise<PaymentBody> {
      return made(await pay(fields))
    },
  }
}

function made<Body>({ status, body }: { status: number; body: unknown }): Body {
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body as Body
}

/** Through the address a client uses: an issued invoice of these lines. */
export async function issueOne(
  person: Inhabitant,
  patientId: string,
  lines: readonly object[] = [careLine],
): Promise<InvoiceBody> {
  return made(await person.postJson('/factures', { patientId, lines, issue: '1' }))
}

export interface InvoiceBody {
  id: string
  number: string
  kind: string
  status: string
  patientId: string
  payer: { id: string; name: string } | null
  issuedOn: string
  dueOn: string
  lines: {
    label: string
    vatMode: string
    unitPriceCents: number
    vatRateBasisPoints: number
    sessionId: string | null
    serviceDate: string | null
  }[]
  totalCents: number
  dueCents: number
  version: number
  creditNoteId: string | null
  creditedInvoiceId: string | null
}

export interface PaymentBody {
  id: string
  patientId: string
  method: string
  amountCents: number
  receivedOn: string
  cheque: { number: string; drawer: string; bank: string } | null
  allocations: { invoiceId: string; amountCents: number }[]
  unallocatedCents: number
  cancelledAt: string | null
  depositId: string | null
}
