import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda, toastOf } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  await prepareAgenda(world.bob)
})
afterAll(() => world.close())

type Reply = {
  status: number
  body: Answer & { items: Answer[]; hours: Answer[]; name: string }
  headers: Headers
}
const send = (path: string, body: Record<string, unknown> = {}): Promise<Reply> =>
  world.alice.postJson(path, body)
const read = (path: string): Promise<Reply> => world.alice.json(path) as Promise<Reply>
const undoOf = (answer: Response): string => toastOf(answer).undo.action

describe('what a new practice starts with', () => {
  test('two places, eight types and office hours', async () => {
    expect((await read('/lieux')).body.items.map((one) => (one as unknown as { name: string }).name)).toEqual(
      ['Cabinet', 'Téléconsultation'],
    )
    const types = (await read('/types-de-rendez-vous')).body.items as unknown as {
      name: string
      priceCents: number
      durationMinutes: number
    }[]
    expect(types).toHaveLength(8)
    expect(types.find((type) => type.name === 'Suivi')).toMatchObject({
      durationMinutes: 45,
      priceCents: 6000,
    })
    expect((await read('/horaires')).body.items).toHaveLength(10)
  })
})

describe('appointment types', () => {
  test('are made from a form as typed or from JSON, changed, undone, archived', async () => {
    const made = await world.alice.post('/types-de-rendez-vous', {
      name: ' <b>O’Neil</b> 李 ',
      durationMinutes: '50',
      price: '1 062,50 €',
      colour: 'plum',
      placeId: 'none',
    })
    expect(made.status).toBe(303)
    const href = made.headers.get('location') ?? ''
    expect((await read(href)).body).toMatchObject({
      name: '<b>O’Neil</b> 李',
      priceCents: 106250,
      colour: 'plum',
      bookableBy: 'nobody',
    })
    const edit = (name: string, version: string): Promise<Response> =>
      world.alice.post(href, { name, version, durationMinutes: '30', price: '10', colour: 'rose' })
    const edited = await edit('Court', '1')
    expect(edited.status).toBe(303)
    const stale = await edit('Autre', '1')
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('Actuellement : Court')
    expect((await world.alice.post(undoOf(edited), {})).status).toBe(303)
    expect((await read(href)).body).toMatchObject({ name: '<b>O’Neil</b> 李', durationMinutes: 50 })
    expect((await send(`${href}/modifications/2/annulation`)).status).toBe(409)
    const id = href.split('/').at(-1) ?? ''
    await send(`${href}/archivage`)
    expect(
      (await send('/rendez-vous', ground.booking('2027-03-01T09:00', { typeId: id }))).body.errors[0]?.field,
    ).toBe('typeId')
    await send(`${href}/retablissement`)
    expect((await send('/rendez-vous', ground.booking('2027-03-01T09:00', { typeId: id }))).status).toBe(201)
  })

  test.each([
    ['a name', { name: '' }, 'name'],
    ['a name of 301 characters', { name: 'x'.repeat(301) }, 'name'],
    ['a duration', { durationMinutes: 4 }, 'durationMinutes'],
    ['a duration of more than twelve hours', { durationMinutes: 721 }, 'durationMinutes'],
    ['a price', { priceCents: undefined, price: '12,345' }, 'price'],
    ['no price', { priceCents: undefined }, 'price'],
    ['a negative price', { priceCents: -1 }, 'priceCents'],
    ['a colour', { colour: 'black' }, 'colour'],
  ])('refuse %s that cannot be', async (_, more, field) => {
    const { status, body } = await send('/types-de-rendez-vous', {
      name: 'X',
      durationMinutes: 45,
      priceCents: 100,
      ...more,
    })
    expect(status).toBe(422)
    expect(body.errors.map((error) => error.field)).toEqual([field])
  })
})

describe('opening hours', () => {
  test('one post replaces the week; the undo gives it back', async () => {
    const before = (await read('/horaires')).body.hours
    const hours = [
      { weekday: 2, from: '08:00', to: '12:00' },
      { weekday: 2, from: '12:00', to: '20:00', placeId: ground.placeId },
    ]
    expect(await send('/horaires', { hours })).toMatchObject({
      status: 200,
      body: {
        hours: [{ weekday: 2, from: '08:00', to: '12:00', placeId: null }, { placeId: ground.placeId }],
      },
    })
    expect((await read('/horaires')).body.items).toHaveLength(2)
    await send('/horaires/retablissement')
    expect((await read('/horaires')).body.hours).toEqual(before)
    await send('/horaires/retablissement')
    expect((await read('/horaires')).body.items).toHaveLength(2)
    await send('/horaires/retablissement')
  })

  test('the page sends back what it shows, with the rest of the week', async () => {
    const page = await (await world.alice.get('/horaires')).text()
    const fields = Object.fromEntries(
      [...page.matchAll(/<input[^>]*name="(day\d)"[^>]*>/g)].map(([input, name]) => [
        name,
        /value="([^"]*)"/.exec(input)?.[1] ?? '',
      ]),
    )
    const before = (await read('/horaires')).body.hours
    expect((await world.alice.post('/horaires', fields)).status).toBe(303)
    expect((await read('/horaires')).body.hours).toEqual(before)
    const refused = await world.alice.post('/horaires', {
      ...fields,
      day1: '18:00-9h',
    })
    expect(refused.status).toBe(422)
    const again = await refused.text()
    expect(again).toContain('La fin est avant le début')
    expect(again).toContain('value="18:00-9h"')
  })

  test.each([
    [
      'overlapping hours',
      [
        { weekday: 1, from: '09:00', to: '12:00' },
        { weekday: 1, from: '11:00', to: '13:00' },
      ],
      'hours.1.from',
    ],
    ['an end before the start', [{ weekday: 1, from: '12:00', to: '09:00' }], 'hours.0.to'],
    ['an eighth day', [{ weekday: 8, from: '12:00', to: '13:00' }], 'hours.0.weekday'],
    ['half a range', [{ weekday: 1, from: '12:00' }], 'hours.0.to'],
    ['an hour that is none', [{ weekday: 1, from: '25:00', to: '26:00' }], 'hours.0.from'],
  ])('refuse %s', async (_, hours, field) => {
    const { status, body } = await send('/horaires', { hours })
    expect(status).toBe(422)
    expect(body.errors[0]?.field).toBe(field)
  })
})

describe('time off', () => {
  test('whole days and parts of a day warn before an appointment is put there', async () => {
    const days = await send('/absences', { kind: 'holiday', startDate: '2027-04-05', endDate: '2027-04-09' })
    expect(days).toMatchObject({
      status: 201,
      body: { startsAt: '2027-04-05T00:00:00+02:00', endsAt: '2027-04-10T00:00:00+02:00' },
    })
    expect((await send('/rendez-vous', ground.booking('2027-04-07T09:00'))).body.warnings).toEqual([
      'time-off',
    ])
    expect(
      ((await read(`/absences/${days.body.id}`)).body as unknown as { appointmentIds: string[] })
        .appointmentIds,
    ).toHaveLength(1)
    const part = await world.alice.post('/absences', {
      kind: 'supervision',
      scope: 'part',
      startDate: '2027-01-01',
      date: '12/04/2027',
      from: '12h',
      to: '13h30',
      label: 'Déjeuner',
    })
    expect(part.status).toBe(303)
    const off = await read(part.headers.get('location') ?? '')
    expect(off.body).toMatchObject({
      startsAt: '2027-04-12T12:00:00+02:00',
      endsAt: '2027-04-12T13:30:00+02:00',
      startDate: null,
    })
    // Refused slots are not offered on time off.
    await send('/rendez-vous', ground.booking('2027-04-12T11:15'))
    const taken = await send('/rendez-vous', ground.booking('2027-04-12T11:30'))
    expect(taken.body.nearest.map((slot) => slot.startsAt.slice(0, 16))).not.toContain('2027-04-12T12:00')
  })

  test('is changed, undone, removed and given back', async () => {
    const { body } = await send('/absences', { kind: 'illness', startDate: '2027-06-01' })
    const href = `/absences/${body.id}`
    const edited = await world.alice.post(href, {
      version: '1',
      kind: 'training',
      scope: 'days',
      startDate: '2027-06-02',
      endDate: '2027-06-03',
    })
    expect(edited.status).toBe(303)
    expect(
      (
        await world.alice.post(href, {
          version: '1',
          kind: 'training',
          scope: 'days',
          startDate: '2027-06-02',
        })
      ).status,
    ).toBe(409)
    await world.alice.post(undoOf(edited), {})
    expect((await read(href)).body).toMatchObject({
      kind: 'illness',
      startDate: '2027-06-01',
      endDate: '2027-06-01',
    })
    const removed = await world.alice.post(`${href}/suppression`, {})
    expect((await read(href)).status).toBe(404)
    await world.alice.post(undoOf(removed), {})
    expect((await read(href)).status).toBe(200)
  })

  test.each([
    ['days in reverse', { startDate: '2027-06-03', endDate: '2027-06-01' }, 'endDate'],
    ['no day', {}, 'startDate'],
    ['a day that does not exist', { startDate: '31/04/2027' }, 'startDate'],
    ['a stretch in reverse', { startsAt: '2027-06-01T12:00', endsAt: '2027-06-01T12:00' }, 'endsAt'],
    ['two years', { startDate: '2027-06-01', endDate: '2029-06-01' }, 'endDate'],
    ['a kind that is none', { kind: 'nap', startDate: '2027-06-01' }, 'kind'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await send('/absences', body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0]?.field).toBe(field)
  })
})

describe('another practice', () => {
  test('finds none of it', async () => {
    const off = (await send('/absences', { startDate: '2027-07-01' })).body.id
    const paths = [`/types-de-rendez-vous/${ground.typeId}`, `/lieux/${ground.placeId}`, `/absences/${off}`]
    for (const path of paths) {
      expect((await world.bob.get(path)).status, path).toBe(404)
      const form = {
        version: 1,
        name: 'x',
        kind: path.startsWith('/lieux') ? 'cabinet' : 'holiday',
        durationMinutes: 5,
        priceCents: 1,
        startDate: '2027-01-01',
        vatMode: 'EXEMPT_CARE',
      }
      expect((await world.bob.postJson(path, form)).status, path).toBe(404)
      for (const noun of ['archivage', 'suppression', 'retablissement', 'modifications/1/annulation']) {
        expect((await world.bob.postJson(`${path}/${noun}`, {})).status, `${path}/${noun}`).toBe(404)
      }
    }
    expect(
      (
        await world.bob.postJson('/horaires', {
          hours: [{ weekday: 1, from: '09:00', to: '10:00', placeId: ground.placeId }],
        })
      ).status,
    ).toBe(404)
    expect(
      (
        await world.bob.postJson('/types-de-rendez-vous', {
          name: 'x',
          durationMinutes: 5,
          priceCents: 1,
          placeId: ground.placeId,
        })
      ).status,
    ).toBe(404)
  })

  test('every page answers', async () => {
    for (const path of [
      '/types-de-rendez-vous',
      '/types-de-rendez-vous/nouveau',
      `/types-de-rendez-vous/${ground.typeId}`,
      '/lieux',
      '/lieux/nouveau',
      `/lieux/${ground.placeId}`,
      '/horaires',
      `/horaires?lieu=${ground.placeId}`,
      '/absences',
      '/absences?passees=1',
      '/absences/nouvelle',
    ]) {
      expect((await world.alice.get(path)).status, path).toBe(200)
    }
  })
})
