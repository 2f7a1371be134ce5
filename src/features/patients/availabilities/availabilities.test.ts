import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { screenshotPages } from '#test/screenshot.ts'
import { readPage } from '#test/page/read-page.ts'
import { type World, createWorld } from '#test/world.ts'
import { fileClientOf } from '#test/worlds/patient.ts'

let world: World
let patientId: string
let here: string
beforeAll(async () => {
  world = await createWorld()
  patientId = await makePatient("O'Neil")
  here = `/patients/${patientId}/disponibilites`
})
afterAll(() => world.close())

const { create } = fileClientOf(() => world.alice)
const makePatient = async (lastName: string): Promise<string> =>
  (await create({ lastName, firstName: 'Gaël' })).id
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

const tuesday = { weekday: 2, from: '17:00', to: '19:00' }

interface Item {
  id: string
  weekday: number
  from: string
  to: string
  everyWeeks: number
  validFrom: string | null
  validTo: string | null
  version: number
}

async function list(id = patientId): Promise<Item[]> {
  const answer = await world.alice.json(`/patients/${id}/disponibilites`)
  expect(answer.status).toBe(200)
  return (answer.body as { items: Item[] }).items
}

async function refusalOf(
  value: object,
  id = patientId,
): Promise<{ status: number; field: string; message: string }> {
  const answer = await world.alice.postJson(`/patients/${id}/disponibilites`, value)
  const [error] = (answer.body as { errors?: { field: string; message: string }[] }).errors ?? []
  return { status: answer.status, field: error?.field ?? '', message: plain(error?.message ?? '') }
}

describe('a patient’s availabilities', () => {
  test('are noted by form and by JSON, shown on the file, and listed in the order of the week', async () => {
    const form = await world.alice.post(here, {
      weekday: '5',
      from: '9h',
      to: '12 h 30',
      everyWeeks: '1',
      validFrom: '',
      validTo: '',
    })
    expect([form.status, form.headers.get('location')]).toEqual([303, here])
    const json = await world.alice.postJson(here, {
      ...tuesday,
      everyWeeks: 2,
      validFrom: '2026-12-01',
      validTo: '2027-06-30',
    })
    expect(json.status).toBe(201)
    expect(json.headers.get('location')).toBe(here)
    expect(await list()).toMatchObject([
      {
        weekday: 2,
        from: '17:00',
        to: '19:00',
        everyWeeks: 2,
        validFrom: '2026-12-01',
        validTo: '2027-06-30',
        version: 1,
      },
      { weekday: 5, from: '09:00', to: '12:30', everyWeeks: 1, validFrom: null, validTo: null, version: 1 },
    ])
    const file = plain(await (await world.alice.get(`/patients/${patientId}`)).text())
    expect(file).toContain('Vendredi, 9 h – 12 h 30')
    expect(file).toContain('une semaine sur deux · à partir du 1er décembre 2026 · jusqu’au 30 juin 2027')
    expect(
      ((await world.alice.json(`/patients/${patientId}`)).body as { availabilities: Item[] }).availabilities,
    ).toHaveLength(2)
  })

  test.each([
    ['nothing at all', {}, 'weekday', /./],
    ['a weekday that is none', { ...tuesday, weekday: 8 }, 'weekday', /./],
    ['a time that is none', { ...tuesday, from: 'midi' }, 'from', /./],
    ['reversed hours', { ...tuesday, from: '19:00', to: '17:00' }, 'to', 'La fin est avant le début.'],
    ['empty hours', { ...tuesday, to: '17:00' }, 'to', 'La fin est avant le début.'],
    [
      'fortnights from no day',
      { ...tuesday, weekday: 1, everyWeeks: 2 },
      'validFrom',
      'Donnez la première date : une semaine sur deux se compte à partir d’elle.',
    ],
    ['every third week', { ...tuesday, everyWeeks: 3 }, 'everyWeeks', /./],
    [
      'reversed dates',
      { ...tuesday, weekday: 1, validFrom: '2027-01-02', validTo: '2027-01-01' },
      'validTo',
      'La dernière date est avant la première.',
    ],
    [
      'a day that never comes',
      { ...tuesday, weekday: 1, validFrom: '2026-12-01', validTo: '2026-12-05' },
      'weekday',
      'Ce jour de la semaine ne vient jamais entre ces dates.',
    ],
    ['a date that is none', { ...tuesday, validFrom: '2027-02-30' }, 'validFrom', /./],
    [
      'what overlaps',
      { weekday: 5, from: '12:00', to: '14:00' },
      'from',
      'Recouvre ce qui est déjà noté : Vendredi, 9 h – 12 h 30.',
    ],
  ])('refuse %s at its field', async (_, value: object, field: string, message: string | RegExp) => {
    const refused = await refusalOf(value)
    expect([refused.status, refused.field]).toEqual([422, field])
    expect(refused.message).toMatch(message)
    expect(await list()).toHaveLength(2)
  })

  test('may touch, take turns of two weeks, or follow one another', async () => {
    const id = await makePatient('Turns')
    const at = `/patients/${id}/disponibilites`
    const monday = { weekday: 1, from: '09:00', to: '10:00' }
    const odd = { ...monday, everyWeeks: 2, validFrom: '2026-11-23' }
    const even = { ...monday, everyWeeks: 2, validFrom: '2026-11-30' }
    for (const value of [odd, even, { ...monday, from: '10:00', to: '11:00' }]) {
      expect((await world.alice.postJson(at, value)).status).toBe(201)
    }
    expect((await refusalOf({ ...monday, validFrom: '2028-01-01' }, id)).field).toBe('from')
    expect((await world.alice.postJson(at, { ...monday, validTo: '2026-11-22' })).status).toBe(201)
    expect((await refusalOf({ ...monday, validTo: '2026-11-16' }, id)).field).toBe('from')
  })

  test('come back filled when refused', async () => {
    const page = await world.alice.post(here, {
      weekday: '3',
      from: '19:00',
      to: '17:00',
      everyWeeks: '2',
      validFrom: '2026-12-02',
      validTo: '',
    })
    expect(page.status).toBe(422)
    const form = (await readPage(page)).form(here)
    expect(form.field('to')).toMatchObject({ value: '17:00', error: 'La fin est avant le début.' })
    expect(form.field('from').value).toBe('19:00')
    expect(form.field('validFrom').value).toBe('2026-12-02')
  })

  test('are changed, removed and given back; each step can be undone, and a stale one is refused', async () => {
    const [, friday] = await list()
    const item = `${here}/${friday?.id}`
    expect((await readPage(world.alice.get(item))).form(item).field('to').value).toBe('12:30')
    const changed = await world.alice.post(item, {
      weekday: '5',
      from: '10:00',
      to: '11:00',
      everyWeeks: '1',
      version: '1',
      validFrom: '',
      validTo: '',
    })
    expect(changed.status).toBe(303)
    const stale = await world.alice.postJson(item, { weekday: 5, from: '8:00', to: '9:00', version: 1 })
    expect(stale.status).toBe(409)
    expect(stale.body).toMatchObject({ current: { from: '10:00', version: 2 } })
    expect((await world.alice.post(`${item}/modifications/2/annulation`, {})).status).toBe(303)
    expect((await list())[1]).toMatchObject({ from: '09:00', to: '12:30', version: 3 })
    expect((await world.alice.postJson(`${item}/modifications/2/annulation`, {})).status).toBe(409)

    expect((await world.alice.post(`${item}/suppression`, {})).status).toBe(303)
    expect(await list()).toHaveLength(1)
    expect((await world.alice.get(item)).status).toBe(404)
    expect((await world.alice.post(`${item}/retablissement`, {})).status).toBe(303)
    expect(await list()).toHaveLength(2)
    await world.alice.post(`${item}/suppression`, {})
    await world.alice.postJson(here, { weekday: 5, from: '09:00', to: '10:00' })
    expect((await world.alice.postJson(`${item}/retablissement`, {})).status).toBe(422)
  })

  test('are many at most', async () => {
    const id = await makePatient('Many')
    for (let n = 0; n < 21; n++) {
      const made = await world.alice.postJson(`/patients/${id}/disponibilites`, {
        weekday: 1 + (n % 7),
        from: `${8 + Math.floor(n / 7) * 2}:00`,
        to: `${9 + Math.floor(n / 7) * 2}:00`,
      })
      expect(made.status).toBe(201)
    }
    expect((await refusalOf({ weekday: 1, from: '20:00', to: '21:00' }, id)).message).toContain(
      'Vingt et une',
    )
  })

  test('of a merged file are the survivor’s', async () => {
    const [old, kept] = [await makePatient('Old'), await makePatient('Kept')]
    await world.alice.postJson(`/patients/${old}/disponibilites`, { weekday: 4, from: '14:00', to: '15:00' })
    await world.alice.postJson(`/patients/${old}/fusion`, { mergedIntoId: kept })
    const [item] = await list(kept)
    expect(item).toMatchObject({ weekday: 4, from: '14:00' })
    const edited = await world.alice.postJson(`/patients/${kept}/disponibilites/${item?.id}`, {
      weekday: 4,
      from: '15:00',
      to: '16:00',
      version: 1,
    })
    expect(edited.status).toBe(200)
    expect(edited.body).toMatchObject({ from: '15:00', version: 2 })
  })

  test('are nobody else’s', async () => {
    const [mine] = await list()
    const item = `${here}/${mine?.id}`
    const other = await makePatient('Other')
    for (const answer of [
      await world.bob.get(here),
      await world.bob.postJson(here, tuesday),
      await world.bob.get(item),
      await world.bob.postJson(item, { ...tuesday, version: 1 }),
      await world.bob.postJson(`${item}/suppression`, {}),
      await world.bob.postJson(`${item}/retablissement`, {}),
      await world.bob.postJson(`${item}/modifications/1/annulation`, {}),
      await world.alice.get(`/patients/${other}/disponibilites/${mine?.id}`),
      await world.alice.postJson(`/patients/${other}/disponibilites/${mine?.id}/suppression`, {}),
      await world.alice.get(`${here}/${newId()}`),
      await world.alice.get(`/patients/${newId()}/disponibilites`),
    ]) {
      expect(answer.status).toBe(404)
    }
    expect((await list())[0]).toEqual(mine)
  })
})

test('each page answers, and looks as it should', async () => {
  const empty = await makePatient('Ångström-Lefèvre')
  const [first] = await list()
  expect(first?.id).toMatch(/^[0-9a-f-]{36}$/)
  const shots = [
    { path: here, name: 'availabilities' },
    { path: `/patients/${empty}/disponibilites`, name: 'availabilities-empty' },
    { path: `${here}/${first?.id}`, name: 'availability' },
    { path: `/patients/${patientId}`, name: 'patient' },
  ].map((shot) => ({ ...shot, as: 'alice' as const, fullPage: true }))
  for (const { path } of shots) expect((await world.alice.get(path)).status, path).toBe(200)
  await screenshotPages(world, shots)
})
