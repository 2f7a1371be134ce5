import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import type { SeriesAnswer } from '#test/worlds/series.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

type Stored = { id: string; startsAt: Temporal.Instant }

/** As the import of a calendar file leaves a series: its rule and source, no wall time, no buffers. */
async function importedSeries(
  rule: string,
  starts: readonly string[],
): Promise<{ id: string; items: Stored[] }> {
  const id = crypto.randomUUID()
  return world.alice.work(async (work) => {
    await work.tx
      .insertInto('appointmentSeries')
      .values({
        id,
        rule,
        zone: 'Europe/Paris',
        startsOn: Temporal.PlainDate.from(starts[0]?.slice(0, 10) ?? ''),
        source: 'icalendar',
        sourceUid: id,
      })
      .execute()
    const items: Stored[] = []
    for (const start of starts) {
      const wall = Temporal.PlainDateTime.from(start)
      const startsAt = wall.toZonedDateTime('Europe/Paris').toInstant()
      const endsAt = startsAt.add({ minutes: 45 })
      const one = crypto.randomUUID()
      await work.tx
        .insertInto('appointment')
        .values({
          id: one,
          practitionerId: world.alice.practitionerId,
          typeId: ground.typeId,
          startsAt,
          endsAt,
          date: wall.toPlainDate(),
          wallTime: wall.toPlainTime(),
          zone: 'Europe/Paris',
          status: 'confirmed',
          priceCents: 6_000,
          seriesId: id,
          source: 'icalendar',
          sourceUid: id,
          sourceRecurrenceId: start,
          createdAt: work.now,
          updatedAt: work.now,
        })
        .execute()
      await work.tx
        .insertInto('appointmentPatient')
        .values({ id: crypto.randomUUID(), appointmentId: one, patientId: ground.patientId, position: 0 })
        .execute()
      await work.tx
        .insertInto('occupancy')
        .values({
          id: crypto.randomUUID(),
          practitionerId: world.alice.practitionerId,
          appointmentId: one,
          startsAt,
          endsAt,
        })
        .execute()
      items.push({ id: one, startsAt })
    }
    return { id, items }
  })
}
async function storedRule(id: string): Promise<string> {
  const row = await world.alice.work((work) =>
    work.tx.selectFrom('appointmentSeries').select('rule').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return row.rule
}
const fridays = ['2027-03-05', '2027-03-12', '2027-03-19', '2027-04-02']

test('a series of a calendar file moves like one’s own and stays known to its next import', async () => {
  const series = await importedSeries(
    'FREQ=WEEKLY;WKST=MO;UNTIL=20270402T215959Z;BYDAY=FR',
    fridays.map((day) => `${day}T14:00`),
  )
  const [, second] = series.items
  const page = await (await world.alice.get(`/rendez-vous/${second?.id}`)).text()
  expect(page).toContain('Chaque vendredi, jusqu’au 2 avril 2027')
  const moved = await world.alice.postJson(`/rendez-vous/${second?.id}/deplacement`, {
    startsAt: '2027-03-11T16:00',
    scope: 'following',
  })
  const body = moved.body as SeriesAnswer
  expect(moved.status, JSON.stringify(body)).toBe(200)
  expect(body.items.map((item) => item.startsAt)).toEqual([
    '2027-03-11T16:00:00+01:00',
    '2027-03-18T16:00:00+01:00',
    '2027-04-01T16:00:00+02:00',
  ])
  expect(await storedRule(series.id)).toBe('FREQ=WEEKLY;BYDAY=FR;UNTIL=20270305T225959Z')
  expect(await storedRule(body.seriesId)).toBe('FREQ=WEEKLY;BYDAY=TH;UNTIL=20270401T215959Z')
  const known = await world.alice.work((work) =>
    work.tx
      .selectFrom('appointment')
      .select(['sourceUid', 'sourceRecurrenceId'])
      .where('id', '=', second?.id ?? '')
      .executeTakeFirstOrThrow(),
  )
  expect(known).toEqual({ sourceUid: series.id, sourceRecurrenceId: '2027-03-12T14:00' })
  const undone = await world.alice.postJson(`/rendez-vous/changements/${body.changeId}/annulation`, {})
  expect(undone.status).toBe(200)
  expect(await storedRule(series.id)).toBe('FREQ=WEEKLY;WKST=MO;UNTIL=20270402T215959Z;BYDAY=FR')
})

test('one with a rule that is not read, or that no rule says after it moved, keeps its dates', async () => {
  for (const [year, rule] of [
    ['2028', 'FREQ=WEEKLY;BYDAY=TH\nEXDATE:20280323T140000'],
    ['2029', 'FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1,2,3,5'],
  ] as const) {
    const series = await importedSeries(rule, [
      `${year}-03-08T14:00`,
      `${year}-03-15T14:00`,
      `${year}-04-12T14:00`,
    ])
    const [first] = series.items
    const moved = await world.alice.postJson(`/rendez-vous/${first?.id}/deplacement`, {
      startsAt: `${year}-03-09T15:00`,
      scope: 'all',
    })
    const body = moved.body as SeriesAnswer
    expect(moved.status, JSON.stringify(body)).toBe(200)
    expect(body.items.map((item) => item.startsAt.slice(0, 16))).toEqual([
      `${year}-03-09T15:00`,
      `${year}-03-16T15:00`,
      `${year}-04-13T15:00`,
    ])
    expect(await storedRule(series.id)).toBe('')
  }
})
