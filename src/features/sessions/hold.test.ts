import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import type { Inhabitant, World } from '#test/world.ts'
import { createWorld } from '#test/world.ts'
import { holdSession, saveNote } from './index.ts'
import { insertAppointment, insertPatient } from '#test/worlds/people.ts'

let world: World
let alice: Inhabitant
let patientId: string
beforeAll(async () => {
  world = await createWorld()
  alice = world.alice
  patientId = await insertPatient(alice, "O'Neil")
})
afterAll(() => world.close())

async function sessionsOf(appointmentId: string) {
  return alice.work(({ tx }) =>
    tx
      .selectFrom('session')
      .select(['id', 'patientId', 'priceCents', 'undoneAt', 'date', 'durationMinutes'])
      .where('appointmentId', '=', appointmentId)
      .orderBy('createdAt')
      .execute(),
  )
}

async function statusOf(appointmentId: string): Promise<string> {
  const row = await alice.work(({ tx }) =>
    tx.selectFrom('appointment').select('status').where('id', '=', appointmentId).executeTakeFirstOrThrow(),
  )
  return row.status
}

async function held(
  options: Parameters<typeof insertAppointment>[2] = {},
): Promise<{ appointmentId: string; sessionId: string }> {
  const appointmentId = await insertAppointment(alice, [patientId], options)
  const outcome = await alice.work((work) => holdSession(work, appointmentId))
  if ('refused' in outcome) throw new Error(outcome.refused)
  return { appointmentId, sessionId: outcome.sessionId }
}

/** An invoice with this session, as billing's own schema wants it. */
async function invoice(sessionId: string, status: 'draft' | 'issued'): Promise<string> {
  const id = newId()
  const number = status === 'issued' ? `T-${id.slice(-6)}` : null
  await alice.work(async ({ tx, now, today }) => {
    const facts = {
      kind: 'invoice',
      patientId,
      totalCents: 6000,
      dueCents: 6000,
      createdAt: now,
      updatedAt: now,
    }
    await tx
      .insertInto('invoice')
      .values({ ...facts, id, status: 'draft' })
      .execute()
    const line = {
      invoiceId: id,
      position: 0,
      label: 'Suivi',
      quantity: 1,
      unitPriceCents: 6000,
      vatMode: 'EXEMPT_CARE',
    }
    await tx
      .insertInto('invoiceLine')
      .values({ ...line, id: newId(), sessionId })
      .execute()
    if (status === 'draft') return
    await tx
      .updateTable('invoice')
      .set({ status, number, issuedOn: today, issuedAt: now, snapshotSealed: Buffer.from('x') })
      .where('id', '=', id)
      .execute()
  })
  return id
}

describe('held', () => {
  test('by its button: the session takes the appointment’s date and price, and the page follows', async () => {
    const appointmentId = await insertAppointment(alice, [patientId], {
      startsAt: '2026-11-22T09:00:00Z',
      priceCents: 5500,
    })
    const answer = await alice.post(`/rendez-vous/${appointmentId}/seance`, {})
    const [session] = await sessionsOf(appointmentId)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/seances/${session?.id}`])
    expect(session).toMatchObject({ patientId, priceCents: 5500, undoneAt: null, durationMinutes: 45 })
    expect(session?.date.toString()).toBe('2026-11-22')
    expect(await statusOf(appointmentId)).toBe('held')
    expect(await (await alice.get(`/seances/${session?.id}`)).text()).toContain('55,00')
  })

  test('twice, or by five people at once, is one session', async () => {
    const appointmentId = await insertAppointment(alice, [patientId], {})
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => alice.postJson(`/rendez-vous/${appointmentId}/seance`, {})),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 201])
    expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(1)
    expect(await sessionsOf(appointmentId)).toHaveLength(1)
  })

  test('of a couple belongs to the couple’s file, wherever it stands in the list', async () => {
    const couple = await insertPatient(alice, 'Couple Durand', 'couple')
    const appointmentId = await insertAppointment(alice, [patientId, couple], {})
    await alice.post(`/rendez-vous/${appointmentId}/seance`, {})
    expect(await sessionsOf(appointmentId)).toMatchObject([{ patientId: couple }])
  })

  test('with nobody is refused in a sentence', async () => {
    const appointmentId = await insertAppointment(alice, [], {})
    const answer = await alice.post(`/rendez-vous/${appointmentId}/seance`, {})
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('n’a pas de patient')
    expect(await statusOf(appointmentId)).toBe('confirmed')
  })

  test.each([
    ['cancelled', 'est annulé : rétablissez-le'],
    ['noShow', 'manqué : rétablissez-le'],
  ] as const)('of one %s is refused', async (status, sentence) => {
    const appointmentId = await insertAppointment(alice, [patientId], { status })
    const answer = await alice.post(`/rendez-vous/${appointmentId}/seance`, {})
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining(sentence)])
    expect(await sessionsOf(appointmentId)).toEqual([])
  })
})

describe('undone', () => {
  test('gives the appointment its status back and keeps the notes; holding again finds them', async () => {
    const { appointmentId, sessionId } = await held({ status: 'arrived' })
    await alice.work((work) => saveNote(work, sessionId, 'À garder.'))
    const undone = await alice.post(`/rendez-vous/${appointmentId}/retablissement`, {})
    expect([undone.status, undone.headers.get('location')]).toEqual([303, `/rendez-vous/${appointmentId}`])
    expect(await statusOf(appointmentId)).toBe('arrived')
    const page = await (await alice.get(`/seances/${sessionId}`)).text()
    expect(page).toContain('À garder.')
    expect(page).toContain('Tenue annulée')
    expect(page).not.toContain(`/seances/${sessionId}/facture"`)
    await alice.post(`/rendez-vous/${appointmentId}/seance`, {})
    expect(await sessionsOf(appointmentId)).toMatchObject([{ id: sessionId, undoneAt: null }])
  })

  test('then held for another file is another session: notes never change files', async () => {
    const { appointmentId, sessionId } = await held()
    await alice.work((work) => saveNote(work, sessionId, 'De l’un.'))
    await alice.post(`/rendez-vous/${appointmentId}/retablissement`, {})
    const other = await insertPatient(alice, 'Autre')
    await alice.work(({ tx }) =>
      tx
        .updateTable('appointmentPatient')
        .set({ patientId: other })
        .where('appointmentId', '=', appointmentId)
        .execute(),
    )
    await alice.post(`/rendez-vous/${appointmentId}/seance`, {})
    const sessions = await sessionsOf(appointmentId)
    expect(sessions.map((session) => [session.patientId, session.undoneAt !== null]).sort()).toEqual(
      [
        [patientId, true],
        [other, false],
      ].sort(),
    )
    const history = await alice.json(`/patients/${patientId}/seances`)
    const entries = (history.body as { items: { sessionId: string; status: string }[] }).items
    expect(entries.find((entry) => entry.sessionId === sessionId)?.status).toBe('undone')
  })

  test('is refused while an issued invoice has the session, and nothing changes', async () => {
    const { appointmentId, sessionId } = await held()
    const invoiceId = await invoice(sessionId, 'issued')
    const answer = await alice.postJson(`/rendez-vous/${appointmentId}/retablissement`, {})
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'invoiced', invoiceId }])
    expect(await statusOf(appointmentId)).toBe('held')
    expect(await sessionsOf(appointmentId)).toMatchObject([{ undoneAt: null }])
  })

  test('is allowed once the invoice is credited, and while it is a draft', async () => {
    const drafted = await held()
    await invoice(drafted.sessionId, 'draft')
    expect((await alice.post(`/rendez-vous/${drafted.appointmentId}/retablissement`, {})).status).toBe(303)
    const credited = await held()
    const invoiceId = await invoice(credited.sessionId, 'issued')
    await alice.work(({ tx, now, today }) =>
      tx
        .insertInto('invoice')
        .values({
          id: newId(),
          kind: 'creditNote',
          status: 'issued',
          patientId,
          number: 'A-1',
          issuedOn: today,
          issuedAt: now,
          snapshotSealed: Buffer.from('x'),
          creditedInvoiceId: invoiceId,
          totalCents: 6000,
          dueCents: 0,
          createdAt: now,
          updatedAt: now,
        })
        .execute(),
    )
    expect((await alice.post(`/rendez-vous/${credited.appointmentId}/retablissement`, {})).status).toBe(303)
  })

  test('restores a missed appointment too, and says when there is nothing to restore', async () => {
    const appointmentId = await insertAppointment(alice, [patientId], { startsAt: '2026-11-22T15:00:00Z' })
    await alice.post(`/rendez-vous/${appointmentId}/lapin`, {})
    expect(await statusOf(appointmentId)).toBe('noShow')
    expect((await alice.post(`/rendez-vous/${appointmentId}/retablissement`, {})).status).toBe(303)
    expect(await statusOf(appointmentId)).toBe('confirmed')
    const again = await alice.post(`/rendez-vous/${appointmentId}/retablissement`, {})
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('rien à rétablir')])
  })
})

test('another practice finds nothing to hold or to undo', async () => {
  const { appointmentId } = await held()
  for (const noun of ['seance', 'retablissement']) {
    expect((await world.bob.post(`/rendez-vous/${appointmentId}/${noun}`, {})).status).toBe(404)
    expect((await world.bob.postJson(`/rendez-vous/${newId()}/${noun}`, {})).status).toBe(404)
  }
  expect((await world.bob.get(`/patients/${patientId}/seances`)).status).toBe(404)
  expect(await statusOf(appointmentId)).toBe('held')
})
