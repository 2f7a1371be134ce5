import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#src/domain/ids.ts'
import { placeOf } from '#src/platform/messages/places.ts'
import { type AppointmentWorld, createAppointmentWorld } from '#test/worlds/appointment.ts'
import { clientOf, insertPatient, insertSession, issueOne } from '#test/worlds/billing.ts'
import { seriesOf } from '#test/worlds/series.ts'
import { readPage } from '#test/page/read-page.ts'

// What the journal calls what events happened to, on rows that clients made.
let world: AppointmentWorld
let series: ReturnType<typeof seriesOf>
beforeAll(async () => {
  world = await createAppointmentWorld()
  series = seriesOf(world, world.ground)
  await world.alice.work(({ tx }) =>
    tx
      .updateTable('practice')
      .set({
        siret: '12345678900012',
        addressStreet: '12 rue des Tilleuls',
        addressPostcode: '69003',
        addressCity: 'Lyon',
      })
      .execute(),
  )
})
afterAll(() => world.close())

async function nameOf(type: string, id: string, who = world.alice, lang: 'fr' | 'en' = 'fr') {
  const find = world.platform.house.subjects.get(type)
  if (!find) throw new Error(`nobody names ${type}`)
  return (await who.work((work) => find(work, [id, newId()], lang))).get(id)
}

async function made(path: string, body: Record<string, unknown>): Promise<string> {
  const answer = await world.send(path, body)
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body.id
}

/** Every kind of thing: its type, how it is made, what it is called then. */
const THINGS: readonly (readonly [
  type: string,
  make: () => Promise<string>,
  name: RegExp,
  href: RegExp | undefined,
])[] = [
  ['patient', () => insertPatient(world.alice, 'Roy', 'Léna'), /^Léna Roy$/, /^\/patients\/ID$/],
  [
    'appointment',
    () => world.booked('2026-12-01T09:00:00+01:00'),
    /^Camille Dupont-\S+, 1er déc. à 9\u00a0h$/,
    /^\/rendez-vous\/ID$/,
  ],
  [
    'series',
    async () => (await series.newSeries()).seriesId,
    /^Camille Dupont-\S+, série du 7 janvier 2027$/,
    /^\/rendez-vous\/[-\w]+$/,
  ],
  [
    'session',
    async () => insertSession(world.alice, await insertPatient(world.alice, 'Zola', 'Émile')),
    /^Émile Zola, 17 nov. à 10\u00a0h$/,
    /^\/seances\/ID$/,
  ],
  [
    'session',
    async () =>
      insertSession(world.alice, await insertPatient(world.alice, 'Zola', 'Émile'), {
        undone: true,
        startsAt: '2025-11-17T09:00:00Z',
      }),
    /^Émile Zola, 17 novembre 2025 à 10\u00a0h$/,
    /^\/rendez-vous\/[-\w]+$/,
  ],
  [
    'invoice',
    async () => (await issueOne(world.alice, await insertPatient(world.alice, 'Sand', 'Aurore'))).id,
    /^2026-0001, Aurore Sand$/,
    /^\/factures\/ID$/,
  ],
  [
    'invoice',
    async () =>
      (await clientOf(() => world.alice).draft(await insertPatient(world.alice, 'Sand', 'Aurore'))).id,
    /^Brouillon, Aurore Sand$/,
    /^\/factures\/ID$/,
  ],
  [
    'payment',
    async () =>
      (
        await clientOf(() => world.alice).paid({
          patientId: await insertPatient(world.alice, 'Sand', 'Aurore'),
          amountCents: 4250,
        })
      ).id,
    /^42,50\u00a0€, Aurore Sand, 22 novembre 2026$/,
    /^\/reglements\/ID$/,
  ],
  ['place', () => made('/lieux', { name: 'Rue Bleue', kind: 'cabinet' }), /^Rue Bleue$/, /^\/lieux\/ID$/],
  [
    'appointmentType',
    () => made('/types-de-rendez-vous', { name: 'Bilan', durationMinutes: '60', priceCents: '8000' }),
    /^Bilan$/,
    /^\/types-de-rendez-vous\/ID$/,
  ],
  [
    'openingPeriod',
    () =>
      made('/horaires/periodes', { name: 'Été', firstDate: '2027-07-01', lastDate: '2027-07-31', hours: [] }),
    /^Été$/,
    /^\/horaires\/periodes\/ID$/,
  ],
  [
    'openingException',
    () => made('/horaires/exceptions', { date: '2027-05-14', hours: [{ from: '09:00', to: '12:00' }] }),
    /^14 mai 2027$/,
    /^\/horaires\/exceptions\/ID$/,
  ],
  [
    'timeOff',
    () => made('/absences', { kind: 'holiday', label: '', startDate: '2027-08-02', endDate: '2027-08-06' }),
    /^Congés?, 2 – 6 août 2027$/,
    /^\/absences\/ID$/,
  ],
  ['import', () => insertBatch('patients'), /^fiches\.csv$/, /^\/patients\/import\/ID$/],
  ['calendarImport', () => insertBatch('calendar'), /^fiches\.csv$/, /^\/agenda\/import\/ID$/],
  ['calendar-feed', () => insertFeed('Téléphone'), /^Téléphone$/, /^\/parametres\/calendrier$/],
  ['message', async () => insertMessage('Votre lien'), /^Votre lien$/, /^\/parametres\/messages$/],
  ['practice', async () => world.alice.practiceId, /./, /^\/parametres\/cabinet$/],
  ['user', async () => world.alice.userId, /^Alice Martin$/, /^\/parametres\/compte$/],
  ['login', async () => loginId(), /./, /^\/parametres\/securite$/],
  ['api-token', async () => insertToken('Comptable'), /^Comptable$/, /^\/parametres\/securite$/],
]

async function insertMessage(subject: string): Promise<string> {
  const id = newId()
  await world.alice.work(async (work) =>
    work.tx
      .insertInto('outboxMessage')
      .values({
        id,
        channel: 'email',
        purpose: 'password-reset',
        keyOwner: 'practice',
        recipientSealed: await work.seal('practice', placeOf('recipient', id), 'a@example.org'),
        subjectSealed: await work.seal('practice', placeOf('subject', id), subject),
        bodySealed: await work.seal('practice', placeOf('body', id), 'Bonjour'),
        sendAfter: work.now,
        createdAt: work.now,
      })
      .execute(),
  )
  return id
}

async function insertBatch(kind: string): Promise<string> {
  const id = newId()
  const sealed = Buffer.alloc(1)
  await world.alice.work(({ tx, now }) =>
    tx
      .insertInto('importBatch')
      .values({
        id,
        kind,
        fileName: 'fiches.csv',
        fileHash: sealed,
        contentSealed: sealed,
        createdBy: world.alice.userId,
        createdAt: now,
      })
      .execute(),
  )
  return id
}

async function insertFeed(name: string): Promise<string> {
  const id = newId()
  await world.alice.work(({ tx, now }) =>
    tx
      .insertInto('calendarFeed')
      .values({
        id,
        name,
        practitionerId: world.alice.practitionerId,
        createdAt: now,
      })
      .execute(),
  )
  return id
}

async function insertToken(name: string): Promise<string> {
  const id = newId()
  await world.alice.work(({ tx, now }) =>
    tx
      .insertInto('apiToken')
      .values({ id, name, userId: world.alice.userId, tokenHash: Buffer.alloc(32, 2), createdAt: now })
      .execute(),
  )
  return id
}

async function loginId(): Promise<string> {
  const { id } = await world.alice.work(({ tx }) =>
    tx.selectFrom('loginSession').select('id').executeTakeFirstOrThrow(),
  )
  return id
}

describe('what events happened to', () => {
  test.each(THINGS)(
    '%s is named and led to by one statement, and another practice’s never is',
    async (type, make, name, href) => {
      const id = await make()
      world.takeStatements()
      const found = await nameOf(type, id)
      const statements = world.takeStatements().filter((sql) => !/^(begin|commit)|time_zone/.test(sql))
      expect(statements).toHaveLength(1)
      expect(found?.name).toMatch(name)
      expect(found?.href?.replace(id, 'ID')).toMatch(href ?? /^$/)
      expect(await nameOf(type, id, world.bob)).toBeUndefined()
    },
  )

  test('every subject of the house is among these, but for a change of several', () => {
    const seen = new Set(THINGS.map(([type]) => type))
    expect([...world.platform.house.subjects.keys()].filter((type) => !seen.has(type))).toEqual([
      'appointmentChange',
    ])
  })

  test('what was archived, merged or removed since keeps its name; what is gone has none', async () => {
    const [kept, merged] = [await insertPatient(world.alice, 'Un'), await insertPatient(world.alice, 'Autre')]
    await world.send(`/patients/${merged}/fusion`, { intoId: kept })
    await world.send(`/patients/${kept}/archivage`)
    expect((await nameOf('patient', kept))?.name).toBe('Camille Un')
    expect((await nameOf('patient', merged))?.name).toBe('Camille Autre')
    const period = await made('/horaires/periodes', {
      name: 'Pont',
      firstDate: '2027-04-01',
      lastDate: '2027-04-02',
      hours: [],
    })
    await world.send(`/horaires/periodes/${period}/suppression`)
    expect(await nameOf('openingPeriod', period)).toEqual({ name: 'Pont', href: '/horaires' })
    const withdrawn = await world.booked('2026-12-02T09:00:00+01:00')
    await world.send(`/rendez-vous/${withdrawn}/retrait`)
    expect(await nameOf('appointment', withdrawn)).toBeUndefined()
  })

  test('a change of several says of how many', async () => {
    const { items, day } = await series.newSeries()
    const { body } = await series.send(`/rendez-vous/${items[0]?.id}/deplacement`, {
      startsAt: `${day(0)}T11:00`,
      scope: 'all',
    })
    expect(await nameOf('appointmentChange', body.changeId)).toEqual({ name: '8 rendez-vous' })
    expect((await nameOf('appointmentChange', body.changeId, world.alice, 'en'))?.name).toBe('8 appointments')
  })

  test('is a link on the page', async () => {
    const id = await world.booked('2026-12-03T09:00:00+01:00')
    const page = await readPage(world.alice.get('/journal?action=appointment.create'))
    const [row] = page.parts('tr').slice(1)
    expect(row?.link(`/rendez-vous/${id}`).text()).toMatch(/^Camille Dupont-\S+, 3 déc. à 9\sh$/)
  })
})
