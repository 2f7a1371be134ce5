import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { createAppointment } from '#src/features/agenda/index.ts'
import { createInvoiceFromSession } from '#src/features/billing/index.ts'
import { holdSession } from '#src/features/sessions/index.ts'
import type { Work } from '#src/platform/work.ts'
import { type World, createWorld } from '#test/world.ts'
import { createPatient, mergePatients } from './index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

function must<Outcome>(outcome: Outcome): Exclude<Outcome, { refused: string }> {
  if (isRefused(outcome)) throw new Error(outcome.refused)
  return outcome as Exclude<Outcome, { refused: string }>
}

async function book(work: Work, patientId: string, startsAt: string): Promise<string> {
  const type = await work.tx
    .selectFrom('appointmentType')
    .select('id')
    .orderBy('position')
    .executeTakeFirstOrThrow()
  const made = await createAppointment(work, {
    patientIds: [patientId],
    typeId: type.id,
    startsAt: Temporal.Instant.from(startsAt),
    durationMinutes: 45,
  })
  return must(made).id
}

test('a file shows the appointments, sessions and debts of what was merged into it, at the right local time', async () => {
  const { kept, future, number } = await world.alice.work(async (work) => {
    // What an issued invoice must say of the practice (billing refuses without it).
    await work.tx
      .updateTable('practice')
      .set({
        siret: '12345678200010',
        addressStreet: '1 rue',
        addressPostcode: '75001',
        addressCity: 'Paris',
        legalName: 'Alice Martin EI',
      })
      .execute()
    const [keptFile, goneFile] = [
      must(await createPatient(work, { lastName: 'Suivie', firstName: 'Anne' })),
      must(await createPatient(work, { lastName: 'Suivie', firstName: 'Anna' })),
    ]
    const past = await book(work, goneFile.id, '2026-11-20T09:00:00Z')
    const coming = await book(work, goneFile.id, '2026-11-24T13:30:00Z')
    await book(work, keptFile.id, '2026-12-01T09:00:00Z')
    const { sessionId } = must(await holdSession(work, past))
    const invoice = must(await createInvoiceFromSession(work, sessionId, { issue: true }))
    must(await mergePatients(work, goneFile.id, keptFile.id))
    return { kept: keptFile.id, future: coming, number: invoice.number ?? '' }
  })
  const { body } = await world.alice.json(`/patients/${kept}`)
  const facts = body as {
    nextAppointment: { id: string; startsAt: string }
    lastAppointment: { startsAt: string }
    sessionCount: number
    dueCents: number
  }
  expect(facts.nextAppointment).toMatchObject({ id: future, startsAt: '2026-11-24T14:30:00+01:00' })
  expect(facts.lastAppointment.startsAt).toBe('2026-11-20T10:00:00+01:00')
  expect(facts.sessionCount).toBe(1)
  expect(facts.dueCents).toBeGreaterThan(0)
  const html = await (await world.alice.get(`/patients/${kept}`)).text()
  expect(html).toContain('mardi 24 novembre 2026, 14\u00a0h\u00a030')
  expect(html).toContain(`/factures?patientId=${kept}`)
  const found = (await world.alice.json('/recherche?q=suivie')).body as {
    items: { label: string; href: string }[]
  }
  expect(found.items.map((item) => item.label)).toEqual([
    'Anne Suivie',
    'mardi 24 novembre, 14\u00a0h\u00a030',
    'mardi 1er décembre, 10\u00a0h',
    number,
  ])
  const byNumber = (await world.alice.json(`/recherche?q=${encodeURIComponent(number)}`)).body as typeof found
  expect(byNumber.items.map((item) => item.label)).toEqual([number])
})
