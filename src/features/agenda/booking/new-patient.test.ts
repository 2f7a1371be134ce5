import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

async function send(fields: Record<string, string | string[]>): Promise<{ status: number; page: string }> {
  const typed = { typeId: ground.typeId, date: '24/11/2026', time: '10h', durationMinutes: '', note: 'au 2e' }
  const answer = await world.alice.post('/rendez-vous', { ...typed, patientId: '', ...fields })
  return { status: answer.status, page: await answer.text() }
}

async function filesOf(name: string): Promise<string[]> {
  const { body } = await world.alice.json(`/patients?q=${encodeURIComponent(name)}`)
  return (body as { items: { firstName: string; lastName: string }[] }).items.map(
    ({ firstName, lastName }) => `${firstName} / ${lastName}`,
  )
}

test('a name nobody bears is offered as somebody new; one press makes the file and the appointment', async () => {
  const asked = await send({ patientIdText: 'Jeanne Roux' })
  expect([asked.status, await filesOf('Roux')]).toEqual([422, []])
  expect(asked.page).toContain('Est-ce quelqu’un de nouveau')
  expect(asked.page).toContain('value="likely:Jeanne Roux"')
  expect(asked.page).toContain('Créer : prénom Roux, nom Jeanne')
  expect(asked.page).toContain('au 2e')
  const saved = await send({ patientIdText: 'Jeanne Roux', newPatients: 'likely:Jeanne Roux' })
  expect(saved.status).toBe(303)
  expect(await filesOf('Roux')).toEqual(['Jeanne / Roux'])
  const { body } = await world.alice.json('/rendez-vous?q=roux')
  expect(body).toMatchObject({
    items: [{ startsAt: '2026-11-24T10:00:00+01:00', patients: [{ lastName: 'Roux' }] }],
  })
})

test('where the time is taken no file is made, and the choice is kept', async () => {
  const refused = await send({ patientIdText: 'Paul Neuf', newPatients: 'swapped:Paul Neuf' })
  expect([refused.status, await filesOf('Neuf')]).toEqual([409, []])
  expect(refused.page).toContain('name="newPatients" value="swapped:Paul Neuf"')
  const choice = ['swapped:Paul Neuf', 'likely:Ada Deux']
  const both = {
    patientIdText: 'Paul Neuf',
    otherPatientIdText: 'Ada Deux',
    time: '14h',
    newPatients: choice,
  }
  expect((await send(both)).status).toBe(303)
  expect([await filesOf('Neuf'), await filesOf('Deux')]).toEqual([['Neuf / Paul'], ['Ada / Deux']])
})

test('another text than the one that was confirmed makes nobody', async () => {
  const other = await send({
    patientIdText: 'Zoé Inconnue',
    newPatients: 'likely:Zoé Connue',
    time: '16h',
  })
  expect([other.status, await filesOf('Zoé')]).toEqual([422, []])
  const more = await send({
    patientIdText: 'Zoé Inconnue',
    newPatients: 'likely:Zoé Inconnue',
    time: '16h',
    addPatient: '1',
  })
  expect([more.status, await filesOf('Zoé')]).toEqual([422, []])
})

test('a practice without any patient is told the way, and books its first one', async () => {
  const types = (await world.bob.json('/types-de-rendez-vous')).body as { items: { id: string }[] }
  const form = await (await world.bob.get('/rendez-vous/nouveau')).text()
  expect(form).toContain('data-none="Aucun patient trouvé. Tapez prénom et nom')
  const typed = {
    typeId: types.items[0]?.id ?? '',
    date: '24/11/2026',
    time: '10h',
    durationMinutes: '',
    patientId: '',
    patientIdText: 'Ada Première',
    note: 'interphone',
  }
  const asked = await world.bob.post('/rendez-vous', typed)
  const page = await asked.text()
  expect(asked.status).toBe(422)
  expect(page).toContain('value="likely:Ada Première"')
  expect(page).toContain('interphone')
  const saved = await world.bob.post('/rendez-vous', { ...typed, newPatients: 'likely:Ada Première' })
  expect(saved.status).toBe(303)
  const { body } = await world.bob.json('/patients')
  expect(body).toMatchObject({ items: [{ firstName: 'Ada', lastName: 'Première' }] })
})
