import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { fileIds } from './index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

interface FileJson {
  id: string
  version: number
  memberIds: string[]
  guardians: { id: string; lastName: string; version: number }[]
  payers: { id: string; name: string; isDefault: boolean; version: number }[]
  consents: { subject: string; given: boolean; guardianId: string | null; decidedOn: string }[]
  groups: { id: string }[]
  mergedFiles: { id: string; remarks: string }[]
}

async function create(fields: object): Promise<FileJson> {
  const { status, body } = await world.alice.postJson('/patients', fields)
  expect(status).toBe(201)
  return body
}

async function read(id: string): Promise<FileJson> {
  const { status, body } = await world.alice.json(`/patients/${id}`)
  expect(status).toBe(200)
  return body
}

async function post(path: string, value: object = {}) {
  const { status, body } = await world.alice.postJson(path, value)
  return {
    status,
    body: body as { id: string; errors: { field?: string; message: string }[]; version: number },
  }
}

describe('guardians', () => {
  test('are added, edited with both values when stale, removed and put back', async () => {
    const { id } = await create({ lastName: 'Petit', firstName: 'Tom', birthDate: '2015-05-01' })
    const added = await post(`/patients/${id}/responsables`, {
      kind: 'parent',
      lastName: "O'Neil",
      phone: '06 39 98 11 22',
      mayBeContacted: true,
    })
    expect(added).toMatchObject({
      status: 201,
      body: { phone: '+33639981122', mayBeContacted: true, mayBeBilled: false },
    })
    const guardian = `/patients/${id}/responsables/${added.body.id}`
    expect((await post(guardian, { version: 1, lastName: 'Neil', mayBeBilled: true })).status).toBe(200)
    const stale = await world.alice.post(guardian, { version: '1', kind: 'parent', lastName: 'Autre' })
    const form = (await readPage(stale)).form(guardian)
    expect(stale.status).toBe(409)
    expect(form.field('lastName')).toMatchObject({ value: 'Autre', error: 'Enregistré entre-temps : Neil' })
    expect(form.field('version').value).toBe('2')
    expect((await post(`${guardian}/suppression`)).status).toBe(200)
    expect((await read(id)).guardians).toEqual([])
    expect((await world.alice.get(guardian)).status).toBe(404)
    await post(`${guardian}/retablissement`)
    expect((await read(id)).guardians).toMatchObject([{ lastName: 'Neil' }])
    expect((await world.bob.get(guardian)).status).toBe(404)
  })

  test('are refused with a sentence at the field, and a couple has none', async () => {
    const { id } = await create({ lastName: 'Petit', firstName: 'Lou', kind: 'minor' })
    const { status, body } = await post(`/patients/${id}/responsables`, {
      lastName: '',
      email: 'non',
      phone: '12',
    })
    expect(status).toBe(422)
    expect(body.errors.map((error) => error.field)).toEqual(['lastName', 'email', 'phone'])
    const couple = await create({ lastName: 'Duo', kind: 'couple' })
    expect((await post(`/patients/${couple.id}/responsables`, { lastName: 'X' })).status).toBe(422)
  })

  test('of one file are not found under another', async () => {
    const [one, two] = [await create({ lastName: 'Un' }), await create({ lastName: 'Deux' })]
    const { body } = await post(`/patients/${one.id}/responsables`, {
      lastName: 'Tuteur',
      kind: 'legalGuardian',
    })
    expect((await world.alice.get(`/patients/${two.id}/responsables/${body.id}`)).status).toBe(404)
    expect((await post(`/patients/${two.id}/responsables/${body.id}/suppression`)).status).toBe(404)
  })
})

test('payers are several, one by default; removing keeps the row', async () => {
  const { id } = await create({ lastName: 'Payeur', firstName: 'Multi' })
  const first = await post(`/patients/${id}/payeurs`, { kind: 'person', name: 'Sa mère', isDefault: true })
  const second = await post(`/patients/${id}/payeurs`, {
    kind: 'organisation',
    name: '=SOMME(1)',
    isDefault: true,
    address: { street: '1 rue', postcode: '75001', city: 'Paris' },
  })
  expect([first.status, second.status]).toEqual([201, 201])
  expect((await read(id)).payers.map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['=SOMME(1)', true],
    ['Sa mère', false],
  ])
  expect((await post(`/patients/${id}/payeurs/${first.body.id}`, { version: 9, name: 'X' })).status).toBe(409)
  expect((await post(`/patients/${id}/payeurs/${first.body.id}`, { version: 1, name: 'Mère' })).status).toBe(
    200,
  )
  await post(`/patients/${id}/payeurs/${second.body.id}/suppression`)
  expect((await read(id)).payers.map(({ name }) => name)).toEqual(['Mère'])
  const rows = await world.alice.work((work) =>
    work.tx.selectFrom('payer').select('name').where('patientId', '=', id).execute(),
  )
  expect(rows).toHaveLength(2)
})

test('the latest consent is in force, per guardian and act; none is dated to come', async () => {
  const { id } = await create({ lastName: 'Consent', firstName: 'Ève', birthDate: '2012-01-01' })
  const { body: parent } = await post(`/patients/${id}/responsables`, { lastName: 'Parent' })
  const record = (fields: object) => post(`/patients/${id}/consentements`, fields)
  expect((await record({ subject: 'sms', given: true, decidedOn: '2026-01-10' })).status).toBe(201)
  expect((await record({ subject: 'sms', given: false, decidedOn: '2026-03-02' })).status).toBe(201)
  // Entered later, decided earlier: not in force.
  expect((await record({ subject: 'sms', given: true, decidedOn: '01/02/2026' })).status).toBe(201)
  expect(
    (await record({ subject: 'therapy', given: true, decidedOn: '2026-01-10', guardianId: parent.id }))
      .status,
  ).toBe(201)
  const future = await record({ subject: 'sms', given: true, decidedOn: '2027-01-01' })
  expect(future).toMatchObject({ status: 422, body: { errors: [{ field: 'decidedOn' }] } })
  expect((await record({ subject: 'sms', given: true, decidedOn: '31/02/2026' })).status).toBe(422)
  const { body } = await world.alice.json(`/patients/${id}/consentements`)
  const { items, inForce } = body as { items: unknown[]; inForce: FileJson['consents'] }
  expect(items).toHaveLength(4)
  expect(inForce.map(({ subject, given, guardianId }) => [subject, given, guardianId])).toEqual([
    ['sms', false, null],
    ['therapy', true, parent.id],
  ])
  const form = await world.alice.post(`/patients/${id}/consentements`, {
    subject: 'post',
    given: 'non',
    decidedOn: '2026-11-22',
  })
  expect(form.status).toBe(303)
})

test('a family has members, each with a file of their own', async () => {
  const [one, two] = [
    await create({ lastName: 'Membre', firstName: 'Un' }),
    await create({ lastName: 'Membre', firstName: 'Deux' }),
  ]
  const family = await create({ lastName: 'Famille Membre', kind: 'family', memberIds: [one.id] })
  expect(family.memberIds).toEqual([one.id])
  expect((await post(`/patients/${family.id}/membres`, { memberId: two.id })).status).toBe(200)
  expect((await post(`/patients/${family.id}/membres`, { memberId: two.id })).status).toBe(200)
  expect((await read(family.id)).memberIds).toEqual([one.id, two.id])
  expect((await read(one.id)).groups).toMatchObject([{ id: family.id }])
  expect((await post(`/patients/${family.id}/membres`, { memberId: family.id })).status).toBe(422)
  expect((await post(`/patients/${one.id}/membres`, { memberId: two.id })).status).toBe(422)
  expect((await post(`/patients/${family.id}/membres/${one.id}/suppression`)).status).toBe(200)
  expect((await read(family.id)).memberIds).toEqual([two.id])
  // Without JavaScript only a name arrives: several are offered, one is taken.
  const several = await world.alice.post(`/patients/${family.id}/membres`, {
    memberId: '',
    memberIdText: 'membre',
  })
  expect(several.status).toBe(422)
  const offered = (await readPage(several)).field('memberId').options.map((option) => option.value)
  expect(offered).toContain(one.id)
  const only = await world.alice.post(`/patients/${family.id}/membres`, {
    memberId: '',
    memberIdText: 'membre un',
  })
  expect(only.status).toBe(303)
  expect((await read(family.id)).memberIds).toEqual([two.id, one.id])
})

describe('merging', () => {
  test('points one file to another, shows both, redirects, is searched through, and is undone', async () => {
    const kept = await create({ lastName: 'Garder', firstName: 'Anne', remarks: 'a' })
    const gone = await create({ lastName: 'Gardé', firstName: 'Anna', phone: '0639987788', remarks: 'b' })
    await post(`/patients/${gone.id}/responsables`, { lastName: 'Tante' })
    const before = await rowOf(gone.id)
    const answer = await world.alice.post(`/patients/${gone.id}/fusion`, { mergedIntoId: kept.id })
    expect(answer.headers.get('location')).toBe(`/patients/${kept.id}`)
    expect(await rowOf(gone.id)).toEqual({ ...before, mergedIntoId: kept.id, mergedAt: expect.anything() })
    for (const path of ['', '/modification', '/consentements']) {
      const old = await world.alice.get(`/patients/${gone.id}${path}`)
      expect([old.status, old.headers.get('location')]).toEqual([303, `/patients/${kept.id}${path}`])
    }
    const file = await read(kept.id)
    expect(file).toMatchObject({
      guardians: [{ lastName: 'Tante' }],
      mergedFiles: [{ id: gone.id, remarks: 'b' }],
    })
    const { body } = await world.alice.json('/patients?q=06%2039%2098%2077%2088')
    expect((body as { items: { id: string }[] }).items.map((item) => item.id)).toEqual([kept.id])
    expect((await post(`/patients/${gone.id}`, { version: 1, lastName: 'X' })).status).toBe(409)
    await post(`/patients/${gone.id}/separation`)
    expect(await rowOf(gone.id)).toEqual(before)
    expect((await world.alice.get(`/patients/${gone.id}`)).status).toBe(200)
  })

  test('follows every merge, and refuses circles, itself, what is merged, and unlike files', async () => {
    const [a, b, c] = [
      await create({ lastName: 'A' }),
      await create({ lastName: 'B' }),
      await create({ lastName: 'C' }),
    ]
    const merge = (from: string, into: string) => post(`/patients/${from}/fusion`, { mergedIntoId: into })
    expect((await merge(a.id, a.id)).status).toBe(409)
    expect((await merge(a.id, b.id)).status).toBe(200)
    expect((await merge(b.id, c.id)).status).toBe(200)
    expect((await merge(c.id, a.id)).status).toBe(409)
    expect((await merge(a.id, c.id)).status).toBe(409)
    const ids = await world.alice.work((work) => fileIds(work.tx, c.id))
    expect([...ids].sort()).toEqual([a.id, b.id, c.id].sort())
    const old = await world.alice.get(`/patients/${a.id}`)
    expect(old.headers.get('location')).toBe(`/patients/${c.id}`)
    const couple = await create({ lastName: 'Couple', kind: 'couple' })
    expect((await merge(couple.id, c.id)).status).toBe(409)
  })

  test('of one pair both ways at once merges one way', async () => {
    const [a, b] = [await create({ lastName: 'Aller' }), await create({ lastName: 'Retour' })]
    const results = await Promise.all([
      post(`/patients/${a.id}/fusion`, { mergedIntoId: b.id }),
      post(`/patients/${b.id}/fusion`, { mergedIntoId: a.id }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('is proposed for the same name, phone or mail, never against the birth date, and compared side by side', async () => {
    const one = await create({ lastName: 'Doublon', firstName: 'Zoé', email: 'zoe@exemple.test' })
    const two = await create({ lastName: 'DOUBLON', firstName: 'Zoe', birthDate: '1990-01-01' })
    const three = await create({ lastName: 'Autre', firstName: 'Nom', email: 'ZOE@exemple.test' })
    const sibling = await create({ lastName: 'Doublon', firstName: 'Zoé', birthDate: '1991-01-01' })
    const { body } = await world.alice.json('/patients/doublons')
    const pairs = (
      body as { items: { first: { id: string }; second: { id: string }; reasons: string[] }[] }
    ).items
      .map(({ first, second, reasons }) => [[first.id, second.id].sort().join(' '), reasons.join()])
      .filter(([ids]) => [one, two, three, sibling].some((file) => ids?.includes(file.id)))
    expect(new Map(pairs as [string, string][])).toEqual(
      new Map([
        [[one.id, two.id].sort().join(' '), 'name'],
        [[one.id, sibling.id].sort().join(' '), 'name'],
        [[one.id, three.id].sort().join(' '), 'email'],
      ]),
    )
    const html = await (await world.alice.get(`/patients/${one.id}/fusion?avec=${two.id}`)).text()
    expect(html).toContain('Garder la fiche de Zoe DOUBLON')
    expect(html).toContain('1er janvier 1990')
    const byName = await readPage(world.alice.get(`/patients/${one.id}/fusion?avecText=doublon`))
    expect(byName.field('avec').options.map((option) => option.value)).toContain(two.id)
  })

  async function rowOf(id: string) {
    return world.alice.work((work) =>
      work.tx.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    )
  }
})
