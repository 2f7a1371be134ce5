import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Item, type PlanningWorld, createPlanningWorld, undoOf } from '#test/worlds/planning.ts'

let world: PlanningWorld
beforeAll(async () => {
  world = await createPlanningWorld()
})
afterAll(() => world.close())

describe('holidays', () => {
  const choose = async (more: Record<string, unknown>) => {
    const { version } = (await world.read('/parametres/agenda')).body
    return world.send('/parametres/agenda', {
      publicHolidays: 'block',
      schoolHolidays: 'shown',
      schoolZone: null,
      preferTouching: true,
      version,
      ...more,
    })
  }

  test('close the practice, are shown, or hidden, as it chooses', async () => {
    expect(await world.freeOn('2027-07-14')).toEqual([])
    expect(await world.warningsAt('2027-07-14T09:00')).toEqual(['public-holiday'])
    const isShown = async (): Promise<boolean> => {
      const page = await (await world.alice.get('/agenda?vue=semaine&date=2027-07-14')).text()
      return page.includes('Fête nationale')
    }
    expect(await isShown()).toBe(true)
    expect((await choose({ publicHolidays: 'shown' })).status).toBe(200)
    expect((await world.freeOn('2027-07-14'))[0]).toBe('09:00')
    expect(await world.warningsAt('2027-07-14T09:00')).toEqual([])
    expect(await isShown()).toBe(true)
    await choose({ publicHolidays: 'hidden' })
    expect(await isShown()).toBe(false)
    await choose({})
  })

  test('of the school close it too, in the zone chosen', async () => {
    expect((await choose({ schoolHolidays: 'block', schoolZone: 'C' })).status).toBe(200)
    expect(await world.freeOn('2027-02-10')).toEqual([])
    expect(await world.warningsAt('2027-02-10T09:00')).toEqual(['school-holidays'])
    await choose({ schoolHolidays: 'block', schoolZone: 'A' })
    expect((await world.freeOn('2027-02-10'))[0]).toBe('09:00')
    expect(await world.freeOn('2027-02-17')).toEqual([])
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
    expect((await world.freeOn('2026-12-01'))[0]).toBe('13:30')
    expect((await world.freeOn('2026-12-08'))[0]).toBe('09:00')
    expect((await world.freeOn('2026-12-15'))[0]).toBe('13:30')
    expect(await world.warningsAt('2027-04-06T10:00')).toEqual(['time-off'])
    expect(await world.warningsAt('2027-07-13T10:00')).toEqual([])
    const agenda = await world.read('/agenda?vue=semaine&date=2027-04-06')
    expect((agenda.body as unknown as { timeOff: Item[] }).timeOff).toMatchObject([
      { label: 'Supervision', startsAt: '2027-04-06T09:00:00+02:00', endsAt: '2027-04-06T12:30:00+02:00' },
    ])
    const page = await (await world.alice.get(href)).text()
    expect(page).toContain('Une semaine sur deux')
    expect(page).toContain('Supprimer toutes les dates')
    const out = await world.alice.post(`${href}/dates/2026-12-15/suppression`, {})
    expect((await world.freeOn('2026-12-15'))[0]).toBe('09:00')
    expect((await world.read(href)).body).toMatchObject({
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      excludedDates: ['2026-12-15'],
      recursUntil: '2027-06-30',
    })
    await world.alice.post(undoOf(out), {})
    expect((await world.freeOn('2026-12-15'))[0]).toBe('13:30')
    expect((await world.send(`${href}/dates/2026-12-16/suppression`)).status).toBe(404)
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
    expect((await world.freeOn('2026-12-15'))[0]).toBe('09:00')
    await world.alice.post(undoOf(edited), {})
    expect((await world.freeOn('2026-12-15'))[0]).toBe('13:30')
    expect((await world.read('/absences')).body.items.some((item) => `/absences/${item.id}` === href)).toBe(
      true,
    )
    const removed = await world.alice.post(`${href}/suppression`, {})
    expect((await world.freeOn('2026-12-01'))[0]).toBe('09:00')
    await world.alice.post(undoOf(removed), {})
    await world.send(`${href}/suppression`)
  })

  test('comes from any rule of RFC 5545, whole days too, and ends by its count', async () => {
    const days = await world.send('/absences', {
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
      expect(await world.freeOn(date), date).toEqual([])
    for (const date of ['2027-01-14', '2027-04-01', '2027-04-02'])
      expect((await world.freeOn(date))[0], date).toBe('09:00')
    await world.send(`/absences/${days.body.id}/suppression`)
  })

  test.each([
    ['a rule that cannot be read', { rule: 'FREQ=SOMETIMES' }, 'rule'],
    ['a rule that never comes again', { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rule'],
    ['a first day outside the rule', { rule: 'FREQ=WEEKLY;BYDAY=MO' }, 'rule'],
    ['a count of ten thousand', { rule: 'FREQ=DAILY;COUNT=10000' }, 'rule'],
    ['an end before its start', { repeat: 'weekly', until: '2027-05-01' }, 'until'],
    ['ten days every week', { repeat: 'weekly', endDate: '2027-06-11' }, 'repeat'],
  ])('is refused with %s', async (_, more, field) => {
    const answer = await world.send('/absences', { kind: 'private', startDate: '2027-06-02', ...more })
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0]?.field).toBe(field)
  })

  test('a time that the clocks jump over is refused; one that comes twice covers both', async () => {
    const skipped = await world.send('/absences', {
      kind: 'private',
      startsAt: '2027-03-28T02:30',
      endsAt: '2027-03-28T04:00',
    })
    expect(skipped).toMatchObject({ status: 422, body: { errors: [{ field: 'startsAt' }] } })
    const twice = await world.send('/absences', {
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
