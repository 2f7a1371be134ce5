import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { screenshotPages } from '#test/screenshot.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '../agenda-fixture.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  await prepareAgenda(world.bob)
  await world.alice.work((work) => work.tx.updateTable('practice').set({ department: '69' }).execute())
})
afterAll(() => world.close())

type Reply = { status: number; body: Answer & { items: Item[]; hours: Item[] } }
type Item = Record<string, string> & { id: string }
const send = (path: string, body: Record<string, unknown> = {}): Promise<Reply> =>
  world.alice.postJson(path, body)
const read = (path: string): Promise<Reply> => world.alice.json(path) as Promise<Reply>
/** `HH:MM` of the free starts of a day, in the practice's time. */
async function freeOn(date: string, more = ''): Promise<string[]> {
  const { body } = await read(`/agenda/creneaux?typeId=${ground.typeId}&du=${date}&au=${date}${more}`)
  return body.items.map((item) => item['startsAt']?.slice(11, 16) ?? '')
}
const warningsAt = async (startsAt: string): Promise<string[]> => {
  const { body } = await send('/rendez-vous', ground.booking(startsAt))
  await send(`/rendez-vous/${body.id}/annulation`, { by: 'practitioner' })
  return body.warnings
}
function undoOf(answer: Response): string {
  const cookie = /divan_toast=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const toast = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')) as { undo: { action: string } }
  return toast.undo.action
}
const week = (text: string): Record<string, string> =>
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`day${day}`, day < 6 ? text : '']))

describe('free times', () => {
  test('of a day begin on the step, within the hours, and end before they do', async () => {
    const times = await freeOn('2026-11-24')
    expect(times.slice(0, 2)).toEqual(['09:00', '09:15'])
    expect(times).toContain('11:45')
    expect(times).not.toContain('12:00')
    expect(times.at(-1)).toBe('18:15')
    expect(await freeOn('2026-11-28')).toEqual([])
  })

  test('keep off appointments and their buffers, and say which touch one', async () => {
    const { body } = await send('/rendez-vous', ground.booking('2026-11-25T10:00'))
    const answer = await read(`/agenda/creneaux?typeId=${ground.typeId}&du=2026-11-25&au=2026-11-25`)
    const at = (clock: string) => answer.body.items.find((item) => item['startsAt']?.slice(11, 16) === clock)
    expect(at('10:00')).toBeUndefined()
    expect(at('09:15')).toMatchObject({ touches: true, endsAt: '2026-11-25T10:00:00+01:00' })
    expect(at('10:45')).toMatchObject({ touches: true })
    expect(at('15:00')).toMatchObject({ touches: false })
    await send(`/rendez-vous/${body.id}/annulation`, { by: 'practitioner' })
  })

  test('are those of the clock on the wall on both sides of its change', async () => {
    const answer = await read(`/agenda/creneaux?typeId=${ground.typeId}&du=2027-03-26&au=2027-03-30`)
    const firsts = answer.body.items
      .map((item) => item['startsAt'] ?? '')
      .filter((one) => one.includes('T09:00'))
    expect(firsts).toEqual(['2027-03-26T09:00:00+01:00', '2027-03-30T09:00:00+02:00'])
  })

  test('say whether the patient can come', async () => {
    await world.alice.work((work) =>
      work.tx
        .insertInto('patientAvailability')
        .values({
          id: crypto.randomUUID(),
          patientId: ground.patientId,
          weekday: 4,
          fromTime: Temporal.PlainTime.from('17:00'),
          toTime: Temporal.PlainTime.from('19:00'),
        })
        .execute(),
    )
    const { body } = await read(
      `/agenda/creneaux?typeId=${ground.typeId}&du=2026-11-26&au=2026-11-26&patientId=${ground.patientId}`,
    )
    const fitting = body.items
      .filter((item) => String(item['fits']) === 'true')
      .map((item) => item['startsAt']?.slice(11, 16))
    expect(fitting).toEqual(['17:00', '17:15', '17:30', '17:45', '18:00', '18:15'])
    expect(body.items.length).toBeGreaterThan(20)
    await world.alice.work((work) =>
      work.tx.updateTable('patientAvailability').set({ removedAt: work.now }).execute(),
    )
  })

  test('cost two statements beside the request’s own, however many', async () => {
    world.takeStatements()
    await read(`/agenda/creneaux?typeId=${ground.typeId}&du=2026-11-23&au=2027-02-20`)
    expect(world.takeStatements().filter((one) => /^\s*(select|with)/i.test(one)).length).toBeLessThanOrEqual(
      4,
    )
  })

  test.each([
    ['reversed dates', 'du=2026-12-10&au=2026-12-01'],
    ['the past', 'du=2026-11-02&au=2026-11-06'],
  ])('are none for %s', async (_, query) => {
    expect((await read(`/agenda/creneaux?typeId=${ground.typeId}&${query}`)).body.items).toEqual([])
  })

  test('of another practice’s type are not found', async () => {
    expect((await world.bob.json(`/agenda/creneaux?typeId=${ground.typeId}`)).status).toBe(404)
    expect((await world.bob.json('/agenda/creneaux?typeId=nonsense')).status).toBe(404)
  })

  test('are on a page, each a link to the form', async () => {
    const page = await (await world.alice.get('/agenda/creneaux?du=2026-11-24&au=2026-11-24')).text()
    expect(page).toContain('mardi 24 novembre')
    expect(page).toContain('/rendez-vous/nouveau?startsAt=2026-11-24T09%3A00')
  })
})

describe('the usual week', () => {
  test('is typed a line a day, and each wrong line says why', async () => {
    const typed = { ...week('9h-12h, 14h-19h'), day6: '10 h à 13 h' }
    const before = (await read('/horaires')).body.hours
    expect((await world.alice.post('/horaires', typed)).status).toBe(303)
    expect((await read('/horaires')).body.hours.filter((one) => Number(one['weekday']) === 6)).toMatchObject([
      { from: '10:00', to: '13:00', validFrom: null },
    ])
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
    await send('/horaires/retablissement')
    expect((await read('/horaires')).body.hours).toEqual(before)
  })

  test('can change on a date: the old hours end the day before', async () => {
    const typed = { ...week('13h-20h'), isNew: 'on', validFrom: '2027-01-04' }
    const clash = await world.alice.post('/horaires', typed)
    expect(clash.status).toBe(422)
    expect(await clash.text()).toContain('Ils remplacent les horaires d’avant')
    expect((await world.alice.post('/horaires', { ...typed, replaces: 'on' })).status).toBe(303)
    expect((await freeOn('2026-12-29'))[0]).toBe('09:00')
    expect((await freeOn('2027-01-05'))[0]).toBe('13:00')
    const page = await (await world.alice.get('/horaires?du=2027-01-04')).text()
    expect(page).toContain('value="13h-20h"')
    await send('/horaires/retablissement')
    expect((await freeOn('2027-01-05'))[0]).toBe('09:00')
  })

  test('is not emptied by a request that says nothing', async () => {
    expect((await send('/horaires', {})).status).toBe(422)
    expect(
      (await send('/horaires', { hours: [{ weekday: 1, from: '20:00', to: '02:00' }] })).body.errors[0],
    ).toEqual({
      field: 'hours.0.to',
      message: 'Une ouverture se termine le jour même, à 23 h 59 au plus tard.',
    })
    expect(
      (
        await send('/horaires', {
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
    expect((await freeOn('2026-12-22'))[0]).toBe('09:00')
    expect(await (await world.alice.get('/horaires')).text()).not.toContain('Ajouter Vacances de Noël')
    const edited = await world.alice.post(href, { ...dates, version: '1', ...week('10h-12h') })
    expect(edited.status).toBe(303)
    expect(await freeOn('2026-12-22')).toEqual(['10:00', '10:15', '10:30', '10:45', '11:00', '11:15'])
    expect(await warningsAt('2026-12-22T15:00')).toEqual(['outside-hours'])
    expect((await freeOn('2027-01-04'))[0]).toBe('09:00')
    expect((await world.alice.post(href, { ...dates, version: '1', ...week('') })).status).toBe(409)
    await world.alice.post(undoOf(edited), {})
    expect((await freeOn('2026-12-22')).at(-1)).toBe('18:15')
    const removed = await world.alice.post(`${href}/suppression`, {})
    expect((await read(href)).status).toBe(404)
    await world.alice.post(undoOf(removed), {})
    expect((await read(href)).body).toMatchObject({ name: 'Vacances de Noël', firstDate: '2026-12-21' })
    await world.alice.post(`${href}/suppression`, {})
  })

  test('closes the days for which it has no hours', async () => {
    const { body } = await send('/horaires/periodes', { ...dates, name: '<b>O’Neil</b> 李', hours: [] })
    expect(await freeOn('2026-12-22')).toEqual([])
    expect(await (await world.alice.get(`/horaires/periodes/${body.id}`)).text()).toContain(
      '&lt;b&gt;O’Neil&lt;/b&gt; 李',
    )
    const other = await send('/horaires/periodes', {
      name: 'Autre',
      firstDate: '2026-12-31',
      lastDate: '2027-01-02',
      hours: [],
    })
    expect(other).toMatchObject({ status: 409, body: { code: 'period-overlap', otherId: body.id } })
    expect(other.body.errors[0]?.message).toContain('21 – 31 décembre 2026')
    await send(`/horaires/periodes/${body.id}/suppression`)
    const third = await send('/horaires/periodes', {
      name: 'Autre',
      firstDate: '2026-12-31',
      lastDate: '2027-01-02',
      hours: [],
    })
    expect(third.status).toBe(201)
    expect((await send(`/horaires/periodes/${body.id}/retablissement`)).status).toBe(409)
    await send(`/horaires/periodes/${third.body.id}/suppression`)
  })

  test.each([
    ['reversed dates', { lastDate: '2026-12-20' }, 'lastDate'],
    ['31 April', { firstDate: '31/04/2027' }, 'firstDate'],
    ['no last day', { lastDate: '' }, 'lastDate'],
    ['two years', { lastDate: '2028-12-31' }, 'lastDate'],
    ['no name', { name: '' }, 'name'],
    ['a far year', { firstDate: '2126-12-21', lastDate: '2126-12-22' }, 'firstDate'],
  ])('is refused with %s', async (_, more, field) => {
    const { status, body } = await send('/horaires/periodes', { ...dates, hours: [], ...more })
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
    expect((await freeOn('2026-11-26')).at(-1)).toBe('20:15')
    expect(await warningsAt('2026-11-26T20:00')).toEqual([])
    const closed = await send('/horaires/exceptions', { date: '2026-12-24', hours: [] })
    expect(closed.status).toBe(201)
    expect(await freeOn('2026-12-24')).toEqual([])
    const agenda = await (await world.alice.get('/agenda?vue=semaine&date=2026-11-26')).text()
    expect(agenda).toContain('Nocturne')
    const edited = await world.alice.post(late.headers.get('location') ?? '', {
      version: '1',
      date: '2026-11-26',
      opens: 'closed',
      hours: 'nonsense',
    })
    expect(edited.status).toBe(303)
    expect(await freeOn('2026-11-26')).toEqual([])
    await world.alice.post(undoOf(edited), {})
    expect((await freeOn('2026-11-26')).at(-1)).toBe('20:15')
    for (const href of [late.headers.get('location') ?? '', `/horaires/exceptions/${closed.body.id}`]) {
      const removed = await world.alice.post(`${href}/suppression`, {})
      await world.alice.post(undoOf(removed), {})
      expect((await read(href)).status).toBe(200)
      await world.alice.post(`${href}/suppression`, {})
    }
    expect((await freeOn('2026-12-24'))[0]).toBe('09:00')
  })

  test('at one place leaves the others as they are', async () => {
    const { body } = await send('/horaires/exceptions', {
      date: '2026-11-27',
      placeId: ground.placeId,
      hours: [],
    })
    const places = (await read('/lieux')).body.items
    const video = places.find((place) => place.id !== ground.placeId)?.id ?? ''
    expect(await freeOn('2026-11-27', `&placeId=${ground.placeId}`)).toEqual([])
    expect((await freeOn('2026-11-27', `&placeId=${video}`))[0]).toBe('09:00')
    await send(`/horaires/exceptions/${body.id}/suppression`)
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
    const answer = await send('/horaires/exceptions', body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0]?.field).toBe(field)
  })

  test('is refused twice for one day', async () => {
    const first = await send('/horaires/exceptions', { date: '2027-04-20', hours: [] })
    expect(await send('/horaires/exceptions', { date: '2027-04-20', hours: '9h-10h' })).toMatchObject({
      status: 409,
      body: { code: 'exception-exists', otherId: first.body.id },
    })
  })
})

describe('holidays', () => {
  const choose = async (more: Record<string, unknown>) => {
    const { version } = (await read('/parametres/agenda')).body
    return send('/parametres/agenda', {
      publicHolidays: 'block',
      schoolHolidays: 'shown',
      schoolZone: null,
      preferTouching: true,
      version,
      ...more,
    })
  }

  test('close the practice, are shown, or hidden, as it chooses', async () => {
    expect(await freeOn('2027-07-14')).toEqual([])
    expect(await warningsAt('2027-07-14T09:00')).toEqual(['public-holiday'])
    const isShown = async (): Promise<boolean> => {
      const page = await (await world.alice.get('/agenda?vue=semaine&date=2027-07-14')).text()
      return page.includes('Fête nationale')
    }
    expect(await isShown()).toBe(true)
    expect((await choose({ publicHolidays: 'shown' })).status).toBe(200)
    expect((await freeOn('2027-07-14'))[0]).toBe('09:00')
    expect(await warningsAt('2027-07-14T09:00')).toEqual([])
    expect(await isShown()).toBe(true)
    await choose({ publicHolidays: 'hidden' })
    expect(await isShown()).toBe(false)
    await choose({})
  })

  test('of the school close it too, in the zone chosen', async () => {
    expect((await choose({ schoolHolidays: 'block', schoolZone: 'C' })).status).toBe(200)
    expect(await freeOn('2027-02-10')).toEqual([])
    expect(await warningsAt('2027-02-10T09:00')).toEqual(['school-holidays'])
    await choose({ schoolHolidays: 'block', schoolZone: 'A' })
    expect((await freeOn('2027-02-10'))[0]).toBe('09:00')
    expect(await freeOn('2027-02-17')).toEqual([])
    const page = await (await world.alice.get('/parametres/agenda')).text()
    expect(page).toContain('13 – 28 février 2027')
    expect(page).toContain('Calendrier connu du 1er septembre 2025 au 2 juillet 2027')
    await choose({})
  })

  test('are chosen on what was seen', async () => {
    expect(await choose({ version: 999 })).toMatchObject({ status: 409, body: { code: 'stale' } })
    expect((await choose({ publicHolidays: 'maybe' })).status).toBe(422)
    expect((await choose({ schoolZone: 'D' })).status).toBe(422)
  })
})

describe('time off that repeats', () => {
  test('is away at every time, but for the dates taken out', async () => {
    const made = await world.alice.post('/absences', {
      kind: 'supervision',
      label: 'Supervision',
      scope: 'part',
      date: '2026-12-01',
      from: '9h',
      to: '12h30',
      repeat: 'fortnightly',
      until: '2027-06-30',
    })
    expect(made.status).toBe(303)
    const href = made.headers.get('location') ?? ''
    expect((await freeOn('2026-12-01'))[0]).toBe('13:30')
    expect((await freeOn('2026-12-08'))[0]).toBe('09:00')
    expect((await freeOn('2026-12-15'))[0]).toBe('13:30')
    expect(await warningsAt('2027-04-06T10:00')).toEqual(['time-off'])
    expect(await warningsAt('2027-07-13T10:00')).toEqual([])
    const agenda = await read('/agenda?vue=semaine&date=2027-04-06')
    expect((agenda.body as unknown as { timeOff: Item[] }).timeOff).toMatchObject([
      { label: 'Supervision', startsAt: '2027-04-06T09:00:00+02:00', endsAt: '2027-04-06T12:30:00+02:00' },
    ])
    const page = await (await world.alice.get(href)).text()
    expect(page).toContain('Une semaine sur deux')
    expect(page).toContain('Supprimer toutes les dates')
    const out = await world.alice.post(`${href}/dates/2026-12-15/suppression`, {})
    expect((await freeOn('2026-12-15'))[0]).toBe('09:00')
    expect((await read(href)).body).toMatchObject({
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      excludedDates: ['2026-12-15'],
      recursUntil: '2027-06-30',
    })
    await world.alice.post(undoOf(out), {})
    expect((await freeOn('2026-12-15'))[0]).toBe('13:30')
    expect((await send(`${href}/dates/2026-12-16/suppression`)).status).toBe(404)
    const edited = await world.alice.post(href, {
      version: '3',
      kind: 'supervision',
      scope: 'part',
      date: '2026-12-01',
      from: '9h',
      to: '12h30',
      repeat: 'none',
    })
    expect(edited.status).toBe(303)
    expect((await freeOn('2026-12-15'))[0]).toBe('09:00')
    await world.alice.post(undoOf(edited), {})
    expect((await freeOn('2026-12-15'))[0]).toBe('13:30')
    expect((await read('/absences')).body.items.some((item) => `/absences/${item.id}` === href)).toBe(true)
    const removed = await world.alice.post(`${href}/suppression`, {})
    expect((await freeOn('2026-12-01'))[0]).toBe('09:00')
    await world.alice.post(undoOf(removed), {})
    await send(`${href}/suppression`)
  })

  test('comes from any rule of RFC 5545, whole days too, and ends by its count', async () => {
    const days = await send('/absences', {
      kind: 'training',
      startDate: '2027-01-07',
      endDate: '2027-01-08',
      rule: 'FREQ=MONTHLY;BYDAY=1TH;COUNT=3',
    })
    expect(days).toMatchObject({
      status: 201,
      body: { recursUntil: '2027-03-04', rule: 'FREQ=MONTHLY;BYDAY=1TH' },
    })
    for (const date of ['2027-01-08', '2027-02-04', '2027-02-05', '2027-03-05'])
      expect(await freeOn(date), date).toEqual([])
    for (const date of ['2027-01-14', '2027-04-01', '2027-04-02'])
      expect((await freeOn(date))[0], date).toBe('09:00')
    await send(`/absences/${days.body.id}/suppression`)
  })

  test.each([
    ['a rule that cannot be read', { rule: 'FREQ=SOMETIMES' }, 'rule'],
    ['a rule that never comes again', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rule'],
    ['a first day outside the rule', { rule: 'FREQ=WEEKLY;BYDAY=MO' }, 'rule'],
    ['a count of ten thousand', { rule: 'FREQ=DAILY;COUNT=10000' }, 'rule'],
    ['an end before its start', { repeat: 'weekly', until: '2027-05-01' }, 'until'],
    ['ten days every week', { repeat: 'weekly', endDate: '2027-06-11' }, 'repeat'],
  ])('is refused with %s', async (_, more, field) => {
    const answer = await send('/absences', { kind: 'private', startDate: '2027-06-02', ...more })
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0]?.field).toBe(field)
  })

  test('a time that the clocks jump over is refused; one that comes twice covers both', async () => {
    const skipped = await send('/absences', {
      kind: 'private',
      startsAt: '2027-03-28T02:30',
      endsAt: '2027-03-28T04:00',
    })
    expect(skipped).toMatchObject({ status: 422, body: { errors: [{ field: 'startsAt' }] } })
    const twice = await send('/absences', {
      kind: 'private',
      startsAt: '2027-10-31T02:15',
      endsAt: '2027-10-31T02:45',
    })
    expect(twice.body).toMatchObject({
      startsAt: '2027-10-31T02:15:00+02:00',
      endsAt: '2027-10-31T02:45:00+01:00',
    })
  })
})

describe('another practice', () => {
  test('finds none of it', async () => {
    const period = await send('/horaires/periodes', {
      name: 'Été',
      firstDate: '2027-07-12',
      lastDate: '2027-08-20',
      hours: [],
    })
    const exception = await send('/horaires/exceptions', { date: '2027-05-07', hours: [] })
    const off = await send('/absences', { kind: 'private', startDate: '2027-06-02', repeat: 'weekly' })
    const paths = [
      [
        `/horaires/periodes/${period.body.id}`,
        { name: 'x', firstDate: '2027-07-12', lastDate: '2027-07-13', version: 1 },
      ],
      [`/horaires/exceptions/${exception.body.id}`, { date: '2027-05-07', hours: [], version: 1 }],
    ] as const
    for (const [path, form] of paths) {
      expect((await world.bob.json(path)).status, path).toBe(404)
      expect((await world.bob.postJson(path, form)).status, path).toBe(404)
      for (const noun of ['suppression', 'retablissement', 'modifications/1/annulation']) {
        expect((await world.bob.postJson(`${path}/${noun}`, {})).status, `${path}/${noun}`).toBe(404)
      }
    }
    expect(
      (await world.bob.postJson(`/absences/${off.body.id}/dates/2027-06-09/suppression`, {})).status,
    ).toBe(404)
    const foreign = { date: '2027-05-10', placeId: ground.placeId, hours: '9h-10h' }
    expect((await world.bob.postJson('/horaires/exceptions', foreign)).status).toBe(404)
    const bobs = await world.bob.json(`/agenda/creneaux?du=2027-05-07&au=2027-05-07`)
    expect((bobs.body as { items: unknown[] }).items.length).toBeGreaterThan(0)
  })
})

test('every page answers, and looks as it should', async () => {
  const period = (await read('/horaires/periodes')).body.items[0]?.id ?? ''
  const exception = (await read('/horaires/exceptions')).body.items[0]?.id ?? ''
  const off = (await read('/absences')).body.items[0]?.id ?? ''
  const shots = [
    { path: '/horaires', name: 'horaires' },
    { path: '/horaires?nouveau=1', name: 'horaires-nouveau' },
    { path: '/horaires/periodes/nouvelle', name: 'periode-nouvelle' },
    { path: `/horaires/periodes/${period}`, name: 'periode' },
    { path: '/horaires/exceptions/nouvelle?date=2026-11-26', name: 'exception-nouvelle' },
    { path: `/horaires/exceptions/${exception}`, name: 'exception' },
    { path: '/parametres/agenda', name: 'parametres-agenda' },
    { path: '/agenda/creneaux', name: 'creneaux' },
    { path: '/absences', name: 'absences' },
    { path: '/absences/nouvelle', name: 'absence-nouvelle' },
    { path: `/absences/${off}`, name: 'absence' },
    { path: '/agenda?vue=semaine&date=2026-12-22', name: 'agenda-noel' },
    { path: '/types-de-rendez-vous', name: 'types' },
    { path: `/types-de-rendez-vous/${ground.typeId}`, name: 'type' },
  ]
  for (const { path } of shots) expect((await world.alice.get(path)).status, path).toBe(200)
  await screenshotPages(
    world,
    shots.map((shot) => ({ ...shot, as: 'alice' as const, fullPage: true })),
  )
}, 240_000)
