import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toastOf } from '#test/worlds/agenda.ts'
import { type AppointmentWorld, type Reply, createAppointmentWorld } from '#test/worlds/appointment.ts'

let world: AppointmentWorld
beforeAll(async () => {
  world = await createAppointmentWorld()
})
afterAll(() => world.close())

describe('booking', () => {
  test('answers 201 with the thing; date, wall time and zone are stored as agreed', async () => {
    const { status, body, headers } = await world.book('2026-11-24T09:00', { note: 'Vient avec son père ' })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/rendez-vous/${body.id}`)
    expect(body).toMatchObject({
      patientIds: [world.ground.patientId],
      startsAt: '2026-11-24T09:00:00+01:00',
      endsAt: '2026-11-24T09:45:00+01:00',
      durationMinutes: 45,
      status: 'confirmed',
      placeId: world.ground.placeId,
      version: 1,
      warnings: [],
    })
    expect(await world.read(body.id)).toMatchObject({
      note: 'Vient avec son père',
      cancelledBy: null,
      late: false,
    })
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
    const json = await world.book('2026-11-24T20:30:00+01:00')
    expect(json).toMatchObject({ status: 201, body: { warnings: ['outside-hours'] } })
    const fields = {
      patientId: world.ground.patientId,
      typeId: world.ground.typeId,
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
    expect(toastOf(confirmed).message).toContain('mercredi 25 novembre à 20\u00a0h\u00a030')
  })

  test('a taken slot is refused on the page with free ones, each one click away, and nothing typed is lost', async () => {
    await world.booked('2026-11-26T10:00:00+01:00')
    const answer = await world.alice.post('/rendez-vous', {
      patientId: world.ground.patientId,
      typeId: world.ground.typeId,
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
      patientId: world.ground.patientId,
      typeId: world.ground.typeId,
      date: '2026-11-26',
      time: '10:15',
      startsAt: slot ?? '',
    })
    expect(again.status).toBe(303)
  })

  test('sent twice it is done once', async () => {
    const body = world.ground.booking('2026-11-27T09:00:00+01:00')
    const key = { 'idempotency-key': 'the same' }
    const [first, second] = await Promise.all([
      world.alice.postJson('/rendez-vous', body, key) as Promise<Reply>,
      world.alice.postJson('/rendez-vous', body, key) as Promise<Reply>,
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.id).toBe(first.body.id)
  })

  test('without scripts the patient is found by the text typed, or chosen among several', async () => {
    const fields = { patientId: '', typeId: world.ground.typeId, date: '2026-11-27', time: '11:00' }
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
    const { status, body } = await world.book('2026-12-01T08:00', when)
    expect(status).toBe(422)
    expect(body.errors).toHaveLength(1)
    expect(body.errors[0]?.field).toBe(field)
    expect(body.errors[0]?.message).toContain(sentence)
  })

  test('the hour that comes twice can be had, once said which', async () => {
    const first = await world.book('2026-10-25T02:30', { occurrence: 'first' })
    expect(first.body.startsAt).toBe('2026-10-25T02:30:00+02:00')
    const second = await world.book('2026-10-25T02:30:00+01:00')
    expect(second.body.startsAt).toBe('2026-10-25T02:30:00+01:00')
    const page = await world.alice.post('/rendez-vous', {
      patientId: world.ground.patientId,
      typeId: world.ground.typeId,
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
      patientId: world.ground.patientId,
      typeId: world.ground.typeId,
      note: 'gardé',
      ...when,
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`id="field-${field}-error"`)
    expect(page).toContain('gardé')
  })

  test('a type or a patient that is no id is refused, malformed JSON is 400', async () => {
    expect((await world.book('2026-12-01T08:00', { typeId: 'x' })).body.errors[0]?.field).toBe('typeId')
    expect((await world.book('2026-12-01T08:00', { patientId: 'x' })).body.errors[0]?.field).toBe('patientId')
    expect((await world.book('2026-12-01T08:00', { patientId: '' })).body.errors[0]).toMatchObject({
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
