import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '../agenda-fixture.ts'
import type { SeriesAnswer } from './series-fixture.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

type Reply = { status: number; body: SeriesAnswer }

type Made = SeriesAnswer & { day(n: number): string }

let count = 0
/** Eight Thursdays at ten, in a January or September that no other test uses: no holiday is near. */
async function newSeries(more: Record<string, unknown> = {}): Promise<Made> {
  const first = Temporal.PlainDate.from({ year: 2027 + (count >> 1), month: count % 2 === 0 ? 1 : 9, day: 2 })
  count++
  const thursday = first.add({ days: (4 - first.dayOfWeek + 7) % 7 })
  const rule = 'FREQ=WEEKLY;BYDAY=TH;COUNT=8'
  const booking = ground.booking(`${thursday.toString()}T10:00`, { rule, ...more })
  const { status, body }: Reply = await world.alice.postJson('/rendez-vous', booking)
  expect([status, body.items?.length], JSON.stringify(body)).toEqual([201, 8])
  return { ...body, day: (n) => thursday.add({ weeks: n }).toString() }
}

/** Another moment, in which the login is as fresh as before. */
async function travel(to: string | Temporal.Instant): Promise<void> {
  const now = Temporal.Instant.from(to)
  await world.alice.work((work) =>
    work.tx
      .updateTable('loginSession')
      .set({ lastSeenAt: now, expiresAt: Temporal.Instant.from('2099-01-01T00:00:00Z') })
      .execute(),
  )
  world.setNow(now)
}
function send(path: string, body: Record<string, unknown> = {}): Promise<Reply> {
  return world.alice.postJson(path, body)
}
function idAt(series: Made, index: number): string {
  return series.items[index]?.id ?? ''
}

/** All that is stored of the appointments, with their patients and occupancy, except what every write counts up. */
async function snapshot(made: Made): Promise<unknown> {
  return world.alice.work(async (work) => {
    const ids = made.items.map((item) => item.id)
    const appointments = await work.tx
      .selectFrom('appointment')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .execute()
    const occupancy = await work.tx
      .selectFrom('occupancy')
      .select(['appointmentId', 'startsAt', 'endsAt'])
      .where('appointmentId', 'in', ids)
      .orderBy('appointmentId')
      .execute()
    const patients = await work.tx
      .selectFrom('appointmentPatient')
      .select(['appointmentId', 'patientId', 'position'])
      .where('appointmentId', 'in', ids)
      .orderBy('appointmentId')
      .orderBy('position')
      .execute()
    const series = await work.tx
      .selectFrom('appointmentSeries')
      .select(['id', 'rule', 'startsOn', 'wallTime'])
      .orderBy('id')
      .execute()
    const kept = appointments.map(
      ({ version: _v, updatedAt: _u, previous: _p, previousNoteSealed: _n, changeId: _c, ...rest }) => ({
        ...rest,
        noteSealed: rest.noteSealed?.toString('hex'),
        reasonSealed: rest.reasonSealed?.toString('hex'),
      }),
    )
    return JSON.parse(JSON.stringify({ kept, occupancy, patients, series }))
  })
}

async function stored(id: string) {
  return world.alice.work((work) =>
    work.tx
      .selectFrom('appointment')
      .select(['startsAt', 'status', 'seriesId', 'occurrenceDate', 'late', 'priceCents'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
}
async function rules(): Promise<Map<string, string>> {
  return world.alice.work(async (work) => {
    const rows = await work.tx.selectFrom('appointmentSeries').select(['id', 'rule']).execute()
    return new Map(rows.map((row) => [row.id, row.rule]))
  })
}
async function undo(changeId: string): Promise<Reply> {
  return send(`/rendez-vous/changements/${changeId}/annulation`)
}
async function startsOf(series: Made): Promise<string[]> {
  const answer = await world.alice.json(`/rendez-vous?du=${series.day(0)}&au=${series.day(10)}`)
  const { items } = answer.body as { items: { startsAt: string; status: string }[] }
  return items.map(
    (item) => `${item.startsAt.slice(0, 16)}${item.status === 'confirmed' ? '' : ` ${item.status}`}`,
  )
}

describe('moving', () => {
  test('this one alone keeps its series; the others stay', async () => {
    const series = await newSeries()
    const moved = await send(`/rendez-vous/${idAt(series, 2)}/deplacement`, {
      startsAt: `${series.day(2)}T16:00`,
      scope: 'this',
    })
    expect(moved.body).toMatchObject({ seriesId: series.seriesId })
    expect((await startsOf(series)).filter((start) => start.endsWith('10:00'))).toHaveLength(7)
  })

  test('following ends the series before it and begins another; one press takes all of it back', async () => {
    const series = await newSeries()
    const before = await snapshot(series)
    world.takeStatements()
    const moved = await send(`/rendez-vous/${idAt(series, 3)}/deplacement`, {
      startsAt: `${Temporal.PlainDate.from(series.day(3)).add({ days: 1 }).toString()}T15:00`,
      scope: 'following',
    })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(world.takeStatements().length).toBeLessThan(26)
    const friday = (n: number) =>
      `${Temporal.PlainDate.from(series.day(n)).add({ days: 1 }).toString()}T15:00`
    const thursday = (n: number) => `${series.day(n)}T10:00`
    expect(await startsOf(series)).toEqual([...[0, 1, 2].map(thursday), ...[3, 4, 5, 6, 7].map(friday)])
    expect(moved.body.items).toHaveLength(5)
    expect(new Set(moved.body.items.map((item) => item.seriesId))).toEqual(new Set([moved.body.seriesId]))
    expect(moved.body.seriesId).not.toBe(series.seriesId)
    const now = await rules()
    expect(now.get(series.seriesId)).toBe(
      `FREQ=WEEKLY;BYDAY=TH;UNTIL=${series.day(2).replaceAll('-', '')}T215959Z`,
    )
    expect(now.get(moved.body.seriesId)).toBe(
      `FREQ=WEEKLY;BYDAY=FR;UNTIL=${friday(7).slice(0, 10).replaceAll('-', '')}T215959Z`,
    )
    expect((await undo(moved.body.changeId)).status).toBe(200)
    expect(await snapshot(series)).toEqual(before)
    expect((await undo(moved.body.changeId)).status).toBe(409)
  })

  test('all moves what is to come; what is past, held or cancelled stays', async () => {
    const series = await newSeries()
    await travel(`${series.day(2)}T12:00:00Z`)
    await send(`/rendez-vous/${idAt(series, 1)}/seance`)
    await send(`/rendez-vous/${idAt(series, 5)}/annulation`, { by: 'patient' })
    const moved = await send(`/rendez-vous/${idAt(series, 4)}/deplacement`, {
      startsAt: `${series.day(4)}T11:30`,
      durationMinutes: 60,
      scope: 'all',
    })
    await travel(WORLD_NOW)
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(await startsOf(series)).toEqual([
      `${series.day(0)}T10:00`,
      `${series.day(1)}T10:00 held`,
      `${series.day(2)}T10:00`,
      `${series.day(3)}T11:30`,
      `${series.day(4)}T11:30`,
      `${series.day(5)}T10:00 cancelled`,
      `${series.day(6)}T11:30`,
      `${series.day(7)}T11:30`,
    ])
    expect((await stored(idAt(series, 5))).seriesId).toBe(moved.body.seriesId)
    expect((await stored(idAt(series, 1))).seriesId).toBe(series.seriesId)
  })

  test('a whole series that moves by a week passes through its own times, and keeps its id', async () => {
    const series = await newSeries()
    const before = await snapshot(series)
    const moved = await send(`/rendez-vous/${idAt(series, 0)}/deplacement`, {
      startsAt: `${series.day(1)}T10:00`,
      scope: 'all',
    })
    expect(moved.body).toMatchObject({ seriesId: series.seriesId, left: [] })
    expect(await startsOf(series)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `${series.day(n)}T10:00`))
    await undo(moved.body.changeId)
    expect(await snapshot(series)).toEqual(before)
  })

  test('one that was moved by itself keeps its time, unless it is the one that is moved', async () => {
    const series = await newSeries()
    await send(`/rendez-vous/${idAt(series, 4)}/deplacement`, { startsAt: `${series.day(4)}T17:00` })
    await send(`/rendez-vous/${idAt(series, 1)}/deplacement`, {
      startsAt: `${series.day(1)}T14:00`,
      scope: 'all',
    })
    expect(await startsOf(series)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${series.day(n)}T${n === 4 ? '17' : '14'}:00`),
    )
    await send(`/rendez-vous/${idAt(series, 4)}/deplacement`, {
      startsAt: `${series.day(4)}T09:00`,
      scope: 'all',
    })
    expect(await startsOf(series)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${series.day(n)}T09:00`))
  })

  test('what is taken is listed first; it keeps its time or takes another, and nothing is written before', async () => {
    const series = await newSeries()
    await send('/rendez-vous', ground.booking(`${series.day(2)}T15:00`))
    await send('/rendez-vous', ground.booking(`${series.day(5)}T15:30`))
    const before = await snapshot(series)
    const move = { startsAt: `${series.day(0)}T15:00`, scope: 'all' }
    const refused = await send(`/rendez-vous/${idAt(series, 0)}/deplacement`, move)
    expect([refused.status, refused.body.code]).toEqual([409, 'series-review'])
    const taken = refused.body.dates.filter((date) => date.reason === 'conflict')
    expect(taken.map((date) => date.key)).toEqual([idAt(series, 2), idAt(series, 5)])
    expect(await snapshot(series)).toEqual(before)
    const choices = { [idAt(series, 2)]: 'skip', [idAt(series, 5)]: taken[1]?.nearest[0]?.startsAt }
    const moved = await send(`/rendez-vous/${idAt(series, 0)}/deplacement`, { ...move, choices })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(moved.body.left.map((one) => one.date)).toEqual([series.day(2)])
    const own = new Map(moved.body.items.map((item) => [item.id, item.startsAt.slice(0, 16)]))
    expect(own.get(idAt(series, 2))).toBe(`${series.day(2)}T10:00`)
    expect(own.get(idAt(series, 5))).toBe(taken[1]?.nearest[0]?.startsAt.slice(0, 16))
    await undo(moved.body.changeId)
    expect(await snapshot(series)).toEqual(before)
  })

  test('a stale version, a series that is over and an appointment that stands alone are refused', async () => {
    const series = await newSeries()
    const move = { startsAt: `${series.day(0)}T15:00`, scope: 'all' }
    const stale = await send(`/rendez-vous/${idAt(series, 0)}/deplacement`, { ...move, version: 9 })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale'])
    const alone = await send('/rendez-vous', ground.booking(`${series.day(0)}T18:00`))
    const noSeries = await send(`/rendez-vous/${alone.body.id}/deplacement`, move)
    expect(noSeries.body.code).toBe('no-series')
    await travel(`${series.day(9)}T12:00:00Z`)
    const over = await send(`/rendez-vous/${idAt(series, 0)}/deplacement`, move)
    await travel(WORLD_NOW)
    expect(over.body.code).toBe('nothing-to-come')
  })
})

describe('editing', () => {
  test('a price, a place, a note and who comes go to those meant; undone as they were, notes included', async () => {
    const series = await newSeries({ note: 'Apporter le dessin' })
    const { body: other } = await world.alice.postJson('/patients', { firstName: 'Noé', lastName: 'Dupont' })
    await send(`/rendez-vous/${idAt(series, 6)}`, { version: 1, priceCents: 9_900 })
    const before = await snapshot(series)
    const edited = await send(`/rendez-vous/${idAt(series, 4)}`, {
      version: 1,
      scope: 'following',
      priceCents: 4_200,
      placeId: 'none',
      note: 'Avec le père',
      patientIds: [(other as { id: string }).id, ground.patientId],
    })
    expect(edited.status, JSON.stringify(edited.body)).toBe(200)
    const prices = await Promise.all(series.items.map(async (item) => (await stored(item.id)).priceCents))
    const usual = prices[0] ?? 0
    expect(prices).toEqual([usual, usual, usual, usual, 4_200, 4_200, 9_900, 4_200])
    const last = await world.alice.json(`/rendez-vous/${idAt(series, 7)}`)
    expect(last.body).toMatchObject({
      note: 'Avec le père',
      placeId: null,
      patientIds: [(other as { id: string }).id, ground.patientId],
    })
    expect((await world.alice.json(`/rendez-vous/${idAt(series, 3)}`)).body).toMatchObject({
      note: 'Apporter le dessin',
      patientIds: [ground.patientId],
    })
    await undo(edited.body.changeId)
    expect(await snapshot(series)).toEqual(before)
    expect((await world.alice.json(`/rendez-vous/${idAt(series, 7)}`)).body).toMatchObject({
      note: 'Apporter le dessin',
    })
  })

  test('of all, without another time, keeps one series; the page sends every field and changes only one', async () => {
    const series = await newSeries({ note: 'Fixe' })
    await send(`/rendez-vous/${idAt(series, 2)}`, { version: 1, note: 'À elle' })
    const page = await world.alice.get(`/rendez-vous/${idAt(series, 0)}/modification`)
    expect(await page.text()).toContain('Celui-ci et les suivants')
    const answer = await world.alice.post(`/rendez-vous/${idAt(series, 0)}`, {
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
    const rows = await Promise.all(series.items.map((item) => stored(item.id)))
    expect(new Set(rows.map((row) => `${row.priceCents} ${row.seriesId}`))).toEqual(
      new Set([`7150 ${series.seriesId}`]),
    )
    expect((await world.alice.json(`/rendez-vous/${idAt(series, 2)}`)).body).toMatchObject({ note: 'À elle' })
    expect((await rules()).get(series.seriesId)).toBe('FREQ=WEEKLY;BYDAY=TH;COUNT=8')
  })
})

describe('cancelling and restoring', () => {
  test('following frees the times and ends the series; each is late by its own start; one press brings all back', async () => {
    const series = await newSeries()
    const before = await snapshot(series)
    await travel(`${series.day(2)}T00:00:00Z`)
    const cancelled = await send(`/rendez-vous/${idAt(series, 2)}/annulation`, {
      by: 'patient',
      reason: 'déménage',
      scope: 'following',
    })
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
    expect(cancelled.body.items).toHaveLength(6)
    const late = await Promise.all(series.items.map(async (item) => (await stored(item.id)).late))
    expect(late).toEqual([false, false, true, false, false, false, false, false])
    expect((await rules()).get(series.seriesId)).toContain(`UNTIL=${series.day(1).replaceAll('-', '')}`)
    expect((await world.alice.json(`/rendez-vous/${idAt(series, 7)}`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'déménage',
    })
    const free = await send('/rendez-vous', ground.booking(`${series.day(4)}T10:00`))
    expect(free.status).toBe(201)
    const refused = await undo(cancelled.body.changeId)
    expect([refused.status, refused.body.code]).toEqual([409, 'time-taken'])
    expect((await stored(idAt(series, 7))).status).toBe('cancelled')
    await send(`/rendez-vous/${free.body.id}/retrait`)
    expect((await undo(cancelled.body.changeId)).status).toBe(200)
    await travel(WORLD_NOW)
    expect(await snapshot(series)).toEqual(before)
  })

  test('all leaves what is past; restored with the following, one whose time was taken is asked about', async () => {
    const series = await newSeries()
    await travel(`${series.day(1)}T12:00:00Z`)
    await send(`/rendez-vous/${idAt(series, 3)}/annulation`, { by: 'practitioner', scope: 'all' })
    expect((await stored(idAt(series, 1))).status).toBe('confirmed')
    await send('/rendez-vous', ground.booking(`${series.day(5)}T10:15`))
    const asked = await send(`/rendez-vous/${idAt(series, 3)}/retablissement`, { scope: 'following' })
    expect([asked.status, asked.body.code]).toEqual([409, 'series-review'])
    const page = await world.alice.post(`/rendez-vous/${idAt(series, 3)}/retablissement`, {
      scope: 'following',
    })
    expect(await page.text()).toContain('Laisser annulé')
    const restored = await send(`/rendez-vous/${idAt(series, 3)}/retablissement`, {
      scope: 'following',
      choices: { [idAt(series, 5)]: 'skip' },
    })
    await travel(WORLD_NOW)
    expect(restored.status, JSON.stringify(restored.body)).toBe(200)
    const statuses = await Promise.all(series.items.map(async (item) => (await stored(item.id)).status))
    expect(statuses.map((status) => status.slice(0, 3)).join(' ')).toBe('con con can con con can con con')
    expect((await rules()).get(series.seriesId)).toContain(`UNTIL=${series.day(7).replaceAll('-', '')}`)
    expect((await undo(restored.body.changeId)).status).toBe(200)
    expect((await stored(idAt(series, 7))).status).toBe('cancelled')
  })

  test('an undo is refused once one of them changed, and nothing of it is half done', async () => {
    const series = await newSeries()
    const moved = await send(`/rendez-vous/${idAt(series, 0)}/deplacement`, {
      startsAt: `${series.day(0)}T15:00`,
      scope: 'all',
    })
    await send(`/rendez-vous/${idAt(series, 6)}/annulation`, { by: 'patient' })
    const before = await snapshot(series)
    const refused = await undo(moved.body.changeId)
    expect([refused.status, refused.body.code]).toEqual([409, 'changed-since'])
    expect(await snapshot(series)).toEqual(before)
    const single = await send(`/rendez-vous/${idAt(series, 1)}/modifications/2/annulation`)
    expect(single.body.code).toBe('nothing-to-undo')
  })

  test('undoing the entry of a series leaves nothing of it', async () => {
    const series = await newSeries()
    expect((await undo(series.changeId)).status).toBe(200)
    expect((await world.alice.json(`/rendez-vous/${idAt(series, 0)}`)).status).toBe(404)
    expect((await rules()).has(series.seriesId)).toBe(false)
  })
})

describe('repeating an appointment that is there', () => {
  test('makes it the first of a series, without its note; undone, it stands alone again', async () => {
    const { body: one } = await send(
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
    const { status, body } = await send(`/rendez-vous/${one.id}/repetition`, {
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
    const again = await send(`/rendez-vous/${one.id}/repetition`, { repeat: 'weekly', repeatCount: 4 })
    expect(again.body.code).toBe('already-series')
    expect((await undo(body.changeId)).status).toBe(200)
    expect((await stored(one.id)).seriesId).toBeNull()
    expect((await world.alice.json(`/rendez-vous/${body.items[1]?.id}`)).status).toBe(404)
  })
})

test('the page says how it repeats and which dates come', async () => {
  const series = await newSeries()
  const page = await (await world.alice.get(`/rendez-vous/${idAt(series, 2)}`)).text()
  expect(page).toContain('Chaque jeudi à 10\u00a0h')
  expect(page).toContain('8 séances à venir')
  expect(page).toContain(`/rendez-vous/${idAt(series, 3)}`)
})

test('another practice finds none of it', async () => {
  const series = await newSeries()
  const before = await snapshot(series)
  const id = idAt(series, 0)
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
  expect(await snapshot(series)).toEqual(before)
})
