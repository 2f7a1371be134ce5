import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'
import type { SeriesAnswer } from '#test/worlds/series.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

async function makePatient(lastName: string): Promise<string> {
  const { status, body } = await world.alice.postJson('/patients', { lastName, firstName: 'Noé' })
  expect(status).toBe(201)
  return (body as Answer).id
}

async function canCome(patientId: string, when: object): Promise<void> {
  const { status } = await world.alice.postJson(`/patients/${patientId}/disponibilites`, when)
  expect(status).toBe(201)
}

interface Booking {
  patientIds: readonly string[]
  startsAt: string
  durationMinutes?: number
}

/** The decisions that the page asks for before a weekly series is saved: each date with its reason. */
async function datesToDecide({ patientIds, startsAt, durationMinutes = 45 }: Booking, count = 4) {
  const [patientId = '', otherPatientId = ''] = patientIds
  const answer = await world.alice.post('/rendez-vous', {
    patientId,
    otherPatientId,
    typeId: ground.typeId,
    startsAt,
    durationMinutes: `${durationMinutes}`,
    repeat: 'weekly',
    repeatEnd: 'count',
    repeatCount: `${count}`,
  })
  expect(answer.status).toBe(409)
  return decisionsOf(await answer.text())
}

function decisionsOf(html: string): [day: string, reason: string][] {
  const page = html.replace(/<[^>]*>/g, '|').replaceAll('\u00a0', ' ')
  return [...page.matchAll(/\|([^|]+) 2027, [^|]+\|+(Hors disponibilités[^|]*)/g)].map(
    ([, day = '', reason = '']) => [day, reason],
  )
}

/** What a single appointment on each of those dates is warned of; it is taken away again. */
async function warnedAlone({ startsAt, ...booking }: Booking, count = 4): Promise<string[]> {
  const warned: string[] = []
  for (let week = 0; week < count; week++) {
    const at = Temporal.PlainDateTime.from(startsAt).add({ weeks: week })
    const { status, body } = await world.alice.postJson('/rendez-vous', {
      ...booking,
      typeId: ground.typeId,
      startsAt: at.toString(),
    })
    expect(status).toBe(201)
    const { id, warnings } = body as Answer
    if (warnings.includes('outside-availability')) warned.push(sayDay(at))
    expect((await world.alice.postJson(`/rendez-vous/${id}/annulation`, { by: 'patient' })).status).toBe(200)
  }
  return warned
}

function sayDay(at: Temporal.PlainDateTime): string {
  return at.toLocaleString('fr-FR', { weekday: 'long', day: 'numeric', month: 'long' })
}

async function bookSeries(booking: Booking, count = 4): Promise<SeriesAnswer> {
  const { status, body } = await world.alice.postJson('/rendez-vous', {
    ...booking,
    typeId: ground.typeId,
    rule: `FREQ=WEEKLY;COUNT=${count}`,
  })
  expect(status).toBe(201)
  return body as SeriesAnswer
}

describe('a new series tells of the dates that do not suit who is to come', () => {
  test('every other week, by name', async () => {
    const patientId = await makePatient('Quinzaine')
    const fortnight = { weekday: 2, from: '08:00', to: '12:00', everyWeeks: 2 }
    await canCome(patientId, { ...fortnight, validFrom: '2027-02-02' })
    const booking = { patientIds: [patientId], startsAt: '2027-02-02T09:00' }
    const named = 'Hors disponibilités : Noé Quinzaine'
    const decisions = await datesToDecide(booking)
    expect(decisions).toEqual([
      ['mardi 9 février', named],
      ['mardi 23 février', named],
    ])
    expect(await warnedAlone(booking)).toEqual(decisions.map(([day]) => day))
  })

  test('while what was said is in force, as of single appointments', async () => {
    const patientId = await makePatient('Trêve')
    await canCome(patientId, {
      weekday: 3,
      from: '14:00',
      to: '18:00',
      validFrom: '2027-03-10',
      validTo: '2027-03-17',
    })
    for (const [startsAt, days] of [
      ['2027-03-03T15:00', []],
      ['2027-03-03T09:00', ['mercredi 10 mars', 'mercredi 17 mars']],
    ] as const) {
      const booking = { patientIds: [patientId], startsAt }
      expect((await datesToDecide(booking)).map(([day]) => day)).toEqual(days)
      expect(await warnedAlone(booking)).toEqual(days)
    }
  })

  test('from the first moment to the last', async () => {
    const patientId = await makePatient('Juste')
    await canCome(patientId, { weekday: 5, from: '10:00', to: '11:00' })
    for (const [startsAt, count] of [
      ['2027-04-02T10:00', 0],
      ['2027-04-02T10:15', 0],
      ['2027-04-02T09:45', 4],
      ['2027-04-02T10:30', 4],
    ] as const) {
      expect(await datesToDecide({ patientIds: [patientId], startsAt })).toHaveLength(count)
    }
  })

  test('where one of two cannot, and only that one is named', async () => {
    const [mornings, silent] = [await makePatient('Matin'), await makePatient('Muette')]
    const evenings = await makePatient('Soir')
    await canCome(mornings, { weekday: 4, from: '09:00', to: '12:00' })
    await canCome(evenings, { weekday: 4, from: '11:00', to: '19:00' })
    const reasons = async (patientIds: readonly string[], time: string) => {
      const decisions = await datesToDecide({ patientIds, startsAt: `2027-06-03T${time}` })
      return [decisions.length, ...new Set(decisions.map(([, reason]) => reason))]
    }
    expect(await reasons([mornings, evenings], '09:30')).toEqual([4, 'Hors disponibilités : Noé Soir'])
    expect(await reasons([mornings, evenings], '11:00')).toEqual([0])
    expect(await reasons([mornings, evenings], '14:00')).toEqual([4, 'Hors disponibilités : Noé Matin'])
    expect(await reasons([mornings, evenings], '10:30')).toEqual([4, 'Hors disponibilités : Noé Soir'])
    expect(await reasons([silent, mornings], '14:00')).toEqual([4, 'Hors disponibilités : Noé Matin'])
  })

  test('beside another reason', async () => {
    const patientId = await makePatient('Tardive')
    await canCome(patientId, { weekday: 2, from: '10:00', to: '12:00' })
    const { status, body } = await world.alice.postJson('/rendez-vous', {
      patientIds: [patientId],
      typeId: ground.typeId,
      startsAt: '2027-11-02T21:30',
      rule: 'FREQ=WEEKLY;COUNT=3',
      choices: { '2027-11-02': 'skip' },
    })
    expect(status).toBe(201)
    const { skipped } = body as SeriesAnswer
    expect(skipped.map(({ reason, label }) => [reason, label.replaceAll('\u00a0', ' ')])).toEqual([
      ['outside-hours', 'En dehors des horaires · Hors disponibilités : Noé Tardive'],
    ])
  })

  test('by what was said in a file merged since, named as the file that was kept', async () => {
    const [old, kept] = [await makePatient('Ancienne'), await makePatient('Gardée')]
    await canCome(old, { weekday: 1, from: '14:00', to: '16:00' })
    const merged = await world.alice.postJson(`/patients/${old}/fusion`, { mergedIntoId: kept })
    expect(merged.status).toBe(200)
    const decisions = await datesToDecide({ patientIds: [kept], startsAt: '2027-06-07T10:00' })
    expect(decisions.map(([, reason]) => reason)).toEqual(Array(4).fill('Hors disponibilités : Noé Gardée'))
    expect(await datesToDecide({ patientIds: [kept], startsAt: '2027-06-07T14:30' })).toEqual([])
  })

  test('yet takes them unless somebody says otherwise', async () => {
    const patientId = await makePatient('Tenace')
    await canCome(patientId, { weekday: 5, from: '17:00', to: '19:00' })
    const booking = { patientIds: [patientId], startsAt: '2027-07-02T09:00' }
    expect(await datesToDecide(booking, 2)).toHaveLength(2)
    const { items, skipped } = await bookSeries(booking, 2)
    expect([items.length, skipped]).toEqual([2, []])
  })

  test('in as many statements for two years as for two weeks', async () => {
    const patientId = await makePatient('Longue')
    await canCome(patientId, { weekday: 5, from: '17:00', to: '19:00' })
    const statements = async (count: number): Promise<number> => {
      world.takeStatements()
      expect(
        await datesToDecide({ patientIds: [patientId], startsAt: '2027-07-02T11:00' }, count),
      ).not.toEqual([])
      return world.takeStatements().length
    }
    expect(await statements(104)).toBe(await statements(2))
  })
})

describe('a changed series tells of them too', () => {
  async function move(id: string, scope: 'all' | 'following', startsAt: string) {
    const fields = { scope, startsAt, durationMinutes: '45' }
    const answer = await world.alice.post(`/rendez-vous/${id}/deplacement`, fields)
    return { status: answer.status, decisions: decisionsOf(await answer.text()) }
  }

  test('all of it, or from one date on', async () => {
    const patientId = await makePatient('Suite')
    await canCome(patientId, { weekday: 2, from: '08:00', to: '12:00', validFrom: '2027-09-01' })
    const { items } = await bookSeries({ patientIds: [patientId], startsAt: '2027-09-07T09:00' })
    const [first, , third] = items
    const named = 'Hors disponibilités : Noé Suite'
    const days = ['mardi 7 septembre', 'mardi 14 septembre', 'mardi 21 septembre', 'mardi 28 septembre']
    expect(await move(third?.id ?? '', 'following', '2027-09-21T14:00')).toEqual({
      status: 409,
      decisions: days.slice(2).map((day) => [day, named]),
    })
    expect(await move(first?.id ?? '', 'all', '2027-09-07T14:00')).toEqual({
      status: 409,
      decisions: days.map((day) => [day, named]),
    })
    expect((await move(first?.id ?? '', 'all', '2027-09-07T10:00')).status).toBe(303)
  })

  test('but not of what suited as little before, unless it now fails somebody else', async () => {
    const [one, other] = [await makePatient('Avant'), await makePatient('Après')]
    await canCome(one, { weekday: 3, from: '14:00', to: '18:00' })
    await canCome(other, { weekday: 3, from: '08:00', to: '12:00' })
    const { items } = await bookSeries({ patientIds: [one, other], startsAt: '2027-10-06T09:00' }, 2)
    const id = items[0]?.id ?? ''
    expect(await move(id, 'all', '2027-10-06T15:00')).toEqual({
      status: 409,
      decisions: ['mercredi 6 octobre', 'mercredi 13 octobre'].map((day) => [
        day,
        'Hors disponibilités : Noé Après',
      ]),
    })
    expect((await move(id, 'all', '2027-10-06T10:00')).status).toBe(303)
  })

  test('of each date for those who come on it', async () => {
    const [usual, guest] = [await makePatient('Habituelle'), await makePatient('Invitée')]
    await canCome(guest, { weekday: 4, from: '08:00', to: '12:00' })
    const { items } = await bookSeries({ patientIds: [usual], startsAt: '2027-10-07T09:00' }, 3)
    const second = items[1]?.id ?? ''
    const page = await world.alice.json(`/rendez-vous/${second}`)
    const edited = await world.alice.postJson(`/rendez-vous/${second}`, {
      ...(page.body as Answer),
      patientIds: [guest],
      scope: 'this',
    })
    expect(edited.status).toBe(200)
    expect((await move(items[0]?.id ?? '', 'all', '2027-10-07T14:00')).decisions).toEqual([
      ['jeudi 14 octobre', 'Hors disponibilités : Noé Invitée'],
    ])
  })

  test('under a file merged since the series was made', async () => {
    const [old, kept] = [await makePatient('Jadis'), await makePatient('Désormais')]
    await canCome(kept, { weekday: 5, from: '08:00', to: '12:00' })
    const { items } = await bookSeries({ patientIds: [old], startsAt: '2027-10-08T09:00' }, 2)
    const merged = await world.alice.postJson(`/patients/${old}/fusion`, { mergedIntoId: kept })
    expect(merged.status).toBe(200)
    expect((await move(items[0]?.id ?? '', 'all', '2027-10-08T15:00')).decisions).toEqual(
      ['vendredi 8 octobre', 'vendredi 15 octobre'].map((day) => [day, 'Hors disponibilités : Noé Jadis']),
    )
  })

  test('to another client as the reason of the date, beside what has to be decided', async () => {
    const patientId = await makePatient('Client')
    await canCome(patientId, { weekday: 1, from: '08:00', to: '12:00' })
    const series = { patientIds: [patientId], startsAt: '2027-10-11T09:00' }
    const { items } = await bookSeries(series, 2)
    const other = await makePatient('Occupante')
    const taken = { patientIds: [other], typeId: ground.typeId, startsAt: '2027-10-18T15:00' }
    expect((await world.alice.postJson('/rendez-vous', taken)).status).toBe(201)
    const { status, body } = await world.alice.postJson(`/rendez-vous/${items[0]?.id}/deplacement`, {
      scope: 'all',
      startsAt: '2027-10-11T15:00',
      durationMinutes: 45,
    })
    expect(status).toBe(409)
    const { dates } = body as SeriesAnswer
    expect(dates.map(({ reason, label }) => [reason, label.replaceAll('\u00a0', ' ')])).toEqual([
      ['outside-availability', 'Hors disponibilités : Noé Client'],
      ['conflict', 'Déjà pris'],
    ])
  })
})
