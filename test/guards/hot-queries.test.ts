import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { type World, createWorld } from '#test/world.ts'
import { type Asked, type Plan, explainAsPractice, listenToStatements } from './explain.ts'
import { seedYears } from './many-appointments.ts'

let world: World
let statements: ReturnType<typeof listenToStatements>
beforeAll(async () => {
  world = await createWorld()
  await seedYears(world)
  statements = listenToStatements()
}, 120_000)
afterAll(async () => {
  statements.stop()
  await world.close()
})

/** Tables that grow with the years; one read whole on a page costs more every day. */
const GROWING = ['appointment', 'appointment_patient', 'occupancy', 'session']

const PAGES: readonly [path: string, ...growing: string[]][] = [
  ['/agenda?vue=semaine&date=2026-11-24', 'appointment'],
  ['/agenda?vue=jour&date=2026-11-24', 'appointment'],
  ['/agenda?vue=liste&date=2026-11-24', 'appointment'],
  ['/rendez-vous?du=2026-11-23&au=2026-11-29', 'appointment'],
  ['/agenda/creneaux?du=2026-11-24&au=2026-12-23', 'occupancy'],
  ['/aujourdhui', 'appointment', 'session'],
  ['/patients'],
  ['/patients/00000000-0000-7000-8001-000000000007', 'appointment', 'appointment_patient'],
]

// The first round is the dangerous one: rows came in bulk, and PostgreSQL knows nothing of them yet.
describe.each(['right after a bulk insert, without statistics', 'with statistics'])('%s', (round) => {
  beforeAll(async () => {
    if (round === 'with statistics') await asOwner(world.database.owner, (admin) => admin.query('analyze'))
  })

  test.each(PAGES)('%s answers in a moment and reads no growing table whole', async (path, ...growing) => {
    statements.take()
    const started = performance.now()
    const answer = await world.alice.get(path)
    const milliseconds = performance.now() - started
    expect(answer.status).toBe(200)
    const plans = await explainAsPractice(world, reads(statements.take()))
    for (const table of growing) expect(usesIndexOf(plans, table), `an index of ${table}`).toBe(true)
    expect(scansOf(plans)).toEqual([])
    // Some 20 ms on an idle machine. It took 20 s where a plan joined everything with everything.
    expect(milliseconds).toBeLessThan(2_000)
  })

  test('a booking looks for conflicts and free slots by index, taken or free', async () => {
    const types = (await world.alice.json('/types-de-rendez-vous')).body as { items: { id: string }[] }
    const patientId = '00000000-0000-7000-8001-000000000007'
    const body = { patientId, typeId: types.items[0]?.id, durationMinutes: 30 }
    const day = round === 'with statistics' ? '2028-01-04' : '2028-01-05'
    statements.take()
    const started = performance.now()
    const free = await world.alice.postJson('/rendez-vous', { ...body, startsAt: `${day}T05:00:00Z` })
    const taken = await world.alice.postJson('/rendez-vous', { ...body, startsAt: `${day}T05:10:00Z` })
    expect([free.status, taken.status]).toEqual([201, 409])
    expect(performance.now() - started).toBeLessThan(4_000)
    const plans = await explainAsPractice(world, reads(statements.take()))
    expect(usesIndexOf(plans, 'occupancy')).toBe(true)
    expect(scansOf(plans)).toEqual([])
  })
})

test('the guard sees a scan where there is one', async () => {
  const [whole] = await explainAsPractice(world, [
    { text: 'select id from appointment where price_cents + $1::int > 5', values: [1] },
  ])
  expect(whole?.scanned).toEqual(['appointment'])
})

/** Those that read or change rows; a transaction's own statements are not hot. */
function reads(asked: readonly Asked[]): Asked[] {
  return asked.filter(
    ({ text }) => /^\s*(select|with|delete|update)\b/i.test(text) && !/set_config/.test(text),
  )
}

function scansOf(plans: readonly Plan[]): object[] {
  return plans.flatMap(({ sql, scanned }) =>
    scanned.filter((table) => GROWING.includes(table)).map((table) => ({ table, sql })),
  )
}

function usesIndexOf(plans: readonly Plan[], table: string): boolean {
  return plans.some(({ indexes }) =>
    indexes.some(
      (name) =>
        name.startsWith(`${table}_`) &&
        !GROWING.some((other) => other !== table && other.startsWith(table) && name.startsWith(`${other}_`)),
    ),
  )
}
