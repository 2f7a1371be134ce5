import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'

type DropAnswer = Answer & { message: string; undoAction: string; columns: Record<string, string> }

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

/** The grid of a week that holds nothing outside its opening hours. */
const shown = { startHour: 9, endHour: 19, selected: '2026-11-24' }

async function book(startsAt: string): Promise<Answer> {
  const { status, body } = await world.alice.postJson('/rendez-vous', ground.booking(startsAt))
  expect(status).toBe(201)
  return body as Answer
}

async function drop(
  id: string,
  fields: Record<string, unknown>,
): Promise<{ status: number; body: DropAnswer }> {
  const { status, body } = await world.alice.postJson(`/rendez-vous/${id}/depot`, { ...shown, ...fields })
  return { status, body: body as DropAnswer }
}

test('a drop answers both days as the page draws them', async () => {
  const { id, version } = await book('2026-11-24T10:00')
  const dropped = await drop(id, {
    version,
    startsAt: '2026-11-25T14:30',
    durationMinutes: 60,
    dates: '2026-11-24,2026-11-25',
  })
  expect(dropped.status).toBe(200)
  expect(dropped.body).toMatchObject({ startsAt: '2026-11-25T14:30:00+01:00', durationMinutes: 60 })
  expect(dropped.body.message).toMatch(/mercredi 25 novembre, 14\u00a0h\u00a030 – 15\u00a0h\u00a030$/)
  const page = await (await world.alice.get('/agenda?vue=semaine&date=2026-11-24')).text()
  expect(Object.keys(dropped.body.columns)).toEqual(['2026-11-24', '2026-11-25'])
  for (const column of Object.values(dropped.body.columns)) expect(page.includes(column)).toBe(true)
  expect(dropped.body.columns['2026-11-25']).toContain(
    `href="/rendez-vous/${id}" data-move="${dropped.body.version} 870 60"`,
  )

  const undone = await world.alice.postJson(dropped.body.undoAction, {})
  expect(undone.body).toMatchObject({ startsAt: '2026-11-24T10:00:00+01:00', durationMinutes: 45 })
})

test('it costs few statements', async () => {
  const { id, version } = await book('2026-12-01T10:00')
  world.takeStatements()
  await drop(id, {
    version,
    startsAt: '2026-12-02T10:00',
    durationMinutes: 45,
    dates: '2026-12-01,2026-12-02',
  })
  const sent = world
    .takeStatements()
    .filter((sql) => !/^(begin|commit|rollback|set|select set_config)/i.test(sql))
  expect(sent.length).toBeLessThanOrEqual(12)
})

test('outside opening hours it is moved and told', async () => {
  const { id, version } = await book('2026-12-03T10:00')
  const hours = [{ weekday: 4, from: '09:00', to: '18:00' }]
  expect((await world.alice.postJson('/horaires', { hours })).status).toBe(200)
  const dropped = await drop(id, {
    version,
    startsAt: '2026-12-03T19:00',
    durationMinutes: 45,
    dates: '2026-12-03',
  })
  expect(dropped.status).toBe(200)
  expect(dropped.body.message).toContain('en dehors des horaires')
})

test('what cannot be is refused in a sentence, and nothing is written', async () => {
  const { id, version } = await book('2027-03-25T10:00')
  await book('2027-03-26T10:00')
  const refusals: [Record<string, unknown>, number, RegExp][] = [
    [{ startsAt: '2027-03-26T10:30', durationMinutes: 45 }, 409, /déjà pris/],
    [{ startsAt: '2027-03-28T02:30', durationMinutes: 45 }, 422, /n’existe pas/],
    [{ startsAt: '2027-03-25T23:30', durationMinutes: 45 }, 422, /se termine le jour/],
    [{ startsAt: '2027-03-25T11:00', durationMinutes: 0 }, 422, /au moins 5 minutes/],
    [{ startsAt: '2027-03-25T11:00', durationMinutes: -45 }, 422, /fin est avant/],
    [{ startsAt: 'nonsense', durationMinutes: 45 }, 422, /date/i],
    [
      { startsAt: '2027-03-25T11:00', durationMinutes: 45, version: version + 5 },
      409,
      /a changé entre-temps/,
    ],
    [{ startsAt: '2027-03-25T11:00', dates: '2027-03-25,2027-03-26,2027-03-27' }, 422, /./],
  ]
  for (const [fields, status, sentence] of refusals) {
    const refused = await drop(id, { version, dates: '2027-03-25', ...fields })
    expect([refused.status, fields]).toEqual([status, fields])
    expect(refused.body.errors[0]?.message).toMatch(sentence)
  }
  const { body } = await world.alice.json(`/rendez-vous/${id}`)
  expect(body).toMatchObject({ startsAt: '2027-03-25T10:00:00+01:00', version })
})

test('another practice’s appointment is not found', async () => {
  const { id, version } = await book('2026-12-07T10:00')
  const fields = { ...shown, version, startsAt: '2026-12-07T11:00', durationMinutes: 45, dates: '2026-12-07' }
  expect((await world.bob.postJson(`/rendez-vous/${id}/depot`, fields)).status).toBe(404)
})
