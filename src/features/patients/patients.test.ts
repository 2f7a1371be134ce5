import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type PatientJson, type ProblemJson, fileClientOf, pageOf } from '#test/worlds/patient.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const { create, search } = fileClientOf(() => world.alice)

describe('a new patient', () => {
  test('is made from a form, shown, and found; phones are E.164, a minor is told by the birth date', async () => {
    const answer = await world.alice.post('/patients', {
      lastName: ' Lefèvre ',
      firstName: 'Zoé',
      phone: '06.39.98.12.34',
      email: 'Zoe@Exemple.TEST',
      birthDate: '12/03/2014',
      submissionId: '0190a000-0000-7000-8000-000000000001',
    })
    expect(answer.status).toBe(303)
    const path = answer.headers.get('location') ?? ''
    const { body } = await world.alice.json(path)
    expect(body).toMatchObject({
      kind: 'minor',
      lastName: 'Lefèvre',
      firstName: 'Zoé',
      birthDate: '2014-03-12',
      phones: ['+33639981234'],
      emails: ['Zoe@exemple.test'],
      version: 1,
      nextAppointment: null,
      dueCents: 0,
    })
    const page = await pageOf(await world.alice.get(path))
    expect(page.status).toBe(200)
    expect(page.html).toContain('Zoé Lefèvre')
    expect(page.html).toContain('06\u00a039\u00a098\u00a012\u00a034')
  })

  test('answers 201 with the thing and its address as JSON', async () => {
    const { status, body, headers } = await world.alice.postJson('/patients', {
      lastName: 'Petit',
      firstName: 'Élise',
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/patients/${(body as PatientJson).id}`)
    expect(body).toMatchObject({
      kind: 'adult',
      lastName: 'Petit',
      birthDate: null,
      phones: [],
      memberIds: [],
    })
  })

  test('sent twice is made once', async () => {
    const fields = {
      lastName: 'Doublet',
      firstName: 'Deux',
      submissionId: '0190a000-0000-7000-8000-0000000000d2',
    }
    const [first, second] = await Promise.all([
      world.alice.post('/patients', fields),
      world.alice.post('/patients', fields),
    ])
    expect([first.status, second.status]).toEqual([303, 303])
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await search('doublet')).toHaveLength(1)
  })

  test('is refused with a sentence at each field, and nothing typed is lost', async () => {
    const answer = await world.alice.post('/patients', {
      lastName: '',
      firstName: 'Paul "le grand"',
      phone: 'abc',
      email: 'pas une adresse',
      birthDate: '31/02/1984',
      remarks: '<script>alert(1)</script>',
    })
    const { status, html } = await pageOf(answer)
    expect(status).toBe(422)
    for (const sentence of [
      'Le nom est nécessaire.',
      'Ce numéro n’est pas reconnu',
      'Cette adresse mail n’est pas valable',
      'Ce jour n’existe pas au calendrier',
    ]) {
      expect(html).toContain(sentence)
    }
    expect(html).toContain('value="Paul &quot;le grand&quot;"')
    expect(html).toContain('value="31/02/1984"')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script>alert')
  })

  test.each([
    ['12/03/71', 'quatre chiffres'],
    ['01/01/2031', 'à venir'],
    ['01/01/1800', '125 ans'],
    ['demain', 'pas comprise'],
  ])('a birth date of %s is refused', async (birthDate, sentence) => {
    const { status, body } = await world.alice.postJson('/patients', { lastName: 'Test', birthDate })
    expect(status).toBe(422)
    expect((body as ProblemJson).errors).toEqual([
      { field: 'birthDate', message: expect.stringContaining(sentence) },
    ])
  })

  test('is refused with 301 characters, taken with 300', async () => {
    const long = 'é'.repeat(300)
    expect((await create({ lastName: long })).lastName).toBe(long)
    const { status, body } = await world.alice.postJson('/patients', { lastName: `${long}é` })
    expect(status).toBe(422)
    expect((body as ProblemJson).errors[0]).toEqual({
      field: 'lastName',
      message: 'Ce texte est trop long : 300 caractères au plus.',
    })
  })

  test('malformed JSON is 400, wrong types 422, unknown fields are not stored', async () => {
    const broken = await world.app.hono.request('/patients', {
      method: 'POST',
      body: '{"lastName":',
      headers: { cookie: world.alice.cookie, 'content-type': 'application/json', accept: 'application/json' },
    })
    expect(broken.status).toBe(400)
    expect((await world.alice.postJson('/patients', { lastName: { a: 1 } })).status).toBe(422)
    expect((await world.alice.postJson('/patients', {})).status).toBe(422)
    const made = await create({
      lastName: 'Inconnu',
      version: 9,
      practiceId: 'x',
      archivedAt: '2020-01-01T00:00:00Z',
    })
    expect(made).toMatchObject({ version: 1, archivedAt: null })
  })
})

// NFC forms: this is how they are stored whatever way they were typed.

test('reading a file is on the audit trail, and takes few statements', async () => {
  const { id } = await create({ lastName: 'Lue' })
  await world.alice.get(`/patients/${id}`)
  world.takeStatements()
  await world.alice.get(`/patients/${id}`)
  // entering, session, patient, people, facts, availabilities, audit, commit
  expect(world.takeStatements()).toHaveLength(8)
  const events = await world.alice.work((work) =>
    work.tx.selectFrom('auditEvent').select('action').where('subjectId', '=', id).orderBy('seq').execute(),
  )
  expect(events.map((event) => event.action)).toEqual(['patient.create', 'patient.read', 'patient.read'])
})

test('remarks are sealed: their words are nowhere in the database', async () => {
  const { id } = await create({ lastName: 'Scellée', remarks: 'un mot très reconnaissable' })
  const row = await world.alice.work((work) =>
    work.tx.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
  expect(row.remarksSealed?.includes('reconnaissable')).toBe(false)
  expect(JSON.stringify({ ...row, remarksSealed: null })).not.toContain('reconnaissable')
  expect((await world.alice.json(`/patients/${id}`)).body).toMatchObject({
    remarks: 'un mot très reconnaissable',
  })
})
