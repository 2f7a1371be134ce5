import { sql } from '#src/db/sql.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { saveNote } from '#src/features/sessions/index.ts'
import { readPage } from '#test/page/read-page.ts'
import { insertAppointment, insertPatient, insertSession } from '#test/worlds/people.ts'
import type { World } from '#test/world.ts'
import { createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.setNow('2026-11-22T20:10:00Z'))
afterAll(() => world.close())

interface TodayJson {
  date: string
  appointments: { id: string; status: string; session: { id: string } | null }[]
  next?: { id: string }
  requested: { id: string }[]
  unpaid: { items: { id: string; dueCents: number }[]; count: number; totalCents: number }
  toNote: { items: { id: string }[]; count: number }
  toInvoice: { items: { id: string }[]; count: number }
  unsaved: { items: { id: string }[]; count: number }
  invoiceDrafts: { items: { id: string }[]; count: number }
}
const today = async (who: 'alice' | 'bob' = 'alice'): Promise<TodayJson> =>
  (await world[who].json('/aujourdhui')).body
const page = async (path = '/aujourdhui'): Promise<string> => (await world.alice.get(path)).text()
const read = (path = '/aujourdhui') => readPage(world.alice.get(path))

async function insertInvoice(
  patientId: string,
  options: { status: 'draft' | 'issued'; dueOn?: string; dueCents?: number; sessionId?: string },
): Promise<string> {
  const id = newId()
  const { status, dueOn, dueCents = 6000, sessionId } = options
  await world.alice.work(async ({ tx, now, today: issuedOn }) => {
    const facts = { kind: 'invoice', patientId, totalCents: 6000, dueCents, createdAt: now, updatedAt: now }
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
    if (sessionId)
      await tx
        .insertInto('invoiceLine')
        .values({ ...line, id: newId(), sessionId })
        .execute()
    if (status === 'draft') return
    await tx
      .updateTable('invoice')
      .set({
        status,
        number: `T-${id.slice(-8)}`,
        issuedOn,
        issuedAt: now,
        dueOn: dueOn ? Temporal.PlainDate.from(dueOn) : null,
        snapshotSealed: Buffer.from('x'),
      })
      .where('id', '=', id)
      .execute()
  })
  return id
}

test('a free day is said kindly, with the next appointment', async () => {
  expect(await page()).toContain('Une journée sans rendez-vous')
  expect(await page()).toContain('Rien n’est prévu')
  const patientId = await insertPatient(world.alice, 'Suivante')
  await insertAppointment(world.alice, [patientId], { startsAt: '2026-11-24T13:30:00Z' })
  expect(await page()).toContain('Le prochain : mardi 24 novembre à 14\u00a0h\u00a030, Camille Suivante.')
  expect(await page()).toContain('Rien ne vous attend')
  expect(await page()).toContain('Tout est réglé')
})

describe('who comes', () => {
  test('is the civil day of the practice, in order, cancelled ones left out', async () => {
    const patientId = await insertPatient(world.alice, "O'Neil <b>")
    // Paris is an hour ahead: 23:30 UTC of the 21st is this day already, 23:30 of the 22nd is no more.
    const at = (startsAt: string, status: 'confirmed' | 'cancelled' = 'confirmed') =>
      insertAppointment(world.alice, [patientId], { startsAt, status })
    const late = await at('2026-11-22T22:00:00Z')
    const early = await at('2026-11-21T23:30:00Z')
    await at('2026-11-22T23:30:00Z')
    await at('2026-11-22T15:00:00Z', 'cancelled')
    const { appointments, date } = await today()
    expect(date).toBe('2026-11-22')
    expect(appointments.map((appointment) => appointment.id)).toEqual([early, late])
    const shown = await read()
    expect(shown.text()).toContain("O'Neil <b>")
    expect(shown.links(`/patients/${patientId}`)).not.toEqual([])
    expect(shown.links(`/patients/${patientId}/seances`)).not.toEqual([])
  })

  test('each button is one press, brings back the day, and can be taken back', async () => {
    const patientId = await insertPatient(world.alice, 'Presse')
    const id = await insertAppointment(world.alice, [patientId], {
      startsAt: '2026-11-22T09:00:00Z',
      status: 'requested',
    })
    const status = async () =>
      (await today()).appointments.find((appointment) => appointment.id === id)?.status
    const press = async (noun: string) => {
      const form = (await read()).form(`/aujourdhui/${id}/${noun}`)
      const answer = await world.alice.post(`/aujourdhui/${id}/${noun}`, form.values())
      expect(answer.status).toBe(303)
      return answer
    }
    await press('confirmation')
    expect(await status()).toBe('confirmed')
    await press('arrivee')
    expect(await status()).toBe('arrived')
    await press('lapin')
    expect(await status()).toBe('noShow')
    await press('retablissement')
    expect(await status()).toBe('arrived')
    const held = await press('seance')
    expect(await status()).toBe('held')
    const following = await read(held.headers.get('location') ?? '')
    const sessionId = (await today()).appointments.find((appointment) => appointment.id === id)?.session?.id
    expect(following.text()).toContain('Séance tenue : Camille Presse')
    expect(following.links(`/seances/${sessionId}`)).not.toEqual([])
    expect(following.forms(`/seances/${sessionId}/facture`)).not.toEqual([])
  })

  test('a couple is called by its own name and opens its own file', async () => {
    const [one, couple] = [
      await insertPatient(world.alice, 'Un'),
      await insertPatient(world.alice, 'Couple', 'couple'),
    ]
    await insertAppointment(world.alice, [one, couple], { startsAt: '2026-11-22T10:00:00Z' })
    expect((await read()).links(`/patients/${couple}`)).not.toEqual([])
  })
})

describe('what is to do', () => {
  test('sessions without note or invoice, drafts, requests; each leaves the list once done', async () => {
    const patientId = await insertPatient(world.alice, 'Suite')
    const before = await today()
    const sessionId = await insertSession(world.alice, patientId, { startsAt: '2026-11-21T09:00:00Z' })
    const has = (list: { items: { id: string }[] }): boolean =>
      list.items.some((item) => item.id === sessionId)
    let now = await today()
    expect([has(now.toNote), has(now.toInvoice)]).toEqual([true, true])
    expect(now.toNote.count).toBe(before.toNote.count + 1)

    const form = { editorId: newId(), version: '0', text: 'Commencé…' }
    await world.alice.postJson(`/seances/${sessionId}/brouillon`, form)
    now = await today()
    expect([has(now.toNote), has(now.unsaved)]).toEqual([false, true])
    await world.alice.work((work) => saveNote(work, sessionId, 'Note.'))
    await world.alice.post(`/seances/${sessionId}/notes`, { ...form, version: '1', text: 'Note finie.' })
    now = await today()
    expect([has(now.toNote), has(now.unsaved)]).toEqual([false, false])

    const draftId = await insertInvoice(patientId, { status: 'draft', sessionId })
    now = await today()
    expect([has(now.toInvoice), now.invoiceDrafts.items.map((draft) => draft.id)]).toEqual([false, [draftId]])

    const requestId = await insertAppointment(world.alice, [patientId], {
      startsAt: '2026-12-01T09:00:00Z',
      status: 'requested',
    })
    expect((await today()).requested.map((request) => request.id)).toEqual([requestId])
    expect((await read()).forms(`/aujourdhui/${requestId}/confirmation`)).not.toEqual([])
  })

  test('a session that costs nothing needs no invoice; one undone asks for nothing', async () => {
    const patientId = await insertPatient(world.alice, 'Gratuit')
    const free = await insertSession(world.alice, patientId, {
      startsAt: '2026-11-20T09:00:00Z',
      priceCents: 0,
    })
    const undone = await insertSession(world.alice, patientId, { startsAt: '2026-11-20T11:00:00Z' })
    await world.alice.work(({ tx, now }) =>
      tx.updateTable('session').set({ undoneAt: now }).where('id', '=', undone).execute(),
    )
    const { toInvoice, toNote } = await today()
    const ids = (list: { items: { id: string }[] }) => list.items.map((item) => item.id)
    expect(ids(toInvoice)).not.toContain(free)
    expect(ids(toNote)).toContain(free)
    expect([...ids(toInvoice), ...ids(toNote)]).not.toContain(undone)
  })
})

test('what is to do is six lines long at most, and says how many things are left out', async () => {
  const { toNote, toInvoice, unsaved, invoiceDrafts, requested } = await today()
  const waiting = toNote.count + toInvoice.count + unsaved.count + invoiceDrafts.count + requested.length
  const patientId = await insertPatient(world.alice, 'Beaucoup')
  for (let hour = 8; hour < 15; hour++)
    await insertSession(world.alice, patientId, {
      startsAt: Temporal.Instant.from('2026-11-12T00:00:00Z').add({ hours: hour }).toString(),
    })
  const linesOf = (html: string) =>
    html.slice(html.indexOf('id="a-faire"'), html.indexOf('id="a-encaisser"')).split('class="list-item"')
      .length - 1
  const short = await page()
  expect(linesOf(short)).toBe(6)
  // Each of the seven asks for a note and an invoice.
  expect(short).toContain(`Tout voir (${waiting + 14 - countAsks(short)} de plus)`)
  const whole = await page('/aujourdhui?tout=1')
  expect(linesOf(whole)).toBeGreaterThan(6)
  expect(whole).not.toContain('Tout voir')
})

function countAsks(html: string): number {
  const list = html.slice(html.indexOf('id="a-faire"'), html.indexOf('id="a-encaisser"'))
  return (list.match(/note à écrire|à facturer|Demande à confirmer|brouillon de note|à émettre/g) ?? [])
    .length
}

test('what is unpaid comes longest due first, with its total, one press from its payment', async () => {
  const patientId = await insertPatient(world.alice, 'Doit')
  const later = await insertInvoice(patientId, { status: 'issued', dueOn: '2026-12-20', dueCents: 2050 })
  const overdue = await insertInvoice(patientId, { status: 'issued', dueOn: '2026-11-01' })
  await insertInvoice(patientId, { status: 'issued', dueOn: '2026-11-01', dueCents: 0 })
  const { unpaid } = await today()
  expect(unpaid.items.map((invoice) => invoice.id)).toEqual([overdue, later])
  expect(unpaid).toMatchObject({ count: 2, totalCents: 8050 })
  const html = await page()
  expect(html).toContain(`/reglements/nouveau?invoiceId=${overdue}`)
  expect(html).toContain('en retard de 21 jours')
})

test('costs five statements, whatever the day holds', async () => {
  world.takeStatements()
  await page()
  const statements = world.takeStatements()
  // Entering, the login session, and the commit are not the page's own.
  expect(statements.length - 3).toBe(5)
})

test('answers at once on thousands of rows that PostgreSQL knows nothing about yet', async () => {
  const patientId = await insertPatient(world.alice, 'Importée')
  const template = await insertSession(world.alice, patientId, { startsAt: '2026-11-19T09:00:00Z' })
  // Two thousand sessions of the last quarter, each on an invoice's draft.
  await world.alice.work(({ tx }) =>
    sql`
      with n as (select n, gen_random_uuid() as session_id, gen_random_uuid() as appointment_id,
          gen_random_uuid() as invoice_id, timestamptz '2026-11-20T00:00:00Z' - n * interval '1 hour' as at
        from generate_series(1, 2000) n),
      appointments as (
        insert into appointment (id, practitioner_id, type_id, starts_at, ends_at, date, wall_time, zone, status,
          price_cents, created_at, updated_at)
        select n.appointment_id, a.practitioner_id, a.type_id, n.at, n.at + interval '45 minutes', a.date, a.wall_time,
          a.zone, 'held', 6000, n.at, n.at
        from n, appointment a where a.id = (select appointment_id from session where id = ${template})),
      sessions as (
        insert into session (id, appointment_id, patient_id, date, starts_at, duration_minutes, price_cents, created_at,
          note_version)
        select session_id, appointment_id, ${patientId}::uuid, at::date, at, 45, 6000, at, 1 from n),
      lines as (
        insert into invoice_line (id, invoice_id, position, label, quantity, unit_price_cents, vat_mode, session_id)
        select gen_random_uuid(), invoice_id, 0, 'Suivi', 1, 6000, 'EXEMPT_CARE', session_id from n)
      insert into invoice (id, kind, status, patient_id, total_cents, due_cents,
        created_at, updated_at)
      select invoice_id, 'invoice', 'draft', ${patientId}::uuid, 6000, 6000, at, at from n
    `.execute(tx),
  )
  const started = performance.now()
  const { toInvoice } = await today()
  expect(performance.now() - started).toBeLessThan(1_500)
  expect(toInvoice.items[0]?.id).toBe(template)
})

test('another practice sees nothing of it, and cannot press its buttons', async () => {
  const patientId = await insertPatient(world.alice, 'Isolée')
  const id = await insertAppointment(world.alice, [patientId], { startsAt: '2026-11-22T11:00:00Z' })
  expect(await today('bob')).toMatchObject({
    appointments: [],
    requested: [],
    unpaid: { count: 0 },
    toNote: { count: 0 },
  })
  for (const noun of ['seance', 'arrivee', 'lapin', 'confirmation', 'retablissement']) {
    expect((await world.bob.post(`/aujourdhui/${id}/${noun}`, {})).status).toBe(404)
    expect((await world.alice.post(`/aujourdhui/not-an-id/${noun}`, {})).status).toBe(404)
  }
})
