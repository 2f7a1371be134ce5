import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
let noe: string
let angela: string
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  noe = await createPatient('Noé', 'Garnier')
  angela = await createPatient('Ângela-Zoë', "O'Neil")
})
afterAll(() => world.close())

async function createPatient(firstName: string, lastName: string): Promise<string> {
  const { body } = await world.alice.postJson('/patients', { firstName, lastName })
  return (body as { id: string }).id
}
async function patientsOf(answer: Response): Promise<string[]> {
  expect(answer.status, await answer.clone().text()).toBe(303)
  const { body } = await world.alice.json(answer.headers.get('location') ?? '')
  return (body as { patientIds: string[] }).patientIds
}
const typed = (more: Record<string, string | string[]> = {}) => ({
  patientId: ground.patientId,
  typeId: ground.typeId,
  date: '2027-02-03',
  time: '10:00',
  ...more,
})

describe('several people in one appointment', () => {
  test('are added one at a time, with nothing saved and nothing typed lost, with or without scripts', async () => {
    const first = await world.alice.post(
      '/rendez-vous',
      typed({ otherPatientIdText: 'garnier', addPatient: '1', note: 'Tous' }),
    )
    const page = await first.text()
    expect(first.status).toBe(409)
    expect(page).toMatch(new RegExp(`name="patientIds"[^>]*value="${noe}" checked`))
    expect(page).toContain('Tous</textarea>')
    const second = await world.alice.post(
      '/rendez-vous',
      typed({ patientIds: noe, otherPatientId: angela, addPatient: '1' }),
    )
    expect(await second.text()).toContain('Ângela-Zoë O&#39;Neil')
    const saved = await world.alice.post('/rendez-vous', typed({ patientIds: [noe, angela] }))
    expect(await patientsOf(saved)).toEqual([ground.patientId, noe, angela])
  })

  test('the last one typed counts without being added; who is unticked does not come', async () => {
    const form = typed({ date: '2027-02-04', otherPatientIdText: 'garnier' })
    const saved = await world.alice.post('/rendez-vous', form)
    expect(await patientsOf(saved)).toEqual([ground.patientId, noe])
    const id = (saved.headers.get('location') ?? '').split('/').at(-1) ?? ''
    const page = await (await world.alice.get(`/rendez-vous/${id}/modification`)).text()
    expect(page).toContain('Noé Garnier')
    const edited = await world.alice.post(`/rendez-vous/${id}`, {
      ...form,
      version: '1',
      otherPatientIdText: '',
      durationMinutes: '45',
    })
    expect(await patientsOf(edited)).toEqual([ground.patientId])
  })

  test('a name that fits nobody, or several, is said at its own field', async () => {
    const nobody = await world.alice.post(
      '/rendez-vous',
      typed({ date: '2027-02-05', otherPatientIdText: 'Personne' }),
    )
    const page = await nobody.text()
    expect(nobody.status).toBe(422)
    expect(page).toContain('id="field-otherPatientId-error"')
    await createPatient('Nora', 'Garnier')
    const several = await world.alice.post(
      '/rendez-vous',
      typed({ date: '2027-02-05', otherPatientIdText: 'garnier' }),
    )
    expect(await several.text()).toContain(`<option value="${noe}"`)
  })

  test('come to every date of a series', async () => {
    const { status, body } = await world.alice.postJson('/rendez-vous', {
      patientIds: [angela, noe],
      typeId: ground.typeId,
      startsAt: '2027-02-08T10:00',
      rule: 'FREQ=WEEKLY;COUNT=3',
    })
    expect(status).toBe(201)
    const { items } = body as { items: { patientIds: string[] }[] }
    expect(items.map((item) => item.patientIds)).toEqual(Array.from({ length: 3 }, () => [angela, noe]))
  })
})

test('an appointment entered as a request is confirmed by one press', async () => {
  const saved = await world.alice.post('/rendez-vous', typed({ date: '2027-02-10', status: 'requested' }))
  const address = saved.headers.get('location') ?? ''
  expect((await world.alice.json(address)).body).toMatchObject({ status: 'requested' })
  const page = await (await world.alice.get(address)).text()
  expect(page).toContain(`action="${address}/confirmation"`)
  const { body }: { body: Answer } = await world.alice.postJson(`${address}/confirmation`, {})
  expect(body.status).toBe('confirmed')
})
