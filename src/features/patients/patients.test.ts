import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface PatientJson {
  id: string
  version: number
  kind: string
  lastName: string
  firstName: string
  birthDate: string | null
  emails: string[]
  phones: string[]
  address: { street: string; postcode: string; city: string }
  referredBy: string
  remarks: string
  memberIds: string[]
  archivedAt: string | null
}
interface ListJson {
  items: (PatientJson & { value: string; label: string; detail: string })[]
  next: string | null
}
interface ProblemJson {
  code: string
  errors: { field?: string; message: string }[]
}

async function create(fields: object): Promise<PatientJson> {
  const { status, body } = await world.alice.postJson('/patients', fields)
  expect(status).toBe(201)
  return body
}

async function search(q: string): Promise<string[]> {
  const { status, body } = await world.alice.json(`/patients?q=${encodeURIComponent(q)}`)
  expect(status).toBe(200)
  return (body as ListJson).items.map((item) => item.label)
}

const fill = async (answer: Response) => ({ status: answer.status, html: await answer.text() })

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
    const page = await fill(await world.alice.get(path))
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
    const { status, html } = await fill(answer)
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
const names = [
  ["O'Neil", 'Séan'],
  ['Ângela-Zoë', 'Maria'],
  ['李', '小龙'],
  ['<b>', '</b>'],
  ['=cmd()', '+1'],
  ['محمد', 'عائشة'],
  ['Émoji 🦋', '👩‍👧'],
  ['x'.repeat(300), 'y'.repeat(300)],
] as const

describe('names', () => {
  test.each(names)('%s %s comes back exactly', async (lastName, firstName) => {
    const made = await create({ lastName, firstName })
    expect(made).toMatchObject({ lastName, firstName })
    const { html } = await fill(await world.alice.get(`/patients/${made.id}`))
    const escaped = `${firstName} ${lastName}`
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
    expect(html).toContain(escaped.replaceAll("'", '&#39;'))
    const edit = await fill(await world.alice.get(`/patients/${made.id}/modification`))
    expect(edit.html).toContain(
      `value="${lastName.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')}"`,
    )
  })

  test('typed decomposed are stored composed', async () => {
    expect((await create({ lastName: 'E\u0301tienne' })).lastName).toBe('Étienne')
  })
})

describe('search', () => {
  beforeAll(async () => {
    await create({
      lastName: "D'Ângelo",
      firstName: 'Marie-Thérèse',
      phones: ['+33 6 39 98 45 67'],
      email: 'mt.angelo@exemple.test',
    })
    await create({ lastName: 'Angelini', firstName: 'Paolo' })
    await create({ lastName: 'Le Goff', firstName: 'Naïm', phone: '0590 12 34 56' })
  })

  test.each([
    ['angelo', ["D'Ângelo Marie-Thérèse"]],
    ['therese dangelo', ["D'Ângelo Marie-Thérèse"]],
    ['MARIE ANGELO', ["D'Ângelo Marie-Thérèse"]],
    ['0639984567', ["D'Ângelo Marie-Thérèse"]],
    ['06 39 98 45', ["D'Ângelo Marie-Thérèse"]],
    ['+33 6.39.98.45.67', ["D'Ângelo Marie-Thérèse"]],
    ['0033639984567', ["D'Ângelo Marie-Thérèse"]],
    ['mt.angelo@', ["D'Ângelo Marie-Thérèse"]],
    ['naim legoff', ['Le Goff Naïm']],
    ['naim goffic', []],
    ['goff le', ['Le Goff Naïm']],
    ['naïm 0590', ['Le Goff Naïm']],
    ['李', ['李 小龙']],
    ['personne de ce nom', []],
    ['%', []],
    ['___', []],
    ['\\', []],
  ])('%s', async (q, labels) => expect(await search(q)).toEqual(labels))

  test('puts names that begin with what is typed first', async () => {
    expect(await search('angel')).toEqual(['Ângela-Zoë Maria', 'Angelini Paolo', "D'Ângelo Marie-Thérèse"])
  })

  test('pages by cursor, without loss or repeat, searching or not; a broken cursor starts over', async () => {
    await world.bob.work(async (work) => {
      const { createPatient } = await import('./index.ts')
      for (let index = 0; index < 120; index++) {
        await createPatient(work, {
          lastName: index % 2 ? 'Martin' : `Mar${index}`,
          firstName: `Jean ${index}`,
        })
      }
    })
    for (const q of ['', 'jean']) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await world.bob.json(`/patients?q=${q}&cursor=${cursor}`)
        const { items, next } = body as ListJson
        seen.push(...items.map((item) => item.id))
        cursor = next
      }
      expect(seen).toHaveLength(120)
      expect(new Set(seen).size).toBe(120)
    }
    expect((await world.bob.json('/patients?cursor=nonsense')).status).toBe(200)
  })

  test('takes one statement for the list, beside entering, session and commit', async () => {
    world.takeStatements()
    await world.alice.json('/patients?q=angelo')
    expect(world.takeStatements().filter((text) => /from patient/.test(text))).toHaveLength(1)
    await world.alice.json('/patients?q=angelo')
    expect(world.takeStatements()).toHaveLength(4)
  })
})

describe('editing', () => {
  test('keeps what JSON leaves out, and raises the version', async () => {
    const made = await create({
      lastName: 'Avant',
      firstName: 'Jean',
      phones: ['0639981111'],
      remarks: 'à rappeler',
    })
    const { status, body } = await world.alice.postJson(`/patients/${made.id}`, {
      version: 1,
      lastName: 'Après',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      lastName: 'Après',
      firstName: 'Jean',
      phones: ['+33639981111'],
      remarks: 'à rappeler',
      version: 2,
    })
    expect(await search('apres')).toEqual(['Après Jean'])
    expect(await search('avant')).toEqual([])
  })

  test('in two tabs shows both values, loses nothing typed, and goes through when sent again', async () => {
    const made = await create({ lastName: 'Onglet', firstName: 'Un', phones: ['0639980001'] })
    const typed = (firstName: string, phone: string, version: string) => ({
      version,
      kind: 'adult',
      lastName: 'Onglet',
      firstName,
      birthDate: '',
      'phones.0': phone,
      'phones.1': '',
      'emails.0': '',
      'address.street': '',
      'address.postcode': '',
      'address.city': '',
      referredBy: '',
      remarks: '',
    })
    const first = await world.alice.post(`/patients/${made.id}`, typed('Premier', '0639980001', '1'))
    expect(first.status).toBe(303)
    const { status, html } = await fill(
      await world.alice.post(`/patients/${made.id}`, typed('Second', '06 39 98 00 02', '1')),
    )
    expect(status).toBe(409)
    expect(html).toContain('value="Second"')
    expect(html).toContain('value="06 39 98 00 02"')
    expect(html).toContain('Enregistré entre-temps : Premier')
    expect(html).toContain('Enregistré entre-temps : 06 39 98 00 01')
    expect(html).toContain('name="version" value="2"')
    expect(
      (await world.alice.post(`/patients/${made.id}`, typed('Second', '06 39 98 00 02', '2'))).status,
    ).toBe(303)
    const { body } = await world.alice.json(`/patients/${made.id}`)
    expect(body).toMatchObject({ firstName: 'Second', phones: ['+33639980002'], version: 3 })
  })

  test('stale JSON gets 409 with both', async () => {
    const made = await create({ lastName: 'Périmé' })
    await world.alice.postJson(`/patients/${made.id}`, { version: 1, firstName: 'A' })
    const { status, body } = await world.alice.postJson(`/patients/${made.id}`, {
      version: 1,
      firstName: 'B',
    })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'stale',
      current: { firstName: 'A', version: 2 },
      yours: { firstName: 'B' },
    })
  })
})

describe('archiving', () => {
  test('takes a file out of lists, keeps it, and is undone', async () => {
    const made = await create({ lastName: 'Rangée', firstName: 'Vieille' })
    const answer = await world.alice.post(`/patients/${made.id}/archivage`, {})
    expect(answer.headers.get('location')).toBe(`/patients/${made.id}`)
    expect(await search('rangee')).toEqual([])
    const { body } = await world.alice.json('/patients?q=rangee&etat=archives')
    expect((body as ListJson).items).toHaveLength(1)
    expect((await fill(await world.alice.get(`/patients/${made.id}`))).html).toContain('Sortir des archives')
    expect((await world.alice.post(`/patients/${made.id}/retablissement`, {})).status).toBe(303)
    expect(await search('rangee')).toEqual(['Rangée Vieille'])
  })
})

describe('isolation', () => {
  test('another practice’s file is not found, whatever is asked of it', async () => {
    const { id } = await create({ lastName: 'Secrète', remarks: 'rien que pour Alice' })
    for (const path of [
      '',
      '/modification',
      '/fusion',
      '/consentements',
      '/responsables/nouveau',
      '/payeurs/nouveau',
    ]) {
      expect((await world.bob.get(`/patients/${id}${path}`)).status).toBe(404)
    }
    for (const path of [
      '',
      '/archivage',
      '/retablissement',
      '/separation',
      '/responsables',
      '/payeurs',
      '/consentements',
      '/membres',
    ]) {
      const { status } = await world.bob.postJson(`/patients/${id}${path}`, {
        version: 1,
        lastName: 'Volée',
        name: 'Volée',
        subject: 'sms',
        given: true,
        decidedOn: '2026-01-01',
        memberId: id,
      })
      expect(status).toBe(404)
    }
    const own = (await world.bob.postJson('/patients', { lastName: 'Bobine' })).body as PatientJson
    expect((await world.bob.postJson(`/patients/${own.id}/fusion`, { mergedIntoId: id })).status).toBe(404)
    expect((await world.bob.postJson(`/patients/${id}/fusion`, { mergedIntoId: own.id })).status).toBe(404)
    expect(((await world.bob.json('/patients?q=secrete')).body as ListJson).items).toEqual([])
    expect(await (await world.bob.get('/patients/export.csv')).text()).not.toContain('Secrète')
  })

  test('an address that is no id is not found', async () => {
    for (const path of ['/patients/42', "/patients/'--", '/patients/00000000-0000-7000-8000-000000000000']) {
      expect((await world.alice.get(path)).status).toBe(404)
    }
  })
})

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
