import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { showByIcalJs, showByNodeIcal } from '#test/worlds/calendar-programs.ts'
import { type FeedWorld, NAMES, createFeedWorld } from '#test/worlds/feed.ts'

const FROM = '2026-08-01T00:00:00.000Z'
const TO = '2029-01-01T00:00:00.000Z'

let world: FeedWorld
beforeAll(async () => {
  world = await createFeedWorld()
})
afterAll(() => world.close())

describe('what a calendar program reads', () => {
  const ids: string[] = []
  beforeAll(async () => {
    for (const [n] of NAMES.entries()) ids.push((await world.book(`2026-12-0${n + 1}T09:00`, n)).id)
  })

  test('holds what RFC 5545 and the programs ask for', async () => {
    const { path } = await world.makeFeed(world.alice, 'initials')
    const text = await (await world.read(path)).text()
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
    const noted = await world.book('2026-12-08T09:00', 0, { note: 'Deuil, orientée par le Dr Roux' })
    const { path } = await world.makeFeed(world.alice, 'initials')
    const text = await (await world.read(path)).text()
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
    const busy = await (await world.read((await world.makeFeed(world.alice, 'busy')).path)).text()
    expect(new Set(showByIcalJs(busy, FROM, TO).map((shown) => shown.summary))).toEqual(new Set(['Occupé']))
    const whole = await (await world.read((await world.makeFeed(world.alice, 'names')).path)).text()
    const names = NAMES.map((name) => name.join(' ')).toSorted()
    for (const show of [showByIcalJs, showByNodeIcal]) {
      expect([...new Set(show(whole, FROM, TO).map((shown) => shown.summary))].toSorted()).toEqual(names)
    }
    for (const line of whole.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })

  test('a request is tentative, a cancellation is said and frees the time, each change counts', async () => {
    const { id } = await world.book('2026-12-09T09:00')
    const { path } = await world.makeFeed(world.alice, 'initials')
    const eventOf = async (): Promise<string> => {
      const text = await (await world.read(path)).text()
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
      texts[titles] = await (await world.read((await world.makeFeed(world.alice, titles)).path)).text()
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
    const booked = await world.book('2027-02-01T18:00', 1, { rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=60' })
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
    const text = await (await world.read((await world.makeFeed(world.alice, 'initials')).path)).text()
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
    const text = await (await world.read((await world.makeFeed(world.alice, 'initials')).path)).text()
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

  test('costs five statements, whatever it holds', async () => {
    const { path } = await world.makeFeed(world.alice, 'initials')
    await world.read(path)
    world.takeStatements()
    await world.read(path)
    const asked = world.takeStatements().filter((text) => /^\s*(select|with|update)\b/i.test(text))
    expect(asked.length).toBeLessThanOrEqual(5)
  })

  test('is one practice’s alone', async () => {
    const text = await (await world.read((await world.makeFeed(world.bob, 'names')).path)).text()
    expect(text).not.toContain('BEGIN:VEVENT')
  })
})
