import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefused } from '#src/domain/refusal.ts'
import { createPatient } from '#src/features/patients/index.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import { type Reply, event, ics, upload } from '#test/worlds/imported-calendars.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

const calendar = (...events: string[]): Promise<Reply> =>
  upload(world, world.alice, '/agenda/import', 'agenda.ics', ics(...events))
const confirm = (id: string, body: Record<string, unknown> = {}): Promise<Reply> =>
  world.alice.postJson(`/agenda/import/${id}/confirmation`, { version: 1, typeId: ground.typeId, ...body })
const open = (firstName: string, lastName: string, more: object = {}): Promise<string> =>
  world.alice.work(async (work) => {
    const created = await createPatient(work, { firstName, lastName, ...more })
    if (isRefused(created)) throw new Error(created.refused)
    return created.id
  })
const patientsOf = (uid: string): Promise<{ patientId: string }[]> =>
  world.alice.work((work) =>
    work.tx
      .selectFrom('appointment')
      .innerJoin('appointmentPatient', 'appointmentPatient.appointmentId', 'appointment.id')
      .select('appointmentPatient.patientId')
      .where('sourceUid', '=', uid)
      .execute(),
  )

describe('two patients of one name', () => {
  test('are one question, whose answer holds for every title and for the next file', async () => {
    const [first, second] = [
      await open('Théo', 'Sœur', { birthDate: '25/09/2012' }),
      await open('Théo', 'Sœur'),
    ]
    const { body } = await calendar(
      event('t1', '20261201T090000', '20261201T094500', 'Théo Sœur'),
      event('t2', '20261202T090000', '20261202T094500', 'RDV SOEUR Théo'),
      event('t3', '20261203T090000', '20261203T094500', 'Théo SŒUR - bilan'),
    )
    expect(body.subjects).toMatchObject([
      { kind: 'choose', count: 3, become: `patient:${first}`, candidates: [first, second] },
    ])
    const subjects = [{ key: body.subjects[0]?.key, become: `patient:${second}` }]
    expect((await confirm(body.id, { subjects })).body.result).toMatchObject({ appointments: 3 })
    for (const uid of ['t1', 't2', 't3']) expect(await patientsOf(uid)).toEqual([{ patientId: second }])

    const next = await calendar(event('t4', '20261204T090000', '20261204T094500', 'Théo Sœur (décalé)'))
    expect(next.body.subjects).toMatchObject([{ kind: 'choose', become: `patient:${second}` }])
  })
})

describe('a person without a file', () => {
  test('gets one, in whichever order the calendar writes the name', async () => {
    const { body } = await calendar(
      event('f1', '20270104T090000', '20270104T094500', 'Anaïs François'),
      event('f2', '20270105T090000', '20270105T094500', 'François Anaïs'),
      event('f3', '20270106T090000', '20270106T094500', 'RDV FRANÇOIS Anaïs'),
    )
    expect(body.subjects).toMatchObject([
      { kind: 'newPatient', name: 'Anaïs François', newName: { firstName: 'Anaïs', lastName: 'FRANÇOIS' } },
    ])
    expect((await confirm(body.id)).body.result).toMatchObject({ appointments: 3, patients: 1 })
    const [one] = await patientsOf('f1')
    for (const uid of ['f2', 'f3']) expect(await patientsOf(uid)).toEqual([one])
  })

  test('may have first and last name the other way round', async () => {
    const { body } = await calendar(event('s1', '20270107T090000', '20270107T094500', 'Martin Robert'))
    const subjects = [{ key: body.subjects[0]?.key, become: 'newPatientSwapped' }]
    expect((await confirm(body.id, { subjects })).body.result).toMatchObject({ patients: 1 })
    const { body: found } = await world.alice.json('/patients?q=martin%20robert')
    expect(found).toMatchObject({ items: [{ firstName: 'Robert', lastName: 'Martin' }] })
  })
})

describe('another patient', () => {
  test('is taken by the name typed where one alone bears it, asked at the field where not', async () => {
    const camille = ground.patientId
    await open('Camille', 'Dupont-alizé')
    const { body } = await calendar(event('o1', '20270108T090000', '20270108T094500', 'Déjeuner avec C.'))
    const path = `/agenda/import/${body.id}`
    const key = body.subjects[0]?.key ?? ''
    const row = (text: string) => ({
      version: '1',
      typeId: ground.typeId,
      'subjects.0.key': key,
      'subjects.0.become': 'other',
      'subjects.0.patientId': '',
      'subjects.0.patientIdText': text,
    })
    for (const [text, sentence, offered] of [
      ['Camille <i>', 'Plusieurs patients portent ce nom', `<option value="${camille}"`],
      ['Personne', 'Aucun patient de ce nom', 'value="Personne"'],
      ['', 'Aucun patient de ce nom', '<option value="other" selected'],
    ] as const) {
      const answer = await world.alice.post(`${path}/confirmation`, row(text))
      expect(answer.status).toBe(422)
      const html = await answer.text()
      for (const part of [sentence, offered, 'id="field-subjects-0-patientId-error"']) {
        expect(html).toContain(part)
      }
    }
    expect((await world.alice.post(path, row('Camille Dupont-alice'))).status).toBe(303)
    expect((await world.alice.json(path)).body).toMatchObject({
      subjects: [{ become: `patient:${camille}` }],
    })
  })
})

describe('buffers', () => {
  test('are taken by what is to come as far as the agenda leaves room, and the page says so', async () => {
    await world.alice.work((work) =>
      work.tx
        .updateTable('appointmentType')
        .set({ bufferBeforeMinutes: 5, bufferAfterMinutes: 15 })
        .where('id', '=', ground.typeId)
        .execute(),
    )
    const name = 'Camille Dupont-alice'
    const booked = await world.alice.postJson('/rendez-vous', ground.booking('2027-02-01T11:00:00+01:00'))
    expect(booked.status).toBe(201)
    const { body } = await calendar(
      event('b0', '20261101T090000', '20261101T094500', name),
      event('b1', '20270201T090000', '20270201T094500', name),
      event('b2', '20270201T101000', '20270201T105500', name),
      event('b3', '20270202T090000', '20270202T094500', name),
      event('b4', '20270202T094500', '20270202T103000', name),
    )
    const page = await (await world.alice.get(`/agenda/import/${body.id}`)).text()
    expect(page).toContain('5 min avant, 15 min après')
    expect(page).toContain('3 rendez-vous se suivent de trop près')
    expect((await confirm(body.id)).body.result).toMatchObject({ appointments: 5, shortened: 3 })
    const spans = await world.alice.work((work) =>
      work.tx
        .selectFrom('occupancy')
        .innerJoin('appointment', 'appointment.id', 'occupancy.appointmentId')
        .select(['sourceUid', 'occupancy.startsAt', 'occupancy.endsAt'])
        .where('sourceUid', 'like', 'b%')
        .orderBy('sourceUid')
        .execute(),
    )
    const wall = (instant: Temporal.Instant) => instant.toString().slice(5, 16)
    expect(
      spans.map(({ sourceUid, startsAt, endsAt }) => `${sourceUid} ${wall(startsAt)} ${wall(endsAt)}`),
    ).toEqual([
      'b0 11-01T08:00 11-01T08:45',
      'b1 02-01T07:55 02-01T09:00',
      'b2 02-01T09:05 02-01T09:55',
      'b3 02-02T07:55 02-02T08:45',
      'b4 02-02T08:45 02-02T09:45',
    ])
    // Nobody can be booked into the buffer.
    const within = await world.alice.postJson('/rendez-vous', ground.booking('2027-02-02T10:30:00+01:00'))
    expect(within.status).toBe(409)
  })

  test('do not stand in the way of what keeps its time: a note is edited, a cancellation taken back', async () => {
    const { body } = await world.alice.json('/rendez-vous?du=2027-02-02&au=2027-02-02')
    const [first] = (body as { items: { id: string; version: number }[] }).items
    const address = `/rendez-vous/${first?.id}`
    const edited = await world.alice.postJson(address, { version: first?.version, note: 'Apporte le bilan.' })
    expect([edited.status, (edited.body as { title?: string }).title]).toEqual([200, undefined])
    expect((await world.alice.postJson(`${address}/annulation`, { by: 'patient' })).status).toBe(200)
    expect((await world.alice.postJson(`${address}/retablissement`, {})).status).toBe(200)
  })
})
