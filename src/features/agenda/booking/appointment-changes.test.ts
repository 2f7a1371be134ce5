import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toastOf } from '#test/worlds/agenda.ts'
import { type AppointmentWorld, createAppointmentWorld } from '#test/worlds/appointment.ts'

let world: AppointmentWorld
beforeAll(async () => {
  world = await createAppointmentWorld()
})
afterAll(() => world.close())

describe('changing', () => {
  test('moving frees the old time and takes the new one together, or neither', async () => {
    const [one, two] = [
      await world.booked('2026-12-07T09:00:00+01:00'),
      await world.booked('2026-12-07T10:00:00+01:00'),
    ]
    const refused = await world.send(`/rendez-vous/${two}/deplacement`, {
      startsAt: '2026-12-07T09:30:00+01:00',
    })
    expect(refused.status).toBe(409)
    expect(refused.body.nearest.length).toBeGreaterThan(0)
    expect((await world.read(two)).startsAt).toBe('2026-12-07T10:00:00+01:00')
    // It may overlap its own old time.
    const moved = await world.send(`/rendez-vous/${two}/deplacement`, {
      startsAt: '2026-12-07T10:15:00+01:00',
      durationMinutes: 60,
    })
    expect(moved).toMatchObject({
      status: 200,
      body: { startsAt: '2026-12-07T10:15:00+01:00', endsAt: '2026-12-07T11:15:00+01:00', version: 2 },
    })
    await world.booked('2026-12-07T09:45:00+01:00', { durationMinutes: 30 })
    expect((await world.read(one)).version).toBe(1)
  })

  test('the toast of a move gives the old time back, unless it is taken or something else changed since', async () => {
    const id = await world.booked('2026-12-08T09:00:00+01:00')
    const moved = await world.alice.post(`/rendez-vous/${id}/deplacement`, {
      date: '2026-12-08',
      time: '14:00',
      version: '1',
    })
    expect(moved.status).toBe(303)
    const { message, undo } = toastOf(moved)
    expect(message).toContain('déplacé à mardi 8 décembre à 14\u00a0h')
    const undone = await world.alice.post(undo.action, {})
    expect(undone.status).toBe(303)
    expect(await world.read(id)).toMatchObject({ startsAt: '2026-12-08T09:00:00+01:00', version: 3 })
    // The undo can be undone as well.
    expect((await world.alice.post(toastOf(undone).undo.action, {})).status).toBe(303)
    expect((await world.read(id)).startsAt).toBe('2026-12-08T14:00:00+01:00')
    const stale = await world.alice.post(undo.action, {})
    expect(stale.status).toBe(409)
    await world.booked('2026-12-08T09:00:00+01:00')
    const taken = await world.alice.post(`/rendez-vous/${id}/modifications/4/annulation`, {})
    expect(taken.status).toBe(409)
  })

  test('a stale edit shows both values and does nothing; sending again with the new version does', async () => {
    const id = await world.booked('2026-12-09T09:00:00+01:00', { note: 'première' })
    const edit = (note: string, version: number): Promise<Response> =>
      world.alice.post(`/rendez-vous/${id}`, {
        version: String(version),
        patientId: world.ground.patientId,
        typeId: world.ground.typeId,
        placeId: 'none',
        date: '2026-12-09',
        time: '09:00',
        durationMinutes: '45',
        price: '75,50',
        note,
      })
    expect((await edit('du premier onglet', 1)).status).toBe(303)
    expect(await world.read(id)).toMatchObject({ note: 'du premier onglet', priceCents: 7550, placeId: null })
    const stale = await edit('du second onglet', 1)
    expect(stale.status).toBe(409)
    const page = await stale.text()
    expect(page).toContain('du second onglet')
    expect(page).toContain('Actuellement')
    expect(page).toContain('name="version" value="2"')
    expect((await edit('du second onglet', 2)).status).toBe(303)
    const undone = await world.send(`/rendez-vous/${id}/modifications/3/annulation`)
    expect(undone.status).toBe(200)
    expect(await world.read(id)).toMatchObject({ note: 'du premier onglet', version: 4 })
  })

  test('what is left out of an edit stays', async () => {
    const id = await world.booked('2026-12-09T11:00:00+01:00', { note: 'reste' })
    const answer = await world.send(`/rendez-vous/${id}`, { version: 1, priceCents: 1 })
    expect(answer).toMatchObject({
      status: 200,
      body: { priceCents: 1, startsAt: '2026-12-09T11:00:00+01:00' },
    })
    expect(await world.read(id)).toMatchObject({ note: 'reste' })
  })

  test('the entry itself can be taken back, as long as nothing happened to it', async () => {
    const answer = await world.alice.post('/rendez-vous', {
      patientId: world.ground.patientId,
      typeId: world.ground.typeId,
      date: '2026-12-10',
      time: '9h',
    })
    const { undo } = toastOf(answer)
    const gone = await world.alice.post(undo.action, {})
    expect(gone.headers.get('location')).toBe('/agenda?date=2026-12-10')
    expect((await world.alice.get(answer.headers.get('location') ?? '')).status).toBe(404)
    await world.booked('2026-12-10T09:00:00+01:00')
    const id = await world.booked('2026-12-10T10:00:00+01:00')
    await world.send(`/rendez-vous/${id}/deplacement`, { startsAt: '2026-12-10T11:00:00+01:00' })
    expect((await world.send(`/rendez-vous/${id}/retrait`)).status).toBe(409)
  })
})

describe('statuses', () => {
  test('cancelling frees the time; restoring takes it again, or is refused with free slots', async () => {
    const id = await world.booked('2026-12-14T09:00:00+01:00')
    const cancelled = await world.send(`/rendez-vous/${id}/annulation`, {
      by: 'practitioner',
      reason: 'grippe',
    })
    expect(cancelled).toMatchObject({
      status: 200,
      body: { status: 'cancelled', cancelledBy: 'practitioner', late: false },
    })
    expect(await world.read(id)).toMatchObject({ reason: 'grippe' })
    const other = await world.booked('2026-12-14T09:00:00+01:00')
    const refused = await world.send(`/rendez-vous/${id}/retablissement`)
    expect(refused.status).toBe(409)
    expect(refused.body.code).toBe('slot-taken')
    expect((await world.send(`/rendez-vous/${other}/annulation`, { by: 'patient' })).body.status).toBe(
      'cancelled',
    )
    expect((await world.send(`/rendez-vous/${id}/retablissement`)).status).toBe(200)
    expect(await world.read(id)).toMatchObject({ status: 'confirmed', cancelledBy: null, reason: '' })
    expect((await world.book('2026-12-14T09:30:00+01:00')).status).toBe(409)
  })

  test('a patient’s cancellation inside the notice is late; the practitioner’s never is', async () => {
    // The clock stands on Sunday 22 November, 21:00 in Paris; the practice asks for 24 hours.
    const [near, far, mine] = [
      await world.booked('2026-11-23T20:00:00+01:00'),
      await world.booked('2026-11-23T21:00:00+01:00'),
      await world.booked('2026-11-23T15:00:00+01:00'),
    ]
    expect((await world.send(`/rendez-vous/${near}/annulation`, { by: 'patient' })).body).toMatchObject({
      late: true,
    })
    expect((await world.send(`/rendez-vous/${far}/annulation`, { by: 'patient' })).body).toMatchObject({
      late: false,
    })
    expect((await world.send(`/rendez-vous/${mine}/annulation`, { by: 'practitioner' })).body).toMatchObject({
      late: false,
    })
    const twice = await world.send(`/rendez-vous/${near}/annulation`, { by: 'patient' })
    expect(twice.status).toBe(409)
    expect(twice.body.title).toContain('rétablissez-le')
    expect((await world.send(`/rendez-vous/${mine}/annulation`, { by: 'nobody' })).status).toBe(422)
  })

  test('nobody comes to or misses a session of another day; of today both can be said and taken back', async () => {
    const id = await world.booked('2026-12-15T09:00:00+01:00')
    expect((await world.send(`/rendez-vous/${id}/lapin`)).body.title).toContain('pas encore eu lieu')
    const past = await world.booked('2026-11-20T09:00:00+01:00')
    expect((await world.send(`/rendez-vous/${past}/arrivee`)).body.status).toBe('arrived')
    const missed = await world.alice.post(`/rendez-vous/${past}/lapin`, {})
    expect(missed.status).toBe(303)
    expect((await world.read(past)).status).toBe('noShow')
    expect((await world.alice.post(toastOf(missed).undo.action, {})).status).toBe(303)
    expect((await world.read(past)).status).toBe('arrived')
  })

  test('a request is confirmed, and the toast makes it a request again', async () => {
    const { startsAt, id } = (await world.book('2026-12-21T09:00:00+01:00')).body
    await world.alice.work((work) =>
      work.tx.updateTable('appointment').set({ status: 'requested' }).where('id', '=', id).execute(),
    )
    const confirmed = await world.alice.post(`/rendez-vous/${id}/confirmation`, {})
    expect(await world.read(id)).toMatchObject({ status: 'confirmed', startsAt })
    expect((await world.send(`/rendez-vous/${id}/confirmation`)).status).toBe(409)
    await world.alice.post(toastOf(confirmed).undo.action, {})
    expect((await world.read(id)).status).toBe('requested')
  })

  test('a missed or held session cannot be moved, its note can be edited', async () => {
    const id = await world.booked('2026-11-19T09:00:00+01:00')
    await world.send(`/rendez-vous/${id}/lapin`)
    expect(
      (await world.send(`/rendez-vous/${id}/deplacement`, { startsAt: '2026-12-16T09:00:00+01:00' })).status,
    ).toBe(409)
    expect((await world.send(`/rendez-vous/${id}`, { version: 2, note: 'rappelé' })).status).toBe(200)
    expect(
      (await world.send(`/rendez-vous/${id}`, { version: 3, startsAt: '2026-12-16T09:00:00+01:00' })).status,
    ).toBe(409)
    const held = await world.booked('2026-11-19T10:00:00+01:00')
    await world.alice.work((work) =>
      work.tx.updateTable('appointment').set({ status: 'held' }).where('id', '=', held).execute(),
    )
    expect(
      (await world.send(`/rendez-vous/${held}/deplacement`, { startsAt: '2026-12-16T09:00:00+01:00' }))
        .status,
    ).toBe(409)
  })
})
