import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { screenshotPages } from '#test/screenshot.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'

const DAY = '2026-12-08'

let world: World
let ground: AgendaGround
let people: string[]
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  people = []
  for (const lastName of ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit']) {
    const patient = { lastName, firstName: 'Zoé', email: `${lastName}@exemple.fr`, phone: '06 12 34 56 78' }
    people.push((await made('/patients', patient)).id)
  }
})
afterAll(() => world.close())

async function made(path: string, body: unknown): Promise<Answer> {
  const answer = await world.alice.postJson(path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body as Answer
}

let booked: Answer[]
let off: string
beforeEach(async () => {
  for (const one of await listed('confirmed')) {
    await world.alice.postJson(`/rendez-vous/${one.id}/annulation`, { by: 'practitioner' })
  }
  booked = []
  for (const [index, patientId] of people.entries()) {
    const startsAt = `${DAY}T${String(9 + index).padStart(2, '0')}:00`
    booked.push(await made('/rendez-vous', ground.booking(startsAt, { patientId })))
  }
  off = (await made('/absences', { kind: 'illness', startDate: DAY, endDate: DAY })).id
})

type Touched = Answer & { nearest: { startsAt: string; endsAt: string; fits: boolean }[] }

async function touched(id = off): Promise<Touched[]> {
  const { status, body } = await world.alice.json(`/absences/${id}/rendez-vous`)
  expect(status).toBe(200)
  return (body as { items: Touched[] }).items
}

async function listed(status: string): Promise<Answer[]> {
  const { body } = await world.alice.json(`/rendez-vous?du=2026-11-01&au=2027-12-31&statut=${status}`)
  return (body as { items: Answer[] }).items
}

/** The form as the page proposes it: each at the time that is chosen for them. */
async function proposedFields(): Promise<Record<string, string>> {
  const page = await (await world.alice.get(`/absences/${off}/rendez-vous`)).text()
  const fields: Record<string, string> = {}
  for (const [, id = '', version = ''] of page.matchAll(/name="version-([\da-f-]+)" value="(\d+)"/g)) {
    fields[`version-${id}`] = version
    const select = new RegExp(`<select[^>]*name="choice-${id}".*?</select>`, 's').exec(page)?.[0] ?? ''
    fields[`choice-${id}`] = /<option value="([^"]+)" selected/.exec(select)?.[1] ?? ''
  }
  return fields
}

describe('time off over eight appointments', () => {
  test('lists the people, each with near free times that are nobody else’s', async () => {
    const items = await touched()
    expect(items.map((one) => one.id)).toEqual(booked.map((one) => one.id))
    for (const { nearest } of items) {
      expect(nearest.length).toBeGreaterThan(0)
      for (const slot of nearest) expect(slot.startsAt).not.toContain(DAY)
    }
    const chosen = Object.entries(await proposedFields()).filter(([name]) => name.startsWith('choice-'))
    expect(new Set(chosen.map(([, instant]) => instant)).size).toBe(8)
    await screenshotPages(world, [
      { path: `/absences/${off}/rendez-vous`, name: 'affected', as: 'alice', fullPage: true },
    ])
  })

  test('is solved in one step and taken back in one step', async () => {
    const fields = await proposedFields()
    const [first] = booked
    fields[`choice-${first?.id}`] = 'cancel'
    const answer = await world.alice.post(`/absences/${off}/rendez-vous`, fields)
    expect(answer.status).toBe(303)
    const location = answer.headers.get('location') ?? ''
    expect(await touched()).toEqual([])
    const confirmed = await listed('confirmed')
    expect(confirmed).toHaveLength(7)
    expect(confirmed.some((one) => one.startsAt.startsWith(DAY))).toBe(false)

    const told = await (await world.alice.get(location)).text()
    expect(told).toContain('Rien n’a été envoyé')
    expect(told).toContain('je dois annuler votre rendez-vous du mardi 8 décembre à 9\u00a0h')
    expect(told.match(/je dois déplacer votre rendez-vous/g)).toHaveLength(7)
    expect(told).toContain('mailto:Deux%40exemple.fr?subject=')

    const change = /changement=(.+)$/.exec(location)?.[1]
    const undone = await world.alice.postJson(`/absences/${off}/rendez-vous/${change}/annulation`, {})
    expect([undone.status, undone.body]).toEqual([200, { appointments: 8 }])
    const back = await touched()
    expect(back.map(({ id, startsAt }) => [id, startsAt])).toEqual(
      booked.map(({ id, startsAt }) => [id, startsAt]),
    )
    expect((await world.alice.postJson(`/absences/${off}/rendez-vous/${change}/annulation`, {})).status).toBe(
      409,
    )
  })

  test('is all or nothing: a time that was taken meanwhile keeps every choice', async () => {
    const fields = await proposedFields()
    const wanted = fields[`choice-${booked[7]?.id}`] ?? ''
    expect((await world.alice.postJson('/rendez-vous', ground.booking(wanted))).status).toBe(201)
    const answer = await world.alice.post(`/absences/${off}/rendez-vous`, fields)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('Ce créneau vient d’être pris')
    for (const one of booked.slice(0, 7)) {
      expect(page).toContain(`<option value="${fields[`choice-${one.id}`]}" selected`)
    }
    expect((await touched()).map((one) => one.startsAt)).toEqual(booked.map((one) => one.startsAt))
  })

  test('keeps what was chosen for the others when the first one’s time is taken', async () => {
    const fields = await proposedFields()
    await made('/rendez-vous', ground.booking(fields[`choice-${booked[0]?.id}`] ?? ''))
    const page = await (await world.alice.post(`/absences/${off}/rendez-vous`, fields)).text()
    for (const one of booked.slice(1)) {
      expect(page).toContain(`<option value="${fields[`choice-${one.id}`]}" selected`)
    }
    const first = new RegExp(`name="choice-${booked[0]?.id}".*?</select>`, 's').exec(page)?.[0]
    expect(first).toContain('<option value="keep" selected')
  })

  test('gives one time to one person', async () => {
    const items = await touched()
    const startsAt = items[0]?.nearest[0]?.startsAt
    const decisions = items
      .slice(0, 2)
      .map(({ id, version }) => ({ appointmentId: id, version, action: 'move', startsAt }))
    const answer = await world.alice.postJson(`/absences/${off}/rendez-vous`, { decisions })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({
      code: 'affected-taken',
      errors: [{ field: `choice-${items[1]?.id}` }],
    })
  })

  test('lets two exchange their times', async () => {
    const [one, two] = booked
    const decisions = [
      { appointmentId: one?.id, version: 1, action: 'move', startsAt: two?.startsAt },
      { appointmentId: two?.id, version: 1, action: 'move', startsAt: one?.startsAt },
    ]
    const answer = await world.alice.postJson(`/absences/${off}/rendez-vous`, { decisions })
    expect([answer.status, answer.body]).toMatchObject([200, { moved: 2, cancelled: 0 }])
  })

  test('refuses what changed since, what decides nothing, and nonsense', async () => {
    const decide = (decision: Record<string, unknown>) =>
      world.alice.postJson(`/absences/${off}/rendez-vous`, { decisions: [decision] })
    const appointmentId = booked[0]?.id
    expect((await decide({ appointmentId, version: 1, action: 'keep' })).status).toBe(422)
    expect((await decide({ appointmentId, version: 7, action: 'cancel' })).status).toBe(409)
    expect((await decide({ appointmentId, version: 1, action: 'move', startsAt: 'demain' })).status).toBe(422)
    expect((await decide({ appointmentId: off, version: 1, action: 'cancel' })).status).toBe(404)
    const typed = await world.alice.post(`/absences/${off}/rendez-vous`, {
      [`choice-${appointmentId}`]: 'n’importe quoi',
    })
    expect(typed.status).toBe(422)
  })

  test('proposes what the patient’s own hours allow', async () => {
    const [patientId] = people
    await world.alice.work((work) =>
      work.tx
        .insertInto('patientAvailability')
        .values({
          id: newId(),
          patientId: patientId ?? '',
          weekday: 4,
          fromTime: Temporal.PlainTime.from('17:00'),
          toTime: Temporal.PlainTime.from('19:00'),
        })
        .execute(),
    )
    const [first] = await touched()
    for (const { startsAt, fits } of first?.nearest ?? []) {
      expect(fits).toBe(true)
      expect(Temporal.ZonedDateTime.from(`${startsAt}[Europe/Paris]`)).toMatchObject({ dayOfWeek: 4 })
    }
  })

  test('asks few questions of the database, however many are touched', async () => {
    world.takeStatements()
    await touched()
    const own = world
      .takeStatements()
      .filter((sql) => !/^(begin|commit)|login_session|append_audit/.test(sql))
    expect(own.length).toBeLessThanOrEqual(7)
  })

  test('is another practice’s business nowhere', async () => {
    expect((await world.bob.json(`/absences/${off}/rendez-vous`)).status).toBe(404)
    const decisions = [{ appointmentId: booked[0]?.id, version: 1, action: 'cancel' }]
    const nowhere = `/absences/${newId()}/rendez-vous`
    expect((await world.alice.postJson(nowhere, { decisions })).status).toBe(404)
    expect((await world.bob.postJson(`/absences/${off}/rendez-vous`, { decisions })).status).toBe(404)
  })
})

test('a time off that touches nobody says so', async () => {
  const { id } = await made('/absences', {
    kind: 'training',
    startDate: '2027-02-08',
    endDate: '2027-02-09',
  })
  const page = await (await world.alice.get(`/absences/${id}/rendez-vous`)).text()
  expect(page).toContain('Personne n’est touché')
})
