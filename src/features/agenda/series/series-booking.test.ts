import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import type { SeriesAnswer } from '#test/worlds/series.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  await prepareAgenda(world.bob)
})
afterAll(() => world.close())

type Reply = { status: number; body: SeriesAnswer; headers: Headers }

async function book(startsAt: string, more: Record<string, unknown>): Promise<Reply> {
  return world.alice.postJson('/rendez-vous', ground.booking(startsAt, more))
}

async function countRows(): Promise<string> {
  return world.alice.work(async (work) => {
    const count = (table: 'appointment' | 'appointmentSeries' | 'occupancy' | 'appointmentChange') =>
      work.tx
        .selectFrom(table)
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
    const tables = ['appointment', 'appointmentSeries', 'occupancy', 'appointmentChange'] as const
    return (await Promise.all(tables.map(count))).map((row) => String(row.count)).join(' ')
  })
}

describe('a client books a series', () => {
  test('Monday 09:00 stays 09:00 over both clock changes, in a few statements', async () => {
    world.takeStatements()
    const { status, body, headers } = await book('2027-03-01T09:00:00+01:00', {
      rule: 'FREQ=WEEKLY;COUNT=36',
      note: 'Avec l’interprète',
    })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(world.takeStatements().length).toBeLessThan(22)
    expect(headers.get('location')).toBe(`/rendez-vous/${body.items[0]?.id}`)
    // Easter Monday and Whit Monday are left out: two of the 36 dates, Ascension and the others are no Mondays.
    expect(body.skipped.map((one) => [one.date, one.reason, one.label])).toEqual([
      ['2027-03-29', 'public-holiday', 'Jour férié : Lundi de Pâques'],
      ['2027-05-17', 'public-holiday', 'Jour férié : Lundi de Pentecôte'],
      ['2027-11-01', 'public-holiday', 'Jour férié : Toussaint'],
    ])
    expect(new Set(body.items.map((one) => one.startsAt.slice(11, 16)))).toEqual(new Set(['09:00']))
    expect(new Set(body.items.map((one) => one.startsAt.slice(19)))).toEqual(new Set(['+01:00', '+02:00']))
    expect(new Set(body.items.map((one) => one.seriesId))).toEqual(new Set([body.seriesId]))
    const last = await world.alice.json(`/rendez-vous/${body.items.at(-1)?.id}`)
    expect(last.body).toMatchObject({ note: 'Avec l’interprète', seriesId: body.seriesId })
  })

  test('a holiday, a time off and what is taken are left out with the reason; each can be taken or replaced', async () => {
    await book('2028-05-04T10:00:00+02:00', {})
    await world.alice.postJson('/absences', {
      kind: 'holiday',
      label: 'Lozère',
      startDate: '2028-05-09',
      endDate: '2028-05-12',
    })
    const rule = 'FREQ=WEEKLY;UNTIL=20280601T080000Z'
    const { status, body } = await book('2028-04-27T10:00:00+02:00', { rule })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.items.map((one) => one.startsAt.slice(0, 10))).toEqual([
      '2028-04-27',
      '2028-05-18',
      '2028-06-01',
    ])
    expect(body.skipped.map((one) => [one.date, one.reason, one.label])).toEqual([
      ['2028-05-04', 'conflict', 'Déjà pris'],
      ['2028-05-11', 'time-off', 'Absence : Lozère'],
      ['2028-05-25', 'public-holiday', 'Jour férié : Ascension'],
    ])
    const nearest = body.skipped[0]?.nearest.map((slot) => slot.startsAt) ?? []
    expect(nearest).toContain('2028-05-04T09:15:00+02:00')
    const again = await book('2028-04-27T14:00:00+02:00', {
      rule,
      choices: {
        '2028-05-11': 'take',
        '2028-05-25': '2028-05-26T09:00:00+02:00',
        '2028-06-01': 'skip',
      },
    })
    expect(again.status, JSON.stringify(again.body)).toBe(201)
    expect(again.body.items.map((one) => one.startsAt.slice(0, 16))).toEqual([
      '2028-04-27T14:00',
      '2028-05-04T14:00',
      '2028-05-11T14:00',
      '2028-05-18T14:00',
      '2028-05-26T09:00',
    ])
  })

  test('repeat fields say it too: a fifth Monday is the last one, the 31st the last day', async () => {
    const monthly = await book('2026-11-30T08:30:00+01:00', { repeat: 'monthly', repeatCount: 3 })
    expect(monthly.body.items.map((one) => one.startsAt.slice(0, 10))).toEqual([
      '2026-11-30',
      '2026-12-28',
      '2027-01-25',
    ])
    expect(monthly.body.rule).toBe('FREQ=MONTHLY;BYDAY=-1MO;COUNT=3')
    const dates = await book('2029-12-31T11:00:00+01:00', {
      repeat: 'monthlyDate',
      repeatUntil: '2030-03-31',
    })
    expect(dates.body.items.map((one) => one.startsAt.slice(0, 10))).toEqual([
      '2029-12-31',
      '2030-01-31',
      '2030-02-28',
      '2030-03-31',
    ])
  })

  test('an hour that the clocks skip is left out; of one that comes twice the first is taken', async () => {
    const spring = await book('2030-03-24T02:30:00+01:00', { rule: 'FREQ=WEEKLY;COUNT=3' })
    expect(spring.body.skipped.map((one) => [one.date, one.reason])).toEqual([['2030-03-31', 'time-skipped']])
    const autumn = await book('2030-10-20T02:30:00+02:00', { rule: 'FREQ=WEEKLY;COUNT=3' })
    expect(autumn.body.items.map((one) => one.startsAt)).toEqual([
      '2030-10-20T02:30:00+02:00',
      '2030-10-27T02:30:00+02:00',
      '2030-11-03T02:30:00+01:00',
    ])
  })

  test.each([
    [{ rule: 'FREQ=WEEKLY;COUNT=10000' }, 'too-many-dates', 'Une série a au plus 262 dates.'],
    [{ rule: 'FREQ=WEEKLY' }, 'endless-rule', 'Donnez une fin à la série : un nombre ou un dernier jour.'],
    [
      { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3' },
      'never-matches',
      'Cette règle ne donne aucune date.',
    ],
    [{ rule: 'tous les lundis' }, 'unreadable-rule', 'Cette règle de répétition ne se lit pas.'],
    [{ rule: 'FREQ=HOURLY;COUNT=3' }, 'unsupported-rule', 'Une série se répète par jours'],
    [{ repeat: 'weekly' }, 'repeat-end-missing', 'Jusqu’à quel jour ?'],
    [{ repeat: 'weekly', repeatUntil: '2026-11-01' }, 'ends-before-start', 'Le dernier jour est avant'],
    [{ repeat: 'weekly', repeatUntil: '2040-11-01' }, 'series-too-long', 'Une série dure au plus cinq ans.'],
    [{ repeat: 'weekly', repeatCount: 0 }, 'invalid', ''],
  ])('%j is refused with a sentence and leaves nothing', async (repetition, code, sentence) => {
    const before = await countRows()
    const { status, body } = await book('2026-11-30T09:00:00+01:00', repetition)
    expect([status, body.code]).toEqual([422, code])
    expect(body.errors[0]?.message).toContain(sentence)
    expect(await countRows()).toBe(before)
  })

  test('where every date is taken nothing is written', async () => {
    await book('2031-01-06T09:00:00+01:00', { rule: 'FREQ=WEEKLY;COUNT=3' })
    const before = await countRows()
    const { status, body } = await book('2031-01-06T09:15:00+01:00', { rule: 'FREQ=WEEKLY;COUNT=3' })
    expect([status, body.code]).toEqual([409, 'nothing-left'])
    expect(await countRows()).toBe(before)
  })

  test('of twenty series for the same hours at once, no two hold one of them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        book(`2031-03-0${3 + (index % 3)}T09:00:00+01:00`, { rule: 'FREQ=DAILY;COUNT=6' }),
      ),
    )
    for (const { status } of answers) expect([201, 409]).toContain(status)
    const spans = await world.alice.work((work) =>
      work.tx.selectFrom('occupancy').select(['startsAt', 'endsAt']).orderBy('startsAt').execute(),
    )
    const clashes = spans.filter((span, index) => {
      const before = spans[index - 1]
      return before && Temporal.Instant.compare(before.endsAt, span.startsAt) > 0
    })
    expect(clashes).toEqual([])
  })
})

describe('a page books a series', () => {
  const typed = () => ({
    patientId: ground.patientId,
    typeId: ground.typeId,
    date: '04/12/2031',
    time: '9h',
    durationMinutes: '',
    note: 'à <b>relire</b>',
    repeat: 'weekly',
    repeatEnd: 'count',
    repeatCount: '5',
    repeatUntil: '',
  })

  test('every date is listed before anything is saved, with what was typed; then those that were ticked are booked', async () => {
    await book('2031-12-11T09:00:00+01:00', {})
    const before = await countRows()
    const listed = await world.alice.post('/rendez-vous', typed())
    const page = await listed.text()
    expect(listed.status).toBe(409)
    expect(await countRows()).toBe(before)
    expect(page).toContain('Les dates de la série')
    expect(page).toContain('jeudi 11 décembre 2031, 9\u00a0h')
    expect(page).toContain('Jour férié : Noël')
    expect(page).toContain('value="à &lt;b&gt;relire&lt;/b&gt;"')
    const saved = await world.alice.post('/rendez-vous', {
      ...typed(),
      reviewed: '1',
      'choices.2031-12-04': ['skip', 'take'],
      'choices.2031-12-11': '2031-12-11T09:00:00Z',
      'choices.2031-12-18': 'skip',
      'choices.2031-12-25': ['skip', 'take-anyway'],
      'choices.2032-01-01': 'skip',
    })
    expect(saved.status, await saved.text()).toBe(303)
    const items = await world.alice.json('/rendez-vous?du=2031-12-01&au=2032-01-31')
    const starts = (items.body as { items: { startsAt: string }[] }).items.map((one) =>
      one.startsAt.slice(0, 16),
    )
    expect(starts).toEqual(['2031-12-04T09:00', '2031-12-11T09:00', '2031-12-11T10:00', '2031-12-25T09:00'])
  })

  test('a date taken between the listing and the saving brings a fresh listing, and nothing is written', async () => {
    const answers = {
      'choices.2032-02-05': ['skip', 'take'],
      'choices.2032-02-12': ['skip', 'take'],
      'choices.2032-02-19': ['skip', 'take'],
    }
    const form = { ...typed(), date: '05/02/2032', repeatCount: '3', reviewed: '1', ...answers }
    await book('2032-02-12T09:30:00+01:00', {})
    const before = await countRows()
    const refused = await world.alice.post('/rendez-vous', form)
    const page = await refused.text()
    expect(refused.status).toBe(409)
    expect(page).toContain('1 date demande une décision avant d’enregistrer.')
    expect(page).toContain('Déjà pris')
    expect(await countRows()).toBe(before)
  })

  test('goes back to the form with all that was typed', async () => {
    const back = await world.alice.post('/rendez-vous', { ...typed(), reviewed: '1', reconsider: '1' })
    const page = await back.text()
    expect(page).toContain('Nouveau rendez-vous')
    expect(page).toContain('à &lt;b&gt;relire&lt;/b&gt;')
    expect(page).toMatch(/value="weekly" checked/)
  })
})

test('another practice’s patient, type and place are not found', async () => {
  const foreign = await prepareAgenda(world.bob)
  const rule = 'FREQ=WEEKLY;COUNT=3'
  for (const other of [
    { patientId: foreign.patientId },
    { typeId: foreign.typeId },
    { placeId: foreign.placeId },
  ]) {
    expect((await book('2033-01-03T09:00:00+01:00', { rule, ...other })).status).toBe(404)
  }
})
