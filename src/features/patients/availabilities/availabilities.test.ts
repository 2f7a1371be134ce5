import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { screenshotPages } from '#test/screenshot.ts'
import { type World, createWorld } from '#test/world.ts'

let world: World
let patientId: string
let here: string
beforeAll(async () => {
  world = await createWorld()
  patientId = await makePatient("O'Neil")
  here = `/patients/${patientId}/disponibilites`
})
afterAll(() => world.close())

async function makePatient(lastName: string): Promise<string> {
  const made = await world.alice.postJson('/patients', { lastName, firstName: 'Gaël' })
  return (made.body as { id: string }).id
}

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
    const html = await page.text()
    expect(html).toContain('La fin est avant le début.')
    expect(html).toContain('value="19:00"')
    expect(html).toContain('value="2026-12-02"')
  })

  test('are changed, removed and given back; each step can be undone, and a stale one is refused', async () => {
    const [, friday] = await list()
    const item = `${here}/${friday?.id}`
    expect(await (await world.alice.get(item)).text()).toContain('value="12:30"')
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

test('pictures', async () => {
  const empty = await makePatient('Ångström-Lefèvre')
  const [first] = await list()
  await screenshotPages(world, [
    { path: here, name: 'availabilities', as: 'alice', fullPage: true },
    { path: `/patients/${empty}/disponibilites`, name: 'availabilities-empty', as: 'alice', fullPage: true },
    { path: `${here}/${first?.id}`, name: 'availability', as: 'alice' },
    { path: `/patients/${patientId}`, name: 'patient', as: 'alice', fullPage: true },
  ])
  expect(first).toBeDefined()
})

describe('choosing a time', () => {
  let typeId: string
  const rows = async (html: string): Promise<string> => plain(html.replaceAll(/<svg[^]*?<\/svg>/g, ''))
  const people: string[] = []
  const day = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek

  beforeAll(async () => {
    const types = (await world.alice.json('/types-de-rendez-vous')).body as { items: { id: string }[] }
    typeId = types.items[0]?.id ?? ''
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '20:00' }))
    await world.alice.postJson('/horaires', { hours })
    for (const [name, weekday, from, to] of [
      ['Mercredi', 3, '14:00', '18:00'],
      ['Soir', 3, '16:00', '20:00'],
    ] as const) {
      const id = await makePatient(name)
      people.push(id)
      await world.alice.postJson(`/patients/${id}/disponibilites`, { weekday, from, to })
    }
  })

  async function book(patientIds: readonly string[], startsAt: string) {
    return world.alice.postJson('/rendez-vous', { patientIds, typeId, startsAt, durationMinutes: 60 })
  }

  test('what is taken is answered with free times that suit, for a group those that suit all', async () => {
    const other = await makePatient('Other')
    expect((await book([other], '2026-12-01T10:00')).status).toBe(201)
    for (const [ids, earliest, latest] of [
      [people.slice(0, 1), '14:00', '17:00'],
      [people, '16:00', '17:00'],
    ] as const) {
      const taken = await book(ids, '2026-12-01T10:00')
      expect(taken.status).toBe(409)
      const { nearest } = taken.body as { nearest: { startsAt: string; fits: boolean }[] }
      expect(nearest).toHaveLength(4)
      for (const { startsAt, fits } of nearest) {
        expect([fits, day(startsAt.slice(0, 10))]).toEqual([true, 3])
        expect(startsAt.slice(11, 16) >= earliest && startsAt.slice(11, 16) <= latest).toBe(true)
      }
    }
    const unknown = await book([await makePatient('Silent')], '2026-12-01T10:00')
    expect((unknown.body as { nearest: object[] }).nearest[0]).not.toHaveProperty('fits')
  })

  test('a time outside is warned of by name, and taken all the same once confirmed', async () => {
    const json = await book(people.slice(0, 1), '2026-12-03T10:00')
    expect(json.status).toBe(201)
    expect(json.body).toMatchObject({ warnings: ['outside-availability'] })
    expect((await book(people, '2026-12-09T17:00')).body).toMatchObject({ warnings: [] })
    expect((await book(people, '2026-12-09T14:00')).body).toMatchObject({
      warnings: ['outside-availability'],
    })

    const form = {
      patientId: people[0] ?? '',
      typeId,
      date: '2026-12-04',
      time: '10:00',
      durationMinutes: '60',
    }
    const asked = await world.alice.post('/rendez-vous', form)
    expect(asked.status).toBe(409)
    expect(await rows(await asked.text())).toContain('C’est hors des disponibilités de Gaël Mercredi.')
    expect((await world.alice.post('/rendez-vous', { ...form, confirmed: '1' })).status).toBe(303)
  })

  test('the form that moves says beside each time whether it suits; a drop tells when it does not', async () => {
    const booked = await book(people.slice(0, 1), '2026-12-16T15:00')
    const { id } = booked.body as { id: string }
    const page = await rows(await (await world.alice.get(`/rendez-vous/${id}/deplacement`)).text())
    expect(page).toContain('Convient')
    const dropped = await world.alice.postJson(`/rendez-vous/${id}/depot`, {
      version: 1,
      startsAt: '2026-12-17T15:00',
      durationMinutes: 60,
      dates: '2026-12-16,2026-12-17',
      selected: '2026-12-17',
      startHour: 8,
      endHour: 20,
    })
    expect(dropped.status).toBe(200)
    expect((dropped.body as { message: string }).message).toContain(
      'hors des disponibilités de Gaël Mercredi',
    )
  })

  test('the new form begins at the first time that suits', async () => {
    const html = await (await world.alice.get(`/rendez-vous/nouveau?patientId=${people[1]}`)).text()
    expect(html).toMatch(/name="date"[^>]*value="2026-11-25"/)
    expect(html).toMatch(/name="time"[^>]*value="16:00"/)
  })
})
