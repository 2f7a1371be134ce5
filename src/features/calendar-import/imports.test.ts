import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import { type Reply, event, ics, upload } from '#test/worlds/imported-calendars.ts'

const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url))

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

const calendar = (content: Buffer | string, person = world.alice): Promise<Reply> =>
  upload(world, person, '/agenda/import', 'agenda.ics', content)
const send = (path: string, body: Record<string, unknown>): Promise<Reply> => world.alice.postJson(path, body)

describe('a small calendar', () => {
  const source = ics(
    event(
      'a',
      '20261201T090000',
      '20261201T094500',
      'RDV Camille Dupont-alice',
      'DESCRIPTION:vient avec sa mère',
    ),
    event('b', '20261201T091500', '20261201T100000', 'Paul Nouveau'),
    event('c', '20261201T120000', '20261201T130000', 'Déjeuner'),
    event('d', '20261224', '20261227', 'Congés'),
    event('e', '20261101T090000', '20261101T100000', 'Camille Dupont-alice'),
    event('f', '20261101T093000', '20261101T100000', 'Camille Dupont-alice'),
    event('g', '20261202T230000', '20261203T010000', 'Camille Dupont-alice'),
    event('h', '20261203T100000', '20261203T090000', 'À rebours'),
    event('i', '20261204T090000', '20261204T094500', 'Camille Dupont-alice', 'RRULE:FREQ=WEEKLY;COUNT=3'),
    event('j', '20261207T090000', '20261207T094500', 'Camille Dupont-alice', 'STATUS:CANCELLED'),
    event('k', '20261208T090000', '20261208T094500', 'Pense-bête', 'TRANSP:TRANSPARENT'),
    event('l', '20261209T090000', '20261209T094500', 'Ne pas importer <b>'),
  )

  test('is reviewed first, each subject decided once, overlaps to come one by one, then written in one go', async () => {
    await world.alice.postJson('/rendez-vous', ground.booking('2026-12-11T09:30:00+01:00'))
    const { status, body } = await calendar(source)
    expect(status).toBe(201)
    expect(body.counts).toMatchObject({ occurrences: 13, alreadyThere: 0, cancelled: 1, free: 1, refused: 2 })
    const subjectOf = (title: string) =>
      body.subjects.find(({ titles }) => titles.some((written) => written.title === title))
    expect(subjectOf('RDV Camille Dupont-alice')).toMatchObject({
      kind: 'recognised',
      become: `patient:${ground.patientId}`,
      titles: [{ title: 'Camille Dupont-alice' }, { title: 'RDV Camille Dupont-alice', count: 1 }],
    })
    expect(subjectOf('Paul Nouveau')).toMatchObject({
      kind: 'newPatient',
      become: 'newPatient',
      candidates: [],
      newName: { firstName: 'Paul', lastName: 'Nouveau' },
    })
    expect(subjectOf('Congés')).toMatchObject({ kind: 'timeOff', become: 'timeOff' })
    expect(body.subjects.map(({ kind }) => kind)).toEqual([
      'newPatient',
      'timeOff',
      'timeOff',
      'timeOff',
      'recognised',
    ])
    const nothing = await world.alice.work((work) => work.tx.selectFrom('timeOff').select('id').execute())
    expect(nothing).toEqual([])

    const path = `/agenda/import/${body.id}`
    const subjects = [{ key: subjectOf('Ne pas importer <b>')?.key, become: 'skip' }]
    const chosen = await send(path, { version: 1, subjects })
    expect(chosen.body.conflicts.map((one) => [one.taken, one.items.map((item) => item.title)])).toEqual([
      [false, ['RDV Camille Dupont-alice', 'Paul Nouveau']],
      [true, ['Camille Dupont-alice']],
    ])
    const [pair, taken] = chosen.body.conflicts
    const confirm = (conflicts: object[], version = 2): Promise<Reply> =>
      send(`${path}/confirmation`, { version, typeId: ground.typeId, conflicts })
    const decide = (choices: [string | undefined, string][]) =>
      choices.map(([key, choice]) => ({ key, choice }))
    expect((await confirm([])).body.code).toBe('unresolved')
    const both = decide([
      [pair?.items[0]?.key, 'keep'],
      [pair?.items[1]?.key, 'keep'],
      [taken?.items[0]?.key, 'skip'],
    ])
    expect((await confirm(both)).body.code).toBe('unresolved')
    expect((await confirm(decide([[taken?.items[0]?.key, 'keep']]))).body.code).toBe('unresolved')
    expect((await confirm(both, 1)).status).toBe(409)
    const page = await world.alice.get(path)
    expect(await page.text()).toContain('Ne pas importer &lt;b&gt;')

    const done = await confirm(
      decide([
        [pair?.items[0]?.key, 'skip'],
        [pair?.items[1]?.key, 'keep'],
        [taken?.items[0]?.key, 'skip'],
      ]),
    )
    expect(done).toMatchObject({
      status: 200,
      body: {
        result: {
          appointments: 5,
          overlapping: 2,
          shortened: 0,
          timeOff: 2,
          patients: 1,
          leftOut: 5,
          alreadyThere: 0,
          refused: 2,
        },
      },
    })
    expect((await confirm([])).body.result).toEqual(done.body.result)
    expect(await (await world.alice.get(path)).text()).toContain('Agenda importé')

    const rows = await world.alice.work((work) =>
      work.tx
        .selectFrom('appointment')
        .leftJoin('occupancy', 'occupancy.appointmentId', 'appointment.id')
        .select(['sourceUid', 'overlapping', 'occurrenceDate', 'seriesId', 'occupancy.id as spot'])
        .where('source', '=', 'ics')
        .orderBy('appointment.startsAt')
        .execute(),
    )
    expect(
      rows.map((row) => [
        row.sourceUid,
        row.overlapping,
        row.spot !== null,
        row.occurrenceDate?.toString() ?? null,
      ]),
    ).toEqual([
      ['e', true, false, null],
      ['f', true, false, null],
      ['b', false, true, null],
      ['i', false, true, '2026-12-04'],
      ['i', false, true, '2026-12-18'],
    ])
    const series = await world.alice.work((work) =>
      work.tx.selectFrom('appointmentSeries').select(['rule', 'startsOn', 'sourceUid']).execute(),
    )
    expect(series.map((one) => [one.sourceUid, one.rule, String(one.startsOn)])).toEqual([
      ['i', expect.stringContaining('FREQ=WEEKLY'), '2026-12-04'],
    ])
    const off = await world.alice.work((work) =>
      work.tx
        .selectFrom('timeOff')
        .select(['label', 'kind', 'startDate', 'endDate'])
        .orderBy('startsAt')
        .execute(),
    )
    expect(
      off.map((one) => [one.label, one.kind, one.startDate?.toString(), one.endDate?.toString()]),
    ).toEqual([
      ['Déjeuner', 'private', undefined, undefined],
      ['Congés', 'holiday', '2026-12-24', '2026-12-26'],
    ])
    const made = await world.alice.work((work) =>
      work.tx
        .selectFrom('patient')
        .select(['firstName', 'lastName'])
        .where('lastName', '=', 'Nouveau')
        .execute(),
    )
    expect(made).toEqual([{ firstName: 'Paul', lastName: 'Nouveau' }])
  })

  test('the same file again changes nothing and says so', async () => {
    const { body } = await calendar(source)
    expect(body.counts).toMatchObject({ appointments: 0, timeOff: 0, leftOut: 3, alreadyThere: 7 })
    const page = await (await world.alice.get(`/agenda/import/${body.id}`)).text()
    expect(page).toContain('Rien de nouveau')
    expect(page).toContain('href="/agenda"')
    expect(page).not.toContain('<select')
    const whole = await (await world.alice.get(`/agenda/import/${body.id}?revoir=oui`)).text()
    expect(whole).toContain('Ne pas importer &lt;b&gt;')
    expect(whole).toContain('<select')
    const again = await send(`/agenda/import/${body.id}/confirmation`, { version: 1, typeId: ground.typeId })
    expect(again.body.result).toMatchObject({ appointments: 0, timeOff: 0, patients: 0, alreadyThere: 7 })
    expect(await (await world.alice.get(`/agenda/import/${body.id}`)).text()).toContain('Rien n’a changé')
  })

  test('a newer export brings its news only', async () => {
    const { body } = await calendar(
      source.replace(
        'END:VCALENDAR',
        `${event('z', '20270105T090000', '20270105T094500', 'Paul Nouveau')}\r\nEND:VCALENDAR`,
      ),
    )
    expect(body.counts).toMatchObject({ appointments: 1, alreadyThere: 7 })
  })
})

describe('the practice’s real calendar', () => {
  test('after the patients’ two files every event is accounted for, at the right local time', async () => {
    for (const name of ['patients-excel-utf8.csv', 'patients-excel-ansi.csv']) {
      const file = await upload(world, world.alice, '/patients/import', name, fixture(name))
      expect(file.status).toBe(201)
      const done = await send(`/patients/import/${file.body.id}/confirmation`, { version: file.body.version })
      expect(done.status, JSON.stringify(done.body)).toBe(200)
    }
    const { status, body } = await calendar(fixture('agenda-google.ics'))
    expect(status).toBe(201)
    expect(body.counts['occurrences']).toBe(3640)
    expect(body.counts['cancelled']).toBe(20)
    expect(body.refused).toEqual([])
    const ofKind = (kind: string) => body.subjects.filter((subject) => subject.kind === kind)
    const namesOf = (kind: string) => ofKind(kind).map(({ name }) => name)
    expect(namesOf('choose').toSorted()).toEqual([
      'Alice Durand',
      'Loïc Chevalier',
      'Margaux Lefebvre',
      'Minh Mercier',
      'Petit Sarah',
      'Sarah Nguyễn',
      'Théo Sœur',
      'Zoé Girard',
    ])
    expect(ofKind('newPatient').map(({ newName }) => newName)).toEqual([
      { firstName: 'Anaïs', lastName: 'François' },
      { firstName: 'Loïc', lastName: 'Lemaître' },
    ])
    expect(ofKind('timeOff')).toHaveLength(7)
    expect(ofKind('recognised')).toHaveLength(56)
    const path = `/agenda/import/${body.id}`
    const chosen = await send(path, { version: 1, typeId: ground.typeId })
    expect(chosen.status, JSON.stringify(chosen.body).slice(0, 500)).toBe(200)
    const conflicts = chosen.body.conflicts.flatMap((conflict) =>
      conflict.items.map((item, index) => ({
        key: item.key,
        choice: index === 0 && !item.taken ? 'keep' : 'skip',
      })),
    )
    expect(chosen.body.conflicts.length).toBeGreaterThan(0)
    const done = await send(`${path}/confirmation`, { version: 2, typeId: ground.typeId, conflicts })
    expect(done.status, JSON.stringify(done.body).slice(0, 500)).toBe(200)
    const { result } = done.body
    const total = ['appointments', 'timeOff', 'leftOut', 'alreadyThere'].reduce(
      (sum, name) => sum + (result[name] ?? 0),
      0,
    )
    expect(total).toBe(3640)
    // Of its 2,830 appointments five overlap another to come, and four what the small calendar brought.
    expect(result).toMatchObject({
      appointments: 2821,
      overlapping: 374,
      timeOff: 790,
      leftOut: 29,
      alreadyThere: 0,
      refused: 0,
      patients: 2,
    })
    const again = await calendar(fixture('agenda-google.ics'))
    expect(again.body.counts).toMatchObject({ appointments: 0, timeOff: 0 })
    const week = (date: string): Promise<string> =>
      world.alice.get(`/agenda?date=${date}`).then((answer) => answer.text())
    for (const date of ['2026-03-24', '2026-03-31', '2026-10-20', '2026-10-27'])
      expect(await week(date)).toMatch(/agenda-event-time"\s*>8\u00a0h</)
    const overlapping = await world.alice.work(async (work) => {
      const spans = await work.tx
        .selectFrom('occupancy')
        .select(['startsAt', 'endsAt'])
        .orderBy('startsAt')
        .execute()
      return spans.filter((span, index) => {
        const before = spans[index - 1]
        return before && Temporal.Instant.compare(before.endsAt, span.startsAt) > 0
      })
    })
    expect(overlapping).toEqual([])
  }, 120_000)
})

describe('what is no calendar', () => {
  test.each([
    ['nothing', '', 'est vide'],
    ['text', 'bonjour', 'n’est pas un agenda'],
    ['a calendar cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x', 'incomplet'],
    [
      'what Google packs its calendars in',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      'ouvrez-le : l’agenda est le fichier .ics',
    ],
  ])('%s is refused at the field', async (_, content, sentence) => {
    const { status, body } = await calendar(content)
    expect(status).toBe(422)
    expect(body.errors[0]).toMatchObject({ field: 'file', message: expect.stringContaining(sentence) })
  })

  test('no file at all is refused at the field', async () => {
    const answer = await world.alice.post('/agenda/import', {})
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Choisissez un fichier.')
  })

  test('another practice finds nothing of it', async () => {
    const { body } = await calendar(ics(event('q', '20270601T090000', '20270601T100000', 'Secret')))
    for (const path of ['', '/confirmation']) {
      expect((await world.bob.postJson(`/agenda/import/${body.id}${path}`, { version: 1 })).status).toBe(404)
    }
    expect((await world.bob.get(`/agenda/import/${body.id}`)).status).toBe(404)
    const own = await calendar(
      ics(event('a', '20270601T090000', '20270601T100000', 'Camille Dupont-alice')),
      world.bob,
    )
    expect(own.body.subjects[0]).toMatchObject({ candidates: [], become: 'newPatient' })
  })
})
