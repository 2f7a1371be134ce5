import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PlanningWorld, createPlanningWorld, undoOf, week } from '#test/worlds/planning.ts'

let world: PlanningWorld
beforeAll(async () => {
  world = await createPlanningWorld()
})
afterAll(() => world.close())

describe('the usual week', () => {
  test('is typed a line a day, and each wrong line says why', async () => {
    const typed = { ...week('9h-12h, 14h-19h'), day6: '10 h à 13 h' }
    const before = (await world.read('/horaires')).body.hours
    expect((await world.alice.post('/horaires', typed)).status).toBe(303)
    expect(
      (await world.read('/horaires')).body.hours.filter((one) => Number(one['weekday']) === 6),
    ).toMatchObject([{ from: '10:00', to: '13:00', validFrom: null }])
    const refused = await world.alice.post('/horaires', {
      ...typed,
      day1: '20h-2h',
      day2: 'le matin',
      day3: '9h-12h 11h-13h'.replace(' ', ', '),
    })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    for (const sentence of ['à 23 h 59 au plus tard', 'Écrivez des heures', 'chevauche'])
      expect(page).toContain(sentence)
    expect(page).toContain('value="20h-2h"')
    await world.send('/horaires/retablissement')
    expect((await world.read('/horaires')).body.hours).toEqual(before)
  })

  test('can change on a date: the old hours end the day before', async () => {
    const typed = { ...week('13h-20h'), isNew: 'on', validFrom: '2027-01-04' }
    const clash = await world.alice.post('/horaires', typed)
    expect(clash.status).toBe(422)
    expect(await clash.text()).toContain('Ils remplacent les horaires d’avant')
    expect((await world.alice.post('/horaires', { ...typed, replaces: 'on' })).status).toBe(303)
    expect((await world.freeOn('2026-12-29'))[0]).toBe('09:00')
    expect((await world.freeOn('2027-01-05'))[0]).toBe('13:00')
    const page = await (await world.alice.get('/horaires?du=2027-01-04')).text()
    expect(page).toContain('value="13h-20h"')
    await world.send('/horaires/retablissement')
    expect((await world.freeOn('2027-01-05'))[0]).toBe('09:00')
  })

  test('is not emptied by a request that says nothing', async () => {
    expect((await world.send('/horaires', {})).status).toBe(422)
    expect(
      (await world.send('/horaires', { hours: [{ weekday: 1, from: '20:00', to: '02:00' }] })).body.errors[0],
    ).toEqual({
      field: 'hours.0.to',
      message: 'Une ouverture se termine le jour même, à 23 h 59 au plus tard.',
    })
    expect(
      (
        await world.send('/horaires', {
          hours: [{ weekday: 1, from: '09:00', to: '10:00', validFrom: '2027-02-01', validTo: '2027-01-01' }],
        })
      ).body.errors[0]?.field,
    ).toBe('hours.0.validTo')
  })
})

describe('a period', () => {
  const dates = { name: 'Vacances de Noël', firstDate: '2026-12-21', lastDate: '2026-12-31' }

  test('has its own week, from one click to its undo', async () => {
    expect(await (await world.alice.get('/horaires')).text()).toContain('Ajouter Vacances de Noël')
    const made = await world.alice.post('/horaires/periodes', { ...dates, copies: 'on' })
    expect(made.status).toBe(303)
    const href = made.headers.get('location') ?? ''
    expect((await world.freeOn('2026-12-22'))[0]).toBe('09:00')
    expect(await (await world.alice.get('/horaires')).text()).not.toContain('Ajouter Vacances de Noël')
    const edited = await world.alice.post(href, { ...dates, version: '1', ...week('10h-12h') })
    expect(edited.status).toBe(303)
    expect(await world.freeOn('2026-12-22')).toEqual(['10:00', '10:15', '10:30', '10:45', '11:00', '11:15'])
    expect(await world.warningsAt('2026-12-22T15:00')).toEqual(['outside-hours'])
    expect((await world.freeOn('2027-01-04'))[0]).toBe('09:00')
    expect((await world.alice.post(href, { ...dates, version: '1', ...week('') })).status).toBe(409)
    await world.alice.post(undoOf(edited), {})
    expect((await world.freeOn('2026-12-22')).at(-1)).toBe('18:15')
    const removed = await world.alice.post(`${href}/suppression`, {})
    expect((await world.read(href)).status).toBe(404)
    await world.alice.post(undoOf(removed), {})
    expect((await world.read(href)).body).toMatchObject({ name: 'Vacances de Noël', firstDate: '2026-12-21' })
    await world.alice.post(`${href}/suppression`, {})
  })

  test('closes the days for which it has no hours', async () => {
    const { body } = await world.send('/horaires/periodes', { ...dates, name: '<b>O’Neil</b> 李', hours: [] })
    expect(await world.freeOn('2026-12-22')).toEqual([])
    expect(await (await world.alice.get(`/horaires/periodes/${body.id}`)).text()).toContain(
      '&lt;b&gt;O’Neil&lt;/b&gt; 李',
    )
    const other = await world.send('/horaires/periodes', {
      name: 'Autre',
      firstDate: '2026-12-31',
      lastDate: '2027-01-02',
      hours: [],
    })
    expect(other).toMatchObject({ status: 409, body: { code: 'period-overlap', otherId: body.id } })
    expect(other.body.errors[0]?.message).toContain('21 – 31 décembre 2026')
    await world.send(`/horaires/periodes/${body.id}/suppression`)
    const third = await world.send('/horaires/periodes', {
      name: 'Autre',
      firstDate: '2026-12-31',
      lastDate: '2027-01-02',
      hours: [],
    })
    expect(third.status).toBe(201)
    expect((await world.send(`/horaires/periodes/${body.id}/retablissement`)).status).toBe(409)
    await world.send(`/horaires/periodes/${third.body.id}/suppression`)
  })

  test('has hours of single places beside those of every place, typed in one form and undone in one press', async () => {
    const cabinet = world.ground.placeId
    const video = (await world.read('/lieux')).body.items.find((place) => place.id !== cabinet)?.id ?? ''
    const at = (placeId: string, text: string): Record<string, string> =>
      Object.fromEntries(
        Object.entries(week(text)).map(([day, hours]) => [`atPlaces.${placeId}.${day}`, hours]),
      )
    const form = await (await world.alice.get('/horaires/periodes/nouvelle')).text()
    for (const placeId of [cabinet, video]) expect(form).toContain(`name="atPlaces.${placeId}.day1"`)
    const made = await world.alice.post('/horaires/periodes', {
      ...dates,
      ...week('10h-11h30'),
      ...at(cabinet, ''),
      ...at(video, '14h-15h'),
    })
    expect(made.status).toBe(303)
    const href = made.headers.get('location') ?? ''
    expect(await world.freeOn('2026-12-22', `&placeId=${cabinet}`)).toEqual([
      '10:00',
      '10:15',
      '10:30',
      '10:45',
    ])
    expect((await world.freeOn('2026-12-22', `&placeId=${video}`)).at(-1)).toBe('14:15')
    const page = await (await world.alice.get(href)).text()
    expect(page).toMatch(new RegExp(`name="atPlaces\\.${video}\\.day2"[^>]*value="14h-15h"`))
    expect(page.match(/<details open[^>]*><summary class="button button-quiet button-small">/g)).toHaveLength(
      1,
    )

    const changed = { ...dates, version: '1', ...week('10h-11h30') }
    const wrong = await world.alice.post(href, { ...changed, ...at(cabinet, 'le matin'), ...at(video, '') })
    expect(wrong.status).toBe(422)
    const refused = await wrong.text()
    expect(refused).toContain(`href="#field-atPlaces-${cabinet}-day1"`)
    expect(refused).toMatch(new RegExp(`name="atPlaces\\.${cabinet}\\.day1"[^>]*value="le matin"`))
    expect((await world.freeOn('2026-12-22', `&placeId=${video}`)).at(-1)).toBe('14:15')

    const closed = await world.alice.post(href, { ...changed, ...at(video, '') })
    expect(closed.status).toBe(303)
    expect((await world.freeOn('2026-12-22', `&placeId=${video}`)).at(-1)).toBe('10:45')
    await world.alice.post(undoOf(closed), {})
    expect((await world.freeOn('2026-12-22', `&placeId=${video}`)).at(-1)).toBe('14:15')
    const rest = await world.alice.post(href, { ...changed, version: '3', ...week('9h-10h') })
    expect(rest.status).toBe(303)
    expect((await world.freeOn('2026-12-22', `&placeId=${video}`)).at(-1)).toBe('14:15')
    await world.alice.post(`${href}/suppression`, {})
  })

  test('takes its new form from the usual week, hours of single places included', async () => {
    const { hours } = (await world.read('/horaires')).body
    const local = { weekday: 2, from: '19:00', to: '20:00', placeId: world.ground.placeId }
    await world.send('/horaires', { hours: [...hours, local] })
    const form = await (await world.alice.get('/horaires/periodes/nouvelle')).text()
    expect(form).toMatch(new RegExp(`name="atPlaces\\.${local.placeId}\\.day2"[^>]*value="19h-20h"`))
    await world.send('/horaires/retablissement')
  })

  test.each([
    ['a place named twice', (place: string) => ({ placeId: place, day1: '9h-10h' }), 422],
    ['a place that is none', () => ({ atPlaces: { nowhere: { day1: '9h-10h' } } }), 422],
    [
      'a place of nobody here',
      () => ({ atPlaces: { '0190a5c4-0000-7000-8000-000000000000': { day1: '9h' } } }),
      422,
    ],
    [
      'a place of nobody here, with hours',
      () => ({ atPlaces: { '0190a5c4-0000-7000-8000-000000000000': { day1: '9h-10h' } } }),
      404,
    ],
  ])('is refused with %s', async (_, more, status) => {
    const place = world.ground.placeId
    const body = { ...dates, atPlaces: { [place]: { day1: '9h-10h' } }, ...more(place) }
    expect((await world.send('/horaires/periodes', body)).status).toBe(status)
    expect((await world.read('/horaires/periodes')).body.items).toEqual([])
  })

  test.each([
    ['reversed dates', { lastDate: '2026-12-20' }, 'lastDate'],
    ['31 April', { firstDate: '31/04/2027' }, 'firstDate'],
    ['no last day', { lastDate: '' }, 'lastDate'],
    ['two years', { lastDate: '2028-12-31' }, 'lastDate'],
    ['no name', { name: '' }, 'name'],
    ['a far year', { firstDate: '2126-12-21', lastDate: '2126-12-22' }, 'firstDate'],
  ])('is refused with %s', async (_, more, field) => {
    const { status, body } = await world.send('/horaires/periodes', { ...dates, hours: [], ...more })
    expect(status).toBe(422)
    expect(body.errors[0]?.field).toBe(field)
  })
})

describe('an exceptional day', () => {
  test('this Thursday until 21 h, closed on the 24th', async () => {
    const form = await (await world.alice.get('/horaires/exceptions/nouvelle?date=2026-11-26')).text()
    expect(form).toContain('value="9h-12h30, 13h30-19h"')
    const late = await world.alice.post('/horaires/exceptions', {
      date: '26/11/2026',
      opens: 'hours',
      hours: '9h-12h30, 13h30-21h',
      label: 'Nocturne',
    })
    expect(late.status).toBe(303)
    expect((await world.freeOn('2026-11-26')).at(-1)).toBe('20:15')
    expect(await world.warningsAt('2026-11-26T20:00')).toEqual([])
    const closed = await world.send('/horaires/exceptions', { date: '2026-12-24', hours: [] })
    expect(closed.status).toBe(201)
    expect(await world.freeOn('2026-12-24')).toEqual([])
    const agenda = await (await world.alice.get('/agenda?vue=semaine&date=2026-11-26')).text()
    expect(agenda).toContain('Nocturne')
    const edited = await world.alice.post(late.headers.get('location') ?? '', {
      version: '1',
      date: '2026-11-26',
      opens: 'closed',
      hours: 'nonsense',
    })
    expect(edited.status).toBe(303)
    expect(await world.freeOn('2026-11-26')).toEqual([])
    await world.alice.post(undoOf(edited), {})
    expect((await world.freeOn('2026-11-26')).at(-1)).toBe('20:15')
    for (const href of [late.headers.get('location') ?? '', `/horaires/exceptions/${closed.body.id}`]) {
      const removed = await world.alice.post(`${href}/suppression`, {})
      await world.alice.post(undoOf(removed), {})
      expect((await world.read(href)).status).toBe(200)
      await world.alice.post(`${href}/suppression`, {})
    }
    expect((await world.freeOn('2026-12-24'))[0]).toBe('09:00')
  })

  test('at one place leaves the others as they are', async () => {
    const { body } = await world.send('/horaires/exceptions', {
      date: '2026-11-27',
      placeId: world.ground.placeId,
      hours: [],
    })
    const places = (await world.read('/lieux')).body.items
    const video = places.find((place) => place.id !== world.ground.placeId)?.id
    expect(video).toMatch(/^[0-9a-f-]{36}$/)
    expect(await world.freeOn('2026-11-27', `&placeId=${world.ground.placeId}`)).toEqual([])
    expect((await world.freeOn('2026-11-27', `&placeId=${video}`))[0]).toBe('09:00')
    await world.send(`/horaires/exceptions/${body.id}/suppression`)
  })

  test.each([
    ['no date', { hours: [] }, 'date'],
    ['31 April', { date: '31/04/2027', hours: [] }, 'date'],
    ['hours that are none', { date: '2027-04-20', hours: 'tard' }, 'hours'],
    ['reversed hours', { date: '2027-04-20', hours: [{ from: '19:00', to: '18:00' }] }, 'hours'],
    ['overlapping hours', { date: '2027-04-20', hours: '9h-12h, 11h-13h' }, 'hours'],
    ['no hours though open', { date: '2027-04-20', opens: 'hours', hours: '' }, 'hours'],
    ['hours that the clocks jump over', { date: '2027-03-28', hours: '2h-3h' }, 'hours'],
  ])('is refused with %s', async (_, body, field) => {
    const answer = await world.send('/horaires/exceptions', body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0]?.field).toBe(field)
  })

  test('is refused twice for one day', async () => {
    const first = await world.send('/horaires/exceptions', { date: '2027-04-20', hours: [] })
    expect(await world.send('/horaires/exceptions', { date: '2027-04-20', hours: '9h-10h' })).toMatchObject({
      status: 409,
      body: { code: 'exception-exists', otherId: first.body.id },
    })
  })
})
