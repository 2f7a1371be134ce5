import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
let id: string
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  const booked = await world.alice.postJson('/rendez-vous', ground.booking('2026-11-24T10:00'))
  id = (booked.body as { id: string }).id
})
afterAll(() => world.close())

const movePage = async (): Promise<string> => (await world.alice.get(`/rendez-vous/${id}/deplacement`)).text()

describe('the free times offered to move to', () => {
  test('need no reason while the day has room', async () => {
    const page = await movePage()
    expect(page).toContain('Créneaux libres les plus proches')
    expect(page).not.toContain('n’a plus de place')
    expect(page).not.toContain('est passé')
  })

  test('say that the day is over once it is', async () => {
    const past = await world.alice.postJson('/rendez-vous', ground.booking('2026-11-20T10:00'))
    const page = await world.alice.get(`/rendez-vous/${(past.body as { id: string }).id}/deplacement`)
    expect(await page.text()).toContain('Le vendredi 20 novembre est passé : voici les prochaines places.')
  })

  test('say that the day has no room when time off takes the rest of it', async () => {
    await world.alice.postJson('/absences', {
      kind: 'training',
      label: 'Colloque',
      startDate: '2026-11-24',
      endDate: '2026-11-24',
      allDay: true,
    })
    expect(await movePage()).toContain('Le mardi 24 novembre n’a plus de place aux heures d’ouverture')
  })
})
