import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import { seriesOf } from '#test/worlds/series.ts'

let world: World
let ground: AgendaGround
let hand: ReturnType<typeof seriesOf>
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  hand = seriesOf(world, ground)
})
afterAll(() => world.close())

describe('editing', () => {
  test('a price, a place, a note and who comes go to those meant; undone as they were, notes included', async () => {
    const series = await hand.newSeries({ note: 'Apporter le dessin' })
    const { body: other } = await world.alice.postJson('/patients', { firstName: 'Noé', lastName: 'Dupont' })
    await hand.send(`/rendez-vous/${hand.idAt(series, 6)}`, { version: 1, priceCents: 9_900 })
    const before = await hand.snapshot(series)
    const edited = await hand.send(`/rendez-vous/${hand.idAt(series, 4)}`, {
      version: 1,
      scope: 'following',
      priceCents: 4_200,
      placeId: 'none',
      note: 'Avec le père',
      patientIds: [(other as { id: string }).id, ground.patientId],
    })
    expect(edited.status, JSON.stringify(edited.body)).toBe(200)
    const prices = await Promise.all(
      series.items.map(async (item) => (await hand.stored(item.id)).priceCents),
    )
    const usual = prices[0] ?? 0
    expect(prices).toEqual([usual, usual, usual, usual, 4_200, 4_200, 9_900, 4_200])
    const last = await world.alice.json(`/rendez-vous/${hand.idAt(series, 7)}`)
    expect(last.body).toMatchObject({
      note: 'Avec le père',
      placeId: null,
      patientIds: [(other as { id: string }).id, ground.patientId],
    })
    expect((await world.alice.json(`/rendez-vous/${hand.idAt(series, 3)}`)).body).toMatchObject({
      note: 'Apporter le dessin',
      patientIds: [ground.patientId],
    })
    await hand.undo(edited.body.changeId)
    expect(await hand.snapshot(series)).toEqual(before)
    expect((await world.alice.json(`/rendez-vous/${hand.idAt(series, 7)}`)).body).toMatchObject({
      note: 'Apporter le dessin',
    })
  })

  test('of all, without another time, keeps one series; the page sends every field and changes only one', async () => {
    const series = await hand.newSeries({ note: 'Fixe' })
    await hand.send(`/rendez-vous/${hand.idAt(series, 2)}`, { version: 1, note: 'À elle' })
    const page = await world.alice.get(`/rendez-vous/${hand.idAt(series, 0)}/modification`)
    expect(await page.text()).toContain('Celui-ci et les suivants')
    const answer = await world.alice.post(`/rendez-vous/${hand.idAt(series, 0)}`, {
      version: '1',
      scope: 'all',
      patientId: ground.patientId,
      typeId: ground.typeId,
      date: series.day(0),
      time: '10:00',
      durationMinutes: '45',
      placeId: ground.placeId,
      price: '71,50',
      note: 'Fixe',
    })
    expect(answer.status).toBe(303)
    const rows = await Promise.all(series.items.map((item) => hand.stored(item.id)))
    expect(new Set(rows.map((row) => `${row.priceCents} ${row.seriesId}`))).toEqual(
      new Set([`7150 ${series.seriesId}`]),
    )
    expect((await world.alice.json(`/rendez-vous/${hand.idAt(series, 2)}`)).body).toMatchObject({
      note: 'À elle',
    })
    expect((await hand.rules()).get(series.seriesId)).toBe('FREQ=WEEKLY;BYDAY=TH;COUNT=8')
  })
})

describe('cancelling and restoring', () => {
  test('following frees the times and ends the series; each is late by its own start; one press brings all back', async () => {
    const series = await hand.newSeries()
    const before = await hand.snapshot(series)
    await hand.travel(`${series.day(2)}T00:00:00Z`)
    const cancelled = await hand.send(`/rendez-vous/${hand.idAt(series, 2)}/annulation`, {
      by: 'patient',
      reason: 'déménage',
      scope: 'following',
    })
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
    expect(cancelled.body.items).toHaveLength(6)
    const late = await Promise.all(series.items.map(async (item) => (await hand.stored(item.id)).late))
    expect(late).toEqual([false, false, true, false, false, false, false, false])
    expect((await hand.rules()).get(series.seriesId)).toContain(`UNTIL=${series.day(1).replaceAll('-', '')}`)
    expect((await world.alice.json(`/rendez-vous/${hand.idAt(series, 7)}`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'déménage',
    })
    const free = await hand.send('/rendez-vous', ground.booking(`${series.day(4)}T10:00`))
    expect(free.status).toBe(201)
    const refused = await hand.undo(cancelled.body.changeId)
    expect([refused.status, refused.body.code]).toEqual([409, 'time-taken'])
    expect((await hand.stored(hand.idAt(series, 7))).status).toBe('cancelled')
    await hand.send(`/rendez-vous/${free.body.id}/retrait`)
    expect((await hand.undo(cancelled.body.changeId)).status).toBe(200)
    await hand.travel(WORLD_NOW)
    expect(await hand.snapshot(series)).toEqual(before)
  })

  test('all leaves what is past; restored with the following, one whose time was taken is asked about', async () => {
    const series = await hand.newSeries()
    await hand.travel(`${series.day(1)}T12:00:00Z`)
    await hand.send(`/rendez-vous/${hand.idAt(series, 3)}/annulation`, { by: 'practitioner', scope: 'all' })
    expect((await hand.stored(hand.idAt(series, 1))).status).toBe('confirmed')
    await hand.send('/rendez-vous', ground.booking(`${series.day(5)}T10:15`))
    const asked = await hand.send(`/rendez-vous/${hand.idAt(series, 3)}/retablissement`, {
      scope: 'following',
    })
    expect([asked.status, asked.body.code]).toEqual([409, 'series-review'])
    const page = await world.alice.post(`/rendez-vous/${hand.idAt(series, 3)}/retablissement`, {
      scope: 'following',
    })
    expect(await page.text()).toContain('Laisser annulé')
    const restored = await hand.send(`/rendez-vous/${hand.idAt(series, 3)}/retablissement`, {
      scope: 'following',
      choices: { [hand.idAt(series, 5)]: 'skip' },
    })
    await hand.travel(WORLD_NOW)
    expect(restored.status, JSON.stringify(restored.body)).toBe(200)
    const statuses = await Promise.all(series.items.map(async (item) => (await hand.stored(item.id)).status))
    expect(statuses.map((status) => status.slice(0, 3)).join(' ')).toBe('con con can con con can con con')
    expect((await hand.rules()).get(series.seriesId)).toContain(`UNTIL=${series.day(7).replaceAll('-', '')}`)
    expect((await hand.undo(restored.body.changeId)).status).toBe(200)
    expect((await hand.stored(hand.idAt(series, 7))).status).toBe('cancelled')
  })

  test('an undo is refused once one of them changed, and nothing of it is half done', async () => {
    const series = await hand.newSeries()
    const moved = await hand.send(`/rendez-vous/${hand.idAt(series, 0)}/deplacement`, {
      startsAt: `${series.day(0)}T15:00`,
      scope: 'all',
    })
    await hand.send(`/rendez-vous/${hand.idAt(series, 6)}/annulation`, { by: 'patient' })
    const before = await hand.snapshot(series)
    const refused = await hand.undo(moved.body.changeId)
    expect([refused.status, refused.body.code]).toEqual([409, 'changed-since'])
    expect(await hand.snapshot(series)).toEqual(before)
    const single = await hand.send(`/rendez-vous/${hand.idAt(series, 1)}/modifications/2/annulation`)
    expect(single.body.code).toBe('nothing-to-undo')
  })

  test('undoing the entry of a series leaves nothing of it', async () => {
    const series = await hand.newSeries()
    expect((await hand.undo(series.changeId)).status).toBe(200)
    expect((await world.alice.json(`/rendez-vous/${hand.idAt(series, 0)}`)).status).toBe(404)
    expect((await hand.rules()).has(series.seriesId)).toBe(false)
  })
})

describe('repeating an appointment that is there', () => {
  test('makes it the first of a series, without its note; undone, it stands alone again', async () => {
    const { body: one } = await hand.send(
      '/rendez-vous',
      ground.booking('2035-01-08T10:00', { note: 'Premier', durationMinutes: 50 }),
    )
    expect((await world.alice.get(`/rendez-vous/${one.id}/repetition`)).status).toBe(200)
    const listed = await world.alice.post(`/rendez-vous/${one.id}/repetition`, {
      repeat: 'fortnightly',
      repeatEnd: 'count',
      repeatCount: '4',
    })
    expect([listed.status, (await listed.text()).includes('lundi 22 janvier 2035')]).toEqual([409, true])
    const { status, body } = await hand.send(`/rendez-vous/${one.id}/repetition`, {
      repeat: 'fortnightly',
      repeatCount: 4,
    })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.items.map((item) => item.startsAt.slice(0, 16))).toEqual([
      '2035-01-08T10:00',
      '2035-01-22T10:00',
      '2035-02-05T10:00',
      '2035-02-19T10:00',
    ])
    expect(body.items[0]?.id).toBe(one.id)
    expect((await world.alice.json(`/rendez-vous/${body.items[1]?.id}`)).body).toMatchObject({
      note: '',
      durationMinutes: 50,
    })
    const again = await hand.send(`/rendez-vous/${one.id}/repetition`, { repeat: 'weekly', repeatCount: 4 })
    expect(again.body.code).toBe('already-series')
    expect((await hand.undo(body.changeId)).status).toBe(200)
    expect((await hand.stored(one.id)).seriesId).toBeNull()
    expect((await world.alice.json(`/rendez-vous/${body.items[1]?.id}`)).status).toBe(404)
  })
})

test('the page says how it repeats and which dates come', async () => {
  const series = await hand.newSeries()
  const page = await (await world.alice.get(`/rendez-vous/${hand.idAt(series, 2)}`)).text()
  expect(page).toContain('Chaque jeudi à 10\u00a0h')
  expect(page).toContain('8 séances à venir')
  expect(page).toContain(`/rendez-vous/${hand.idAt(series, 3)}`)
})

test('another practice finds none of it', async () => {
  const series = await hand.newSeries()
  const before = await hand.snapshot(series)
  const id = hand.idAt(series, 0)
  const { changeId } = series
  for (const [path, body] of [
    [`/rendez-vous/${id}/deplacement`, { startsAt: '2027-01-01T10:00', scope: 'all' }],
    [`/rendez-vous/${id}`, { version: 1, scope: 'all', priceCents: 1 }],
    [`/rendez-vous/${id}/annulation`, { by: 'patient', scope: 'all' }],
    [`/rendez-vous/${id}/retablissement`, { scope: 'all' }],
    [`/rendez-vous/${id}/repetition`, { repeat: 'weekly', repeatCount: 3 }],
    [`/rendez-vous/changements/${changeId}/annulation`, {}],
  ] as const) {
    expect([path, (await world.bob.postJson(path, body)).status]).toEqual([path, 404])
  }
  expect((await world.bob.get(`/rendez-vous/${id}/repetition`)).status).toBe(404)
  expect(await hand.snapshot(series)).toEqual(before)
})
