import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from './agenda-fixture.ts'

let world: World
let ground: AgendaGround
let foreign: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  foreign = await prepareAgenda(world.bob)
})
afterAll(() => world.close())

type Reply = { status: number; body: Answer; headers: Headers }

async function book(startsAt: string, more: Record<string, unknown> = {}): Promise<Reply> {
  return world.alice.postJson('/rendez-vous', ground.booking(startsAt, more))
}
async function booked(startsAt: string, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await book(startsAt, more)
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
async function send(path: string, body: Record<string, unknown> = {}): Promise<Reply> {
  return world.alice.postJson(path, body)
}
async function read(id: string): Promise<Answer> {
  const { status, body } = await world.alice.json(`/rendez-vous/${id}`)
  expect(status).toBe(200)
  return body
}
/** The undo offered by the toast of the last answer. */
function undoOf(answer: Response): { message: string; undo: { action: string } } {
  const cookie = /divan_toast=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  return JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8'))
}

describe('booking', () => {
  test('answers 201 with the thing; date, wall time and zone are stored as agreed', async () => {
    const { status, body, headers } = await book('2026-11-24T09:00', { note: 'Vient avec son père ' })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/rendez-vous/${body.id}`)
    expect(body).toMatchObject({
      patientIds: [ground.patientId],
      startsAt: '2026-11-24T09:00:00+01:00',
      endsAt: '2026-11-24T09:45:00+01:00',
      durationMinutes: 45,
      status: 'confirmed',
      placeId: ground.placeId,
      version: 1,
      warnings: [],
    })
    expect(await read(body.id)).toMatchObject({ note: 'Vient avec son père', cancelledBy: null, late: false })
    const stored = await world.alice.work((work) =>
      work.tx
        .selectFrom('appointment')
        .select(['date', 'wallTime', 'zone', 'noteSealed'])
        .where('id', '=', body.id)
        .executeTakeFirstOrThrow(),
    )
    expect([String(stored.date), String(stored.wallTime), stored.zone]).toEqual([
      '2026-11-24',
      '09:00:00',
      'Europe/Paris',
    ])
    expect(stored.noteSealed?.toString('utf8')).not.toContain('père')
  })

  test('outside opening hours a client is told, a page asks first', async () => {
    const json = await book('2026-11-24T20:30:00+01:00')
    expect(json).toMatchObject({ status: 201, body: { warnings: ['outside-hours'] } })
    const fields = {
      patientId: ground.patientId,
      typeId: ground.typeId,
      date: '25/11/2026',
      time: '20h30',
      durationMinutes: '',
      note: 'à relire',
    }
    const asked = await world.alice.post('/rendez-vous', fields)
    expect(asked.status).toBe(409)
    const page = await asked.text()
    expect(page).toContain('en dehors des horaires')
    expect(page).toContain('name="confirmed" value="1"')
    expect(page).toContain('à relire')
    const confirmed = await world.alice.post('/rendez-vous', { ...fields, confirmed: '1' })
    expect(confirmed.status).toBe(303)
    expect(undoOf(confirmed).message).toContain('mercredi 25 novembre à 20\u00a0h\u00a030')
  })

  test('a taken slot is refused on the page with free ones, each one click away, and nothing typed is lost', async () => {
    await booked('2026-11-26T10:00:00+01:00')
    const answer = await world.alice.post('/rendez-vous', {
      patientId: ground.patientId,
      typeId: ground.typeId,
      date: '2026-11-26',
      time: '10:15',
      durationMinutes: '',
      note: '<b>O’Neil</b> 李',
    })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('déjà pris')
    expect(page).toContain('&lt;b&gt;O’Neil&lt;/b&gt; 李')
    const slot = /name="startsAt" value="([^"]+)"/.exec(page)?.[1]
    expect(slot).toBe('2026-11-26T09:15:00+01:00')
    const again = await world.alice.post('/rendez-vous', {
      patientId: ground.patientId,
      typeId: ground.typeId,
      date: '2026-11-26',
      time: '10:15',
      startsAt: slot ?? '',
    })
    expect(again.status).toBe(303)
  })

  test('sent twice it is done once', async () => {
    const body = ground.booking('2026-11-27T09:00:00+01:00')
    const key = { 'idempotency-key': 'the same' }
    const [first, second] = await Promise.all([
      world.alice.postJson('/rendez-vous', body, key) as Promise<Reply>,
      world.alice.postJson('/rendez-vous', body, key) as Promise<Reply>,
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.id).toBe(first.body.id)
  })

  test('without scripts the patient is found by the text typed, or chosen among several', async () => {
    const fields = { patientId: '', typeId: ground.typeId, date: '2026-11-27', time: '11:00' }
    const found = await world.alice.post('/rendez-vous', { ...fields, patientIdText: 'dupont cam' })
    expect(found.status).toBe(303)
    await world.alice.postJson('/patients', { lastName: 'Dupont', firstName: 'Zoé' })
    const several = await world.alice.post('/rendez-vous', {
      ...fields,
      time: '15:00',
      patientIdText: 'Dupont',
    })
    expect(several.status).toBe(422)
    const page = await several.text()
    expect(page).toMatch(/<select[^>]*name="patientId"/)
    expect(page).toContain('Zoé Dupont')
    const nobody = await world.alice.post('/rendez-vous', { ...fields, patientIdText: 'Personne' })
    expect(nobody.status).toBe(422)
    expect(await nobody.text()).toContain('Aucun patient ne correspond à « Personne »')
  })
})

describe('times that cannot be', () => {
  test.each([
    ['an hour that is skipped', { startsAt: '2027-03-28T02:30' }, 'startsAt', 'l’heure saute à 3'],
    ['an hour that comes twice', { startsAt: '2026-10-25T02:30' }, 'startsAt', 'vient deux fois'],
    ['over midnight', { startsAt: '2026-12-01T23:30' }, 'durationMinutes', 'le jour où il commence'],
    [
      'zero minutes',
      { startsAt: '2026-12-01T11:00', durationMinutes: 0 },
      'durationMinutes',
      'au moins 5 minutes',
    ],
    [
      'reversed',
      { startsAt: '2026-12-01T11:00', endsAt: '2026-12-01T10:00' },
      'durationMinutes',
      'avant le début',
    ],
    [
      'more than twelve hours',
      { startsAt: '2026-12-01T08:00', durationMinutes: 721 },
      'durationMinutes',
      'au plus 12 heures',
    ],
    [
      'half a minute',
      { startsAt: '2026-12-01T08:00', durationMinutes: 30.5 },
      'durationMinutes',
      'pas valable',
    ],
    ['a month of 32 days', { startsAt: '2026-12-32T08:00' }, 'startsAt', 'Cette date n’existe pas'],
    ['with seconds', { startsAt: '2026-12-01T08:00:30' }, 'startsAt', 'Cette date n’existe pas'],
    ['in a thousand years', { startsAt: '3026-12-01T08:00' }, 'date', 'trop loin'],
    ['no time at all', { startsAt: '' }, 'startsAt', 'nécessaire'],
  ])('%s is refused at its field', async (_, when, field, sentence) => {
    const { status, body } = await book('2026-12-01T08:00', when)
    expect(status).toBe(422)
    expect(body.errors).toHaveLength(1)
    expect(body.errors[0]?.field).toBe(field)
    expect(body.errors[0]?.message).toContain(sentence)
  })

  test('the hour that comes twice can be had, once said which', async () => {
    const first = await book('2026-10-25T02:30', { occurrence: 'first' })
    expect(first.body.startsAt).toBe('2026-10-25T02:30:00+02:00')
    const second = await book('2026-10-25T02:30:00+01:00')
    expect(second.body.startsAt).toBe('2026-10-25T02:30:00+01:00')
    const page = await world.alice.post('/rendez-vous', {
      patientId: ground.patientId,
      typeId: ground.typeId,
      date: '2027-10-31',
      time: '2:30',
    })
    expect(await page.text()).toMatch(/name="occurrence" value="second"/)
  })

  test.each([
    ['typed dates', { date: '31/02/2026', time: '9:00' }, 'date'],
    ['typed times', { date: '2026-12-01', time: '25:00' }, 'time'],
    ['a missing time', { date: '2026-12-01', time: '' }, 'time'],
  ])('%s are refused in the filled form', async (_, when, field) => {
    const answer = await world.alice.post('/rendez-vous', {
      patientId: ground.patientId,
      typeId: ground.typeId,
      note: 'gardé',
      ...when,
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`id="field-${field}-error"`)
    expect(page).toContain('gardé')
  })

  test('a type or a patient that is no id is refused, malformed JSON is 400', async () => {
    expect((await book('2026-12-01T08:00', { typeId: 'x' })).body.errors[0]?.field).toBe('typeId')
    expect((await book('2026-12-01T08:00', { patientId: 'x' })).body.errors[0]?.field).toBe('patientId')
    expect((await book('2026-12-01T08:00', { patientId: '' })).body.errors[0]).toMatchObject({
      field: 'patientId',
    })
    const { cookie } = world.alice
    const headers = { cookie, 'content-type': 'application/json', accept: 'application/json' }
    const broken = await world.app.hono.request('/rendez-vous', {
      method: 'POST',
      headers,
      body: '{"typeId":',
    })
    expect(broken.status).toBe(400)
  })
})

describe('changing', () => {
  test('moving frees the old time and takes the new one together, or neither', async () => {
    const [one, two] = [await booked('2026-12-07T09:00:00+01:00'), await booked('2026-12-07T10:00:00+01:00')]
    const refused = await send(`/rendez-vous/${two}/deplacement`, { startsAt: '2026-12-07T09:30:00+01:00' })
    expect(refused.status).toBe(409)
    expect(refused.body.nearest.length).toBeGreaterThan(0)
    expect((await read(two)).startsAt).toBe('2026-12-07T10:00:00+01:00')
    // It may overlap its own old time.
    const moved = await send(`/rendez-vous/${two}/deplacement`, {
      startsAt: '2026-12-07T10:15:00+01:00',
      durationMinutes: 60,
    })
    expect(moved).toMatchObject({
      status: 200,
      body: { startsAt: '2026-12-07T10:15:00+01:00', endsAt: '2026-12-07T11:15:00+01:00', version: 2 },
    })
    await booked('2026-12-07T09:45:00+01:00', { durationMinutes: 30 })
    expect((await read(one)).version).toBe(1)
  })

  test('the toast of a move gives the old time back, unless it is taken or something else changed since', async () => {
    const id = await booked('2026-12-08T09:00:00+01:00')
    const moved = await world.alice.post(`/rendez-vous/${id}/deplacement`, {
      date: '2026-12-08',
      time: '14:00',
      version: '1',
    })
    expect(moved.status).toBe(303)
    const { message, undo } = undoOf(moved)
    expect(message).toContain('déplacé à mardi 8 décembre à 14\u00a0h')
    const undone = await world.alice.post(undo.action, {})
    expect(undone.status).toBe(303)
    expect(await read(id)).toMatchObject({ startsAt: '2026-12-08T09:00:00+01:00', version: 3 })
    // The undo can be undone as well.
    expect((await world.alice.post(undoOf(undone).undo.action, {})).status).toBe(303)
    expect((await read(id)).startsAt).toBe('2026-12-08T14:00:00+01:00')
    const stale = await world.alice.post(undo.action, {})
    expect(stale.status).toBe(409)
    await booked('2026-12-08T09:00:00+01:00')
    const taken = await world.alice.post(`/rendez-vous/${id}/modifications/4/annulation`, {})
    expect(taken.status).toBe(409)
  })

  test('a stale edit shows both values and does nothing; sending again with the new version does', async () => {
    const id = await booked('2026-12-09T09:00:00+01:00', { note: 'première' })
    const edit = (note: string, version: number): Promise<Response> =>
      world.alice.post(`/rendez-vous/${id}`, {
        version: String(version),
        patientId: ground.patientId,
        typeId: ground.typeId,
        placeId: 'none',
        date: '2026-12-09',
        time: '09:00',
        durationMinutes: '45',
        price: '75,50',
        note,
      })
    expect((await edit('du premier onglet', 1)).status).toBe(303)
    expect(await read(id)).toMatchObject({ note: 'du premier onglet', priceCents: 7550, placeId: null })
    const stale = await edit('du second onglet', 1)
    expect(stale.status).toBe(409)
    const page = await stale.text()
    expect(page).toContain('du second onglet')
    expect(page).toContain('Actuellement')
    expect(page).toContain('name="version" value="2"')
    expect((await edit('du second onglet', 2)).status).toBe(303)
    const undone = await send(`/rendez-vous/${id}/modifications/3/annulation`)
    expect(undone.status).toBe(200)
    expect(await read(id)).toMatchObject({ note: 'du premier onglet', version: 4 })
  })

  test('what is left out of an edit stays', async () => {
    const id = await booked('2026-12-09T11:00:00+01:00', { note: 'reste' })
    const answer = await send(`/rendez-vous/${id}`, { version: 1, priceCents: 1 })
    expect(answer).toMatchObject({
      status: 200,
      body: { priceCents: 1, startsAt: '2026-12-09T11:00:00+01:00' },
    })
    expect(await read(id)).toMatchObject({ note: 'reste' })
  })

  test('the entry itself can be taken back, as long as nothing happened to it', async () => {
    const answer = await world.alice.post('/rendez-vous', {
      patientId: ground.patientId,
      typeId: ground.typeId,
      date: '2026-12-10',
      time: '9h',
    })
    const { undo } = undoOf(answer)
    const gone = await world.alice.post(undo.action, {})
    expect(gone.headers.get('location')).toBe('/agenda?date=2026-12-10')
    expect((await world.alice.get(answer.headers.get('location') ?? '')).status).toBe(404)
    await booked('2026-12-10T09:00:00+01:00')
    const id = await booked('2026-12-10T10:00:00+01:00')
    await send(`/rendez-vous/${id}/deplacement`, { startsAt: '2026-12-10T11:00:00+01:00' })
    expect((await send(`/rendez-vous/${id}/retrait`)).status).toBe(409)
  })
})

describe('statuses', () => {
  test('cancelling frees the time; restoring takes it again, or is refused with free slots', async () => {
    const id = await booked('2026-12-14T09:00:00+01:00')
    const cancelled = await send(`/rendez-vous/${id}/annulation`, { by: 'practitioner', reason: 'grippe' })
    expect(cancelled).toMatchObject({
      status: 200,
      body: { status: 'cancelled', cancelledBy: 'practitioner', late: false },
    })
    expect(await read(id)).toMatchObject({ reason: 'grippe' })
    const other = await booked('2026-12-14T09:00:00+01:00')
    const refused = await send(`/rendez-vous/${id}/retablissement`)
    expect(refused.status).toBe(409)
    expect(refused.body.code).toBe('slot-taken')
    expect((await send(`/rendez-vous/${other}/annulation`, { by: 'patient' })).body.status).toBe('cancelled')
    expect((await send(`/rendez-vous/${id}/retablissement`)).status).toBe(200)
    expect(await read(id)).toMatchObject({ status: 'confirmed', cancelledBy: null, reason: '' })
    expect((await book('2026-12-14T09:30:00+01:00')).status).toBe(409)
  })

  test('a patient’s cancellation inside the notice is late; the practitioner’s never is', async () => {
    // The clock stands on Sunday 22 November, 21:00 in Paris; the practice asks for 24 hours.
    const [near, far, mine] = [
      await booked('2026-11-23T20:00:00+01:00'),
      await booked('2026-11-23T21:00:00+01:00'),
      await booked('2026-11-23T15:00:00+01:00'),
    ]
    expect((await send(`/rendez-vous/${near}/annulation`, { by: 'patient' })).body).toMatchObject({
      late: true,
    })
    expect((await send(`/rendez-vous/${far}/annulation`, { by: 'patient' })).body).toMatchObject({
      late: false,
    })
    expect((await send(`/rendez-vous/${mine}/annulation`, { by: 'practitioner' })).body).toMatchObject({
      late: false,
    })
    const twice = await send(`/rendez-vous/${near}/annulation`, { by: 'patient' })
    expect(twice.status).toBe(409)
    expect(twice.body.title).toContain('rétablissez-le')
    expect((await send(`/rendez-vous/${mine}/annulation`, { by: 'nobody' })).status).toBe(422)
  })

  test('nobody comes to or misses a session of another day; of today both can be said and taken back', async () => {
    const id = await booked('2026-12-15T09:00:00+01:00')
    expect((await send(`/rendez-vous/${id}/lapin`)).body.title).toContain('pas encore eu lieu')
    const past = await booked('2026-11-20T09:00:00+01:00')
    expect((await send(`/rendez-vous/${past}/arrivee`)).body.status).toBe('arrived')
    const missed = await world.alice.post(`/rendez-vous/${past}/lapin`, {})
    expect(missed.status).toBe(303)
    expect((await read(past)).status).toBe('noShow')
    expect((await world.alice.post(undoOf(missed).undo.action, {})).status).toBe(303)
    expect((await read(past)).status).toBe('arrived')
  })

  test('a request is confirmed, and the toast makes it a request again', async () => {
    const { startsAt, id } = (await book('2026-12-21T09:00:00+01:00')).body
    await world.alice.work((work) =>
      work.tx.updateTable('appointment').set({ status: 'requested' }).where('id', '=', id).execute(),
    )
    const confirmed = await world.alice.post(`/rendez-vous/${id}/confirmation`, {})
    expect(await read(id)).toMatchObject({ status: 'confirmed', startsAt })
    expect((await send(`/rendez-vous/${id}/confirmation`)).status).toBe(409)
    await world.alice.post(undoOf(confirmed).undo.action, {})
    expect((await read(id)).status).toBe('requested')
  })

  test('a missed or held session cannot be moved, its note can be edited', async () => {
    const id = await booked('2026-11-19T09:00:00+01:00')
    await send(`/rendez-vous/${id}/lapin`)
    expect(
      (await send(`/rendez-vous/${id}/deplacement`, { startsAt: '2026-12-16T09:00:00+01:00' })).status,
    ).toBe(409)
    expect((await send(`/rendez-vous/${id}`, { version: 2, note: 'rappelé' })).status).toBe(200)
    expect(
      (await send(`/rendez-vous/${id}`, { version: 3, startsAt: '2026-12-16T09:00:00+01:00' })).status,
    ).toBe(409)
  })
})

describe('another practice', () => {
  test('finds nothing of it, by any address', async () => {
    const id = await booked('2026-12-17T09:00:00+01:00')
    for (const path of ['', '/modification', '/deplacement', '/annulation']) {
      expect((await world.bob.get(`/rendez-vous/${id}${path}`)).status, path).toBe(404)
    }
    const posts: [string, Record<string, unknown>][] = [
      ['', { version: 1, note: 'x' }],
      ['/deplacement', { startsAt: '2026-12-17T11:00:00+01:00' }],
      ['/annulation', { by: 'patient' }],
      ['/lapin', {}],
      ['/arrivee', {}],
      ['/confirmation', {}],
      ['/retrait', {}],
      ['/modifications/1/annulation', {}],
    ]
    for (const [path, body] of posts) {
      expect((await world.bob.postJson(`/rendez-vous/${id}${path}`, body)).status, path).toBe(404)
    }
    expect(await read(id)).toMatchObject({ version: 1, status: 'confirmed' })
    const mixed: Record<string, unknown>[] = [
      { patientId: foreign.patientId },
      { typeId: foreign.typeId },
      { placeId: foreign.placeId },
    ]
    for (const more of mixed) expect((await book('2026-12-18T09:00:00+01:00', more)).status).toBe(404)
    const list = (await world.bob.json('/rendez-vous?du=2026-11-01&au=2026-12-31')) as unknown as {
      body: { items: unknown[] }
    }
    expect(list.body.items).toEqual([])
    expect((await world.alice.get('/rendez-vous/nonsense')).status).toBe(404)
  })
})

describe('the list', () => {
  test('holds what starts between two civil dates, both included, page by page', async () => {
    for (const day of ['2027-05-03', '2027-05-04', '2027-05-05']) await booked(`${day}T09:00`)
    const { body } = (await world.alice.json('/rendez-vous?du=2027-05-03&au=2027-05-04')) as unknown as {
      body: { items: Answer[]; next: null }
    }
    expect(body.items.map((item) => item.startsAt)).toEqual([
      '2027-05-03T09:00:00+02:00',
      '2027-05-04T09:00:00+02:00',
    ])
    expect(body.next).toBeNull()
    const page = await world.alice.get('/rendez-vous?du=2027-05-03&au=2027-05-04')
    expect(await page.text()).toContain('Lundi 3 mai 2027')
  })

  test('its pages answer', async () => {
    const id = await booked('2027-05-06T09:00')
    for (const path of [
      '/rendez-vous',
      '/rendez-vous/nouveau',
      `/rendez-vous/nouveau?startsAt=2027-05-07T10:00&patientId=${ground.patientId}`,
      `/rendez-vous/${id}`,
      `/rendez-vous/${id}/modification`,
      `/rendez-vous/${id}/deplacement`,
      `/rendez-vous/${id}/annulation`,
    ]) {
      expect((await world.alice.get(path)).status, path).toBe(200)
    }
    const form = await (
      await world.alice.get(`/rendez-vous/nouveau?date=2027-05-07&time=10:30&patientId=${ground.patientId}`)
    ).text()
    expect(form).toContain('value="2027-05-07"')
    expect(form).toContain('value="10:30"')
    expect(form).toContain('Camille Dupont-alice')
  })
})
