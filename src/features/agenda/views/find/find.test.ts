import { afterAll, beforeAll, expect, test } from 'vitest'
import { screenshotPages } from '#test/screenshot.ts'
import { type World, createWorld } from '#test/world.ts'
import { showByNodeIcal } from '#test/worlds/calendar-programs.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
let videoType: string
const ids: Record<string, string> = {}
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  const { alice } = world
  const made = await alice.postJson('/patients', { firstName: 'Chloé', lastName: 'O’Neil' })
  const chloe = (made.body as { id: string }).id
  const type = await alice.postJson('/types-de-rendez-vous', {
    name: 'Téléconsultation du soir',
    durationMinutes: 30,
    priceCents: 5000,
  })
  videoType = (type.body as { id: string }).id
  const book = async (name: string, startsAt: string, more: Record<string, unknown> = {}): Promise<void> => {
    const booked = await alice.postJson('/rendez-vous', ground.booking(startsAt, more))
    expect(booked.status).toBe(201)
    ids[name] = (booked.body as { id: string }).id
  }
  await book('old', '2018-03-05T09:00', { patientId: chloe })
  await book('paid', '2026-11-16T09:00')
  await book('unpaid', '2026-11-17T09:00')
  await book('missed', '2026-11-18T09:00', { patientId: chloe })
  await book('coming', '2026-11-24T09:00', { patientId: chloe })
  await book('video', '2026-11-25T09:00', { typeId: videoType, placeId: ground.placeId })
  await book('far', '2030-01-07T09:00', { patientId: chloe })
  for (const name of ['paid', 'unpaid']) await alice.postJson(`/rendez-vous/${ids[name]}/seance`, {})
  await alice.postJson(`/rendez-vous/${ids['missed']}/lapin`, {})
  const held = (await alice.json(`/rendez-vous/${ids['paid']}`)).body as { sessionId: string }
  await alice.postJson(`/seances/${held.sessionId}/notes`, { text: 'Va mieux.', version: 0 })
  const invoice = await alice.postJson(`/seances/${held.sessionId}/facture`, { issue: true })
  const { id, totalCents } = invoice.body as { id: string; totalCents: number }
  const payment = {
    patientId: ground.patientId,
    method: 'cash',
    amountCents: totalCents,
    receivedOn: '2026-11-16',
  }
  await alice.postJson('/reglements', {
    ...payment,
    allocations: [{ invoiceId: id, amountCents: totalCents }],
  })
})
afterAll(() => world.close())

async function found(query: string): Promise<string[]> {
  const { status, body } = await world.alice.json(`/rendez-vous?${query}`)
  expect(status).toBe(200)
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  return (body as { items: Answer[] }).items.map((item) => names.get(item.id) ?? item.id)
}

test.each([
  ['', ['coming', 'video']],
  ['du=2026-11-17&au=2026-11-18', ['unpaid', 'missed']],
  ['du=2026-11-24', ['coming', 'video', 'far']],
  ['q=chloe', ['far', 'coming', 'missed', 'old']],
  ['q=o%27neil+CHLO%C3%89', ['far', 'coming', 'missed', 'old']],
  ['q=chloe&au=2020-01-01', ['old']],
  ['q=teleconsult', ['video']],
  ['q=%2C%2C%2C', []],
  ['statut=noShow', ['missed']],
  ['statut=nonsense', ['coming', 'video']],
  ['reglement=du', ['unpaid']],
  ['notes=avec', ['paid']],
  ['notes=sans&statut=held', ['unpaid']],
  ['q=personne', []],
])('%s finds %j', async (query, names) => {
  expect(await found(query)).toEqual(names)
})

test('types, places and patients filter by their ids', async () => {
  expect(await found(`type=${videoType}`)).toEqual(['video'])
  expect(await found(`lieu=${ground.placeId}&au=2026-11-17&du=2026-11-17`)).toEqual(['unpaid'])
  expect(await found(`patient=${ground.patientId}`)).toEqual(['video', 'unpaid', 'paid'])
})

test('a patient’s filter finds what was booked for a file that was merged since, under either id', async () => {
  const twin = await world.alice.postJson('/patients', { firstName: 'Chloe', lastName: 'O Neil' })
  const other = await world.alice.postJson('/patients', { firstName: 'Chloé', lastName: 'ONeil' })
  const [kept, merged] = [(twin.body as Answer).id, (other.body as Answer).id]
  const booked = await world.alice.postJson(
    '/rendez-vous',
    ground.booking('2031-03-04T09:00', { patientId: merged }),
  )
  const { id } = booked.body as Answer
  const done = await world.alice.postJson(`/patients/${merged}/fusion`, { mergedIntoId: kept })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  expect([await found(`patient=${kept}`), await found(`patient=${merged}`)]).toEqual([[id], [id]])
  const csv = await (await world.alice.get(`/rendez-vous/export.csv?patient=${merged}`)).text()
  expect(csv).toContain('2031')
})

test('pages follow one another in both directions', async () => {
  for (const query of ['q=chloe', 'du=2018-01-01']) {
    const { body } = await world.alice.json(`/rendez-vous?${query}`)
    expect((body as { next: string | null }).next).toBeNull()
  }
})

test('the page keeps what was asked, offers more, and says when nothing is found', async () => {
  const page = await (await world.alice.get('/rendez-vous?q=chloe&statut=confirmed')).text()
  expect(page).toContain('value="chloe"')
  expect(page).toContain('Sur toutes les années')
  expect(page).toMatch(/<option value="confirmed" selected/)
  const nothing = await (await world.alice.get('/rendez-vous?q=personne')).text()
  expect(nothing).toContain('Aucun rendez-vous ne correspond')
  await screenshotPages(world, [
    { path: '/rendez-vous?q=chloe', name: 'find', as: 'alice' },
    { path: '/rendez-vous?q=personne&reglement=du', name: 'find-none', as: 'alice' },
  ])
})

test('what is found is exported, as a table and as a calendar that another program reads', async () => {
  const csv = await (await world.alice.get('/rendez-vous/export.csv?q=chloe&au=2020-01-01')).text()
  expect(csv).toBe(
    'Date;Début;Fin;Patients;Type;Lieu;État;Tarif\r\n2018-03-05;09:00;09:45;Chloé O’Neil;Suivi;Cabinet;Confirmé;60,00\r\n',
  )
  const answer = await world.alice.get('/rendez-vous/export.ics?q=chloe')
  expect(answer.headers.get('content-type')).toContain('text/calendar')
  const shown = showByNodeIcal(await answer.text(), '2018-01-01T00:00:00Z', '2031-01-01T00:00:00Z')
  expect(shown.map(({ startsAt, summary }) => [startsAt, summary])).toEqual([
    ['2018-03-05T08:00:00.000Z', 'Chloé O’Neil'],
    ['2026-11-18T08:00:00.000Z', 'Chloé O’Neil'],
    ['2026-11-24T08:00:00.000Z', 'Chloé O’Neil'],
    ['2030-01-07T08:00:00.000Z', 'Chloé O’Neil'],
  ])
  const bobs = await (await world.bob.get('/rendez-vous/export.csv?q=chloe')).text()
  expect(bobs.trim().split('\r\n')).toHaveLength(1)
})

test('another practice finds nothing of it', async () => {
  const { body } = await world.bob.json(`/rendez-vous?patient=${ground.patientId}`)
  expect(body).toMatchObject({ items: [] })
})
