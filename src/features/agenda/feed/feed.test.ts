import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { type Inhabitant, type World, createWorld } from '#test/world.ts'
import { showByIcalJs, showByNodeIcal } from './calendar-programs.fixture.ts'

const FROM = '2026-08-01T00:00:00.000Z'
const TO = '2029-01-01T00:00:00.000Z'
const HERE = '/parametres/calendrier'
const NAMES: readonly (readonly [firstName: string, lastName: string])[] = [
  ['Gaël', "O'Neil"],
  ['Ângela-Zoë', 'Müller, la; seconde'],
  ['小龙', '李'],
  ['<b>', '=cmd()'],
  ['👩‍👩‍👧', 'مريم'],
  ['Anne', 'L'.repeat(290)],
]

let world: World
let typeId: string
const patientIds: string[] = []
beforeAll(async () => {
  world = await createWorld()
  const types = (await world.alice.json('/types-de-rendez-vous')).body as { items: { id: string }[] }
  typeId = types.items[0]?.id ?? ''
  for (const [firstName, lastName] of NAMES) {
    const made = await world.alice.postJson('/patients', { firstName, lastName })
    patientIds.push((made.body as { id: string }).id)
  }
})
afterAll(() => world.close())

interface MadeFeed {
  id: string
  url: string
  path: string
}

async function makeFeed(who: Inhabitant, titles: string, name = ''): Promise<MadeFeed> {
  const made = await who.postJson(HERE, { name, titles })
  expect(made.status).toBe(201)
  const { id, url } = made.body as { id: string; url: string }
  return { id, url, path: new URL(url).pathname }
}

/** A calendar program: no cookie, no wish for HTML. */
const read = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  world.app.hono.request(path, { headers })

async function book(
  startsAt: string,
  patient = 0,
  more: object = {},
): Promise<{ id: string; version: number }> {
  const body = { patientId: patientIds[patient], typeId, startsAt, durationMinutes: 45, ...more }
  const made = await world.alice.postJson('/rendez-vous', body)
  expect([startsAt, made.status]).toEqual([startsAt, 201])
  return made.body as { id: string; version: number }
}

describe('a private calendar address', () => {
  test('is shown once, to be read without login, and its token is kept nowhere', async () => {
    const page = await world.alice.post(HERE, { name: 'Mon téléphone', titles: 'initials' })
    expect(page.status).toBe(200)
    const html = await page.text()
    const url = /http:\/\/localhost:3000(\/calendrier\/[^"]+\.ics)/.exec(html)
    expect(html).toContain('webcal://localhost:3000/calendrier/')
    const path = url?.[1] ?? ''
    const feed = await read(path)
    expect(feed.status).toBe(200)
    expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(await feed.text()).toContain('\r\nX-WR-CALNAME:Mon téléphone\r\n')

    const list = await (await world.alice.get(HERE)).text()
    expect(list).toContain('Mon téléphone')
    const secret = path.slice(path.indexOf('.') + 1, -'.ics'.length)
    expect(secret).toHaveLength(43)
    expect(list).not.toContain(secret)
    const json = (await world.alice.json(HERE)).body as { items: object[]; next: null }
    expect(json.items[0]).toMatchObject({ name: 'Mon téléphone', titles: 'initials' })
    expect(JSON.stringify(json)).not.toContain(secret)
    const rows = await asOwner(world.database.owner, (admin) =>
      admin.query('select array_to_string(array_agg(f::text), chr(10)) as all from calendar_feed f'),
    )
    expect(JSON.stringify(rows.rows)).not.toContain(secret)
  })

  test('stands in no log, found or not, read or failing', async () => {
    const { path } = await makeFeed(world.alice, 'initials')
    const secret = path.slice(path.indexOf('.') + 1, -'.ics'.length)
    await read(path)
    await read(path.replace(secret, `${secret.slice(0, 42)}-`))
    await asOwner(world.database.owner, (admin) => admin.query('alter table appointment rename to hidden'))
    const failing = await read(path)
    await asOwner(world.database.owner, (admin) => admin.query('alter table hidden rename to appointment'))
    expect(failing.status).toBe(500)
    expect(world.logLines.length).toBeGreaterThan(0)
    expect(world.logLines.join('\n')).not.toContain(secret.slice(0, 40))
  })

  test.each([
    '/calendrier/x.ics',
    `/calendrier/${newId()}.${'a'.repeat(43)}.ics`,
    `/calendrier/${newId()}.ics`,
    '/calendrier/%00.ics',
  ])('that is none answers 404 in plain words: %s', async (path) => {
    const answer = await read(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(await answer.text()).toBe('Il n’y a pas de calendrier à cette adresse.')
  })

  test('is revoked for good, once the word is typed, and by its owner alone', async () => {
    const { id, path } = await makeFeed(world.alice, 'busy', 'Tablette')
    const revocation = `${HERE}/${id}/revocation`
    for (const answer of [
      await world.bob.get(revocation),
      await world.bob.post(revocation, { confirmation: 'RÉVOQUER' }),
      await world.alice.get(`${HERE}/${newId()}/revocation`),
      await world.alice.get(`${HERE}/12/revocation`),
    ]) {
      expect(answer.status).toBe(404)
    }
    expect(await (await world.alice.get(revocation)).text()).toContain('«\u00a0Tablette\u00a0»')
    const wrong = await world.alice.post(revocation, { confirmation: 'oui' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Écrivez le mot tel quel.')
    expect((await read(path)).status).toBe(200)

    const right = await world.alice.post(revocation, { confirmation: 'RÉVOQUER' })
    expect([right.status, right.headers.get('location')]).toEqual([303, HERE])
    const gone = await read(path)
    expect([gone.status, await gone.text()]).toEqual([410, 'Cette adresse de calendrier a été révoquée.'])
    expect((await world.alice.get(revocation)).status).toBe(404)
    const { items } = (await world.alice.json(HERE)).body as { items: { id: string }[] }
    expect(items.map((item) => item.id)).not.toContain(id)
    const journal = await (await world.alice.get('/journal')).text()
    expect(journal).toContain('Révocation d’une adresse de calendrier')
  })

  test('is made by a person in a browser, not by a token; unknown titles are refused at their field', async () => {
    const refused = await world.alice.postJson(HERE, { titles: 'everything' })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ errors: [{ field: 'titles' }] })
    const page = await world.alice.post(HERE, { name: 'x'.repeat(101), titles: 'busy' })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('x'.repeat(101))
  })

  test('twenty are enough', async () => {
    for (let n = 0; n < 20; n++) await makeFeed(world.bob, 'busy')
    const refused = await world.bob.postJson(HERE, { titles: 'busy' })
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({ title: expect.stringContaining('révoquez') })
  })
})

describe('what a calendar program reads', () => {
  const ids: string[] = []
  beforeAll(async () => {
    for (const [n] of NAMES.entries()) ids.push((await book(`2026-12-0${n + 1}T09:00`, n)).id)
  })

  test('holds what RFC 5545 and the programs ask for', async () => {
    const { path } = await makeFeed(world.alice, 'initials')
    const text = await (await read(path)).text()
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of [
      'METHOD:PUBLISH',
      'NAME:Agenda',
      'X-WR-CALNAME:Agenda',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'TZID:Europe/Paris',
      `UID:${ids[0]}`,
      'SEQUENCE:0',
      'DTSTAMP:20261122T200000Z',
      'DTSTART;TZID=Europe/Paris:20261201T090000',
      'DTEND;TZID=Europe/Paris:20261201T094500',
      'STATUS:CONFIRMED',
      'CLASS:PRIVATE',
      'TRANSP:OPAQUE',
    ]) {
      expect(text.split('\r\n')).toContain(line)
    }
  })

  test('shows initials unless asked otherwise: no name, no note, no type', async () => {
    const noted = await book('2026-12-08T09:00', 0, { note: 'Deuil, orientée par le Dr Roux' })
    const { path } = await makeFeed(world.alice, 'initials')
    const text = await (await read(path)).text()
    expect(text).toContain(noted.id)
    const unfolded = text.replaceAll('\r\n ', '')
    for (const word of [
      ...NAMES.flat().filter(
        (name) => /^[\p{L}\W]{3,}$/u.test(name) && !/\p{Emoji_Presentation}/u.test(name),
      ),
      'Deuil',
      'Roux',
      'Suivi',
      'Séance',
      'Cabinet',
    ]) {
      expect(unfolded, word).not.toContain(word)
    }
    const summaries = new Set(showByNodeIcal(text, FROM, TO).map((shown) => shown.summary))
    expect([...summaries].toSorted()).toEqual(
      ['G. O.', 'Â. M.', '小. 李.', 'B. C.', '👩. م.', 'A. L.'].toSorted(),
    )
  })

  test('shows nothing but “Occupé”, or whole names where that was chosen, exactly as typed', async () => {
    const busy = await (await read((await makeFeed(world.alice, 'busy')).path)).text()
    expect(new Set(showByIcalJs(busy, FROM, TO).map((shown) => shown.summary))).toEqual(new Set(['Occupé']))
    const whole = await (await read((await makeFeed(world.alice, 'names')).path)).text()
    const names = NAMES.map((name) => name.join(' ')).toSorted()
    for (const show of [showByIcalJs, showByNodeIcal]) {
      expect([...new Set(show(whole, FROM, TO).map((shown) => shown.summary))].toSorted()).toEqual(names)
    }
    for (const line of whole.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  test('a request is tentative, a cancellation is said and frees the time, each change counts', async () => {
    const { id } = await book('2026-12-09T09:00')
    const { path } = await makeFeed(world.alice, 'initials')
    const eventOf = async (): Promise<string> => {
      const text = await (await read(path)).text()
      return text.split('BEGIN:VEVENT').find((event) => event.includes(`UID:${id}`)) ?? ''
    }
    expect(await eventOf()).toContain('SEQUENCE:0')
    world.setNow('2026-11-22T20:30:00Z')
    const moved = await world.alice.postJson(`/rendez-vous/${id}/deplacement`, {
      startsAt: '2026-12-09T11:30',
    })
    expect(moved.status).toBe(200)
    expect(await eventOf()).toMatch(
      /DTSTAMP:20261122T203000Z\r\nSEQUENCE:1\r\nDTSTART;TZID=Europe\/Paris:20261209T113000/,
    )
    await world.alice.postJson(`/rendez-vous/${id}/annulation`, { by: 'patient', reason: 'Grippe' })
    const cancelled = await eventOf()
    expect(cancelled).toMatch(/SEQUENCE:2[^]*STATUS:CANCELLED[^]*TRANSP:TRANSPARENT/)
    expect(cancelled).not.toContain('Grippe')
    world.setNow('2026-11-22T20:00:00Z')
  })

  test('time off is there, discreet: why only where names are shown', async () => {
    await world.alice.postJson('/absences', {
      kind: 'illness',
      label: 'Opération',
      startDate: '2026-12-28',
      endDate: '2026-12-30',
    })
    await world.alice.postJson('/absences', {
      kind: 'supervision',
      startsAt: '2026-12-11T14:00',
      endsAt: '2026-12-11T16:00',
    })
    const texts: Record<string, string> = {}
    for (const titles of ['busy', 'initials', 'names']) {
      texts[titles] = await (await read((await makeFeed(world.alice, titles)).path)).text()
    }
    for (const text of Object.values(texts)) {
      expect(text).toContain('DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261231\r\n')
      expect(text).toContain(
        'DTSTART;TZID=Europe/Paris:20261211T140000\r\nDTEND;TZID=Europe/Paris:20261211T160000\r\n',
      )
      expect(text).not.toMatch(/illness|supervision/i)
    }
    expect(texts['initials']).toContain('SUMMARY:Absence')
    expect(texts['initials']).not.toContain('Opération')
    expect(texts['busy']).not.toContain('SUMMARY:Absence')
    expect(texts['names']).toContain('SUMMARY:Opération')
  })

  test('a series is shown by two programs at the instants of the agenda, over both clock changes', async () => {
    const booked = await book('2027-02-01T18:00', 1, { rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=60' })
    const made = (booked as unknown as { items: { id: string; startsAt: string }[] }).items
    // Easter Monday and the like are left out by the agenda itself.
    expect(made.length).toBeGreaterThan(50)
    const idOn = (date: string): string => made.find((one) => one.startsAt.startsWith(date))?.id ?? ''
    const moved = await world.alice.postJson(`/rendez-vous/${idOn('2027-03-15')}/deplacement`, {
      startsAt: '2027-03-16T19:15',
    })
    expect(moved.status).toBe(200)
    await world.alice.postJson(`/rendez-vous/${idOn('2027-04-05')}/annulation`, {
      by: 'practitioner',
      reason: '',
    })
    const agenda: string[] = []
    for (let cursor = ''; ;) {
      const page = (await world.alice.json(`/rendez-vous?du=2026-08-01&au=2028-12-31&cursor=${cursor}`))
        .body as {
        items: { startsAt: string; status: string; seriesId: string | null }[]
        next: string | null
      }
      const live = page.items.filter((item) => item.status !== 'cancelled')
      agenda.push(...live.map((item) => new Date(item.startsAt).toISOString()))
      if (page.next === null) break
      cursor = encodeURIComponent(page.next)
    }
    expect(agenda.length).toBeGreaterThan(60)
    const text = await (await read((await makeFeed(world.alice, 'initials')).path)).text()
    expect(text).toContain('RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=')
    expect(text).toContain('EXDATE;TZID=Europe/Paris:20270329T180000')
    expect(text).toContain('EXDATE;TZID=Europe/Paris:20270405T180000')
    expect(text).toContain('RECURRENCE-ID;TZID=Europe/Paris:20270315T180000')
    for (const show of [showByIcalJs, showByNodeIcal]) {
      const shown = show(text, FROM, TO).filter(
        (one) => one.status !== 'CANCELLED' && one.summary !== 'Absence',
      )
      expect(shown.map((one) => one.startsAt)).toEqual(agenda.toSorted())
    }
  })

  test('time off that repeats is shown on the days the agenda shows it', async () => {
    const off = await world.alice.postJson('/absences', {
      kind: 'training',
      startsAt: '2027-03-10T13:00',
      endsAt: '2027-03-10T15:00',
      rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270630',
    })
    expect(off.status).toBe(201)
    const { id } = off.body as { id: string }
    const agenda: string[] = []
    for (const date of ['2027-03-10', '2027-03-24', '2027-03-31', '2027-04-07', '2027-06-30', '2027-07-14']) {
      const day = (await world.alice.json(`/agenda?vue=jour&date=${date}`)).body as {
        timeOff: { id: string; startsAt: string }[]
      }
      agenda.push(
        ...day.timeOff.filter((one) => one.id === id).map((one) => new Date(one.startsAt).toISOString()),
      )
    }
    const text = await (await read((await makeFeed(world.alice, 'initials')).path)).text()
    expect(text).toContain('RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270630T110000Z')
    for (const show of [showByIcalJs, showByNodeIcal]) {
      const shown = show(text, FROM, TO).filter(
        (one) => one.summary === 'Absence' && one.startsAt.startsWith('2027'),
      )
      expect(shown.map((one) => one.startsAt)).toEqual(expect.arrayContaining(agenda))
      expect(shown).toHaveLength(9)
    }
    expect(agenda).toHaveLength(4)
  })

  test('is one practice’s alone', async () => {
    const { items } = (await world.bob.json(HERE)).body as { items: { id: string }[] }
    await world.bob.postJson(`${HERE}/${items[0]?.id}/revocation`, {})
    const text = await (await read((await makeFeed(world.bob, 'names')).path)).text()
    expect(text).not.toContain('BEGIN:VEVENT')
  })
})

describe('asked again', () => {
  test('the unchanged answers 304, by tag or by date; a change answers the new', async () => {
    const { id, path } = await makeFeed(world.alice, 'initials')
    const first = await read(path)
    const tag = first.headers.get('etag') ?? ''
    const date = first.headers.get('last-modified') ?? ''
    expect(tag).toMatch(/^W\/"[\w-]{43}"$/)
    expect(date).toBe('Sun, 22 Nov 2026 20:00:00 GMT')
    world.setNow('2026-11-22T20:40:00Z')
    for (const headers of [
      { 'if-none-match': tag },
      { 'if-none-match': `"x", ${tag.slice(2)}` },
      { 'if-modified-since': date },
    ]) {
      const again = await read(path, headers)
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag])
      expect(again.headers.get('last-modified')).toBe(date)
    }
    expect((await read(path, { 'if-none-match': '"x"', 'if-modified-since': date })).status).toBe(200)
    const { items } = (await world.alice.json(HERE)).body as { items: { id: string; lastReadAt: string }[] }
    expect(items.find((item) => item.id === id)?.lastReadAt).toBe('2026-11-22T21:40:00+01:00')

    await book('2027-01-05T10:00')
    const changed = await read(path, { 'if-none-match': tag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('last-modified')).toBe('Sun, 22 Nov 2026 20:40:00 GMT')
    // A second change within the same second is later all the same.
    await book('2027-01-05T11:00')
    const twice = await read(path, { 'if-modified-since': 'Sun, 22 Nov 2026 20:40:00 GMT' })
    expect([twice.status, twice.headers.get('last-modified')]).toEqual([200, 'Sun, 22 Nov 2026 20:40:01 GMT'])
    world.setNow('2026-11-22T20:00:00Z')
  })

  test('costs five statements, whatever it holds', async () => {
    const { path } = await makeFeed(world.alice, 'initials')
    await read(path)
    world.takeStatements()
    await read(path)
    const asked = world.takeStatements().filter((text) => /^\s*(select|with|update)\b/i.test(text))
    expect(asked.length).toBeLessThanOrEqual(5)
  })
})
