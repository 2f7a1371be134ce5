import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

async function booked(startsAt: string, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = (await world.alice.postJson('/rendez-vous', ground.booking(startsAt, more))) as {
    status: number
    body: Answer
  }
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
async function page(path: string): Promise<string> {
  const answer = await world.alice.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}
/** The markup of one event, by its appointment. */
function eventOf(html: string, id: string): string {
  return new RegExp(`<a class="agenda-event[^>]*href="/rendez-vous/${id}".*?</a>`, 's').exec(html)?.[0] ?? ''
}

describe('the week', () => {
  test('09:00 stays 09:00 on both sides of both clock changes', async () => {
    for (const [before, after] of [
      ['2027-03-26', '2027-03-29'],
      ['2026-10-23', '2026-10-26'],
    ] as const) {
      for (const date of [before, after]) {
        const id = await booked(`${date}T09:00`)
        const html = await page(`/agenda?vue=semaine&date=${date}`)
        const event = eventOf(html, id)
        expect(event).toContain('9\u00a0h')
        expect(event).toContain('9\u00a0h\u00a045')
        // The grid begins with the opening hours, at 9.
        expect(event).toContain(' r0 d9')
        const { body } = (await world.alice.json(`/agenda?date=${date}`)) as unknown as {
          body: { items: Answer[] }
        }
        const offset = date < '2026-10-25' || date > '2027-03-28' ? '+02:00' : '+01:00'
        expect(body.items.find((item) => item.id === id)?.startsAt).toBe(`${date}T09:00:00${offset}`)
      }
    }
  })

  test('shows today, now, closed hours, time off, cancelled and overlapping history', async () => {
    world.setNow('2026-11-23T07:20:00Z')
    const id = await booked('2026-11-23T08:30:00+01:00')
    const cancelled = await booked('2026-11-23T14:00:00+01:00')
    await world.alice.postJson(`/rendez-vous/${cancelled}/annulation`, { by: 'patient' })
    await world.alice.work(async (work) => {
      const off = { practitionerId: world.alice.practitionerId, kind: 'supervision', label: 'Déjeuner <b>' }
      await work.tx
        .insertInto('timeOff')
        .values({
          id: newId(),
          ...off,
          startsAt: Temporal.Instant.from('2026-11-23T14:00:00Z'),
          endsAt: Temporal.Instant.from('2026-11-23T15:00:00Z'),
        })
        .execute()
      const lane = await work.tx
        .selectFrom('appointment')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const copy = {
        ...lane,
        id: newId(),
        overlapping: true,
        startsAt: lane.startsAt.add({ minutes: 15 }),
        endsAt: lane.endsAt.add({ minutes: 15 }),
        wallTime: Temporal.PlainTime.from('08:45'),
      }
      await work.tx.insertInto('appointment').values(copy).execute()
    })
    const html = await page('/agenda')
    expect(html).toContain('23 – 27 novembre')
    expect(html).toMatch(/agenda-day-head is-today is-selected/)
    // 8:20 is four rows of five minutes below 8:00.
    expect(html).toContain('agenda-now r4')
    expect(html).toContain('Déjeuner &lt;b&gt;')
    expect(html).toContain('Pause')
    expect(html).toContain('Semaine 48 · 2 séances · 1 indisponibilité')
    expect(eventOf(html, id)).toContain('l2-0 in-lane')
    expect(eventOf(html, cancelled)).toContain('agenda-event-cancelled')
    await booked('2026-11-23T14:15:00+01:00')
    expect(eventOf(await page('/agenda'), cancelled)).toBe('')
    expect(html).toContain('À venir aujourd’hui')
    expect(html).toContain(`href="/patients/${ground.patientId}"`)
    expect(html).toContain('/rendez-vous/nouveau?date=2026-11-23&amp;time=10:00')
    world.setNow('2026-11-22T20:00:00Z')
  })

  test('has the weekend when something is there, and every view has an address', async () => {
    expect(await page('/agenda?date=2027-02-01')).toContain('agenda-days-5')
    await booked('2027-02-06T10:00')
    expect(await page('/agenda?date=2027-02-01')).toContain('agenda-days-6')
    expect(await page('/agenda?date=2027-02-14')).toContain('agenda-days-7')
    expect(await page('/agenda?vue=jour&date=2027-02-06')).toContain('agenda-days-1')
    expect(await page('/agenda?vue=liste&date=2027-02-01')).toContain('Samedi 6 février 2027')
    expect(await page('/agenda?vue=mois&date=2027-02-20')).toContain('samedi 6 février')
    expect(await page('/agenda?vue=nonsense&date=31/02/2027')).toContain('agenda-days-7')
  })

  test('leads to the hours of the day shown, its own once it has some, and to time off', async () => {
    const html = await page('/agenda?vue=jour&date=2027-07-01')
    expect(html).toContain('href="/horaires/exceptions/nouvelle?date=2027-07-01"')
    const off = await page('/absences/nouvelle?date=2027-07-01')
    expect(html).toContain('href="/absences/nouvelle?date=2027-07-01"')
    expect(off).toMatch(/name="startDate"[^>]*value="2027-07-01"/)
    const hours = [{ from: '09:00', to: '21:00' }]
    const made = await world.alice.postJson('/horaires/exceptions', { date: '2027-07-01', hours })
    const { id } = made.body as Answer
    for (const shown of ['jour', 'semaine', 'mois'])
      expect(await page(`/agenda?vue=${shown}&date=2027-07-01`)).toContain(
        `href="/horaires/exceptions/${id}"`,
      )
    await world.alice.postJson(`/horaires/exceptions/${id}/suppression`, {})
  })

  test('leads to the hours for every place before those of one place', async () => {
    const date = '2027-07-02'
    const ids: string[] = []
    for (const placeId of [ground.placeId, null]) {
      const made = await world.alice.postJson('/horaires/exceptions', { date, placeId, hours: '9h-21h' })
      ids.push((made.body as Answer).id)
      expect(await page(`/agenda?vue=jour&date=${date}`)).toContain(
        `href="/horaires/exceptions/${ids.at(-1)}"`,
      )
    }
    for (const id of ids) await world.alice.postJson(`/horaires/exceptions/${id}/suppression`, {})
  })

  test('holds nothing of another practice', async () => {
    const { body } = (await world.bob.json('/agenda?date=2027-02-01')) as unknown as {
      body: { items: Answer[] }
    }
    expect(body.items).toEqual([])
  })

  test('keeps names exactly', async () => {
    const { body: patient } = (await world.alice.postJson('/patients', {
      firstName: '=cmd() 🌿',
      lastName: '<b>O’Neil</b> 李',
    })) as { body: Answer }
    const id = await booked('2027-02-08T10:00', { patientId: patient.id })
    expect(eventOf(await page('/agenda?date=2027-02-08'), id)).toContain(
      '=cmd() 🌿 &lt;b&gt;O’Neil&lt;/b&gt; 李',
    )
  })
})

describe('what it costs', () => {
  test.each([
    '/agenda',
    '/agenda?date=2026-12-02',
    '/agenda?vue=jour&date=2027-02-06',
    '/agenda?vue=liste',
    '/agenda?vue=mois',
  ])('%s takes at most six statements', async (path) => {
    world.takeStatements()
    await world.alice.get(path)
    // Entering, the session and the commit are every page's.
    const own = world
      .takeStatements()
      .filter((statement) => !/^(begin|commit)|login_session|append_audit/.test(statement))
    expect(own.length).toBeLessThanOrEqual(6)
    expect(own.length).toBeGreaterThan(0)
  })
})
