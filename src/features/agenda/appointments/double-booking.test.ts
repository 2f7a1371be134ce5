import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { type World, createWorld } from '#test/world.ts'
import { type AgendaGround, type Answer, prepareAgenda } from '#test/worlds/agenda.ts'

let world: World
let ground: AgendaGround
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
})
afterAll(() => world.close())

async function book(body: Record<string, unknown>): Promise<{ status: number; body: Answer }> {
  return world.alice.postJson('/rendez-vous', body)
}

/** Every pair of what occupies the practitioner shares no moment, and every live appointment is there. */
async function expectNoOverlap(): Promise<void> {
  await world.alice.work(async (work) => {
    const spans = await work.tx
      .selectFrom('occupancy')
      .select(['startsAt', 'endsAt', 'appointmentId'])
      .orderBy('startsAt')
      .execute()
    const clashes = spans.filter((span, index) => {
      const before = spans[index - 1]
      return before && Temporal.Instant.compare(before.endsAt, span.startsAt) > 0
    })
    expect(clashes).toEqual([])
    const live = await work.tx
      .selectFrom('appointment')
      .select(['id', 'startsAt', 'endsAt'])
      .where('status', '<>', 'cancelled')
      .execute()
    expect(new Set(spans.map((span) => span.appointmentId))).toEqual(new Set(live.map((one) => one.id)))
    for (const one of live) {
      const span = spans.find((each) => each.appointmentId === one.id)
      expect(span && [span.startsAt.toString(), span.endsAt.toString()]).toEqual([
        one.startsAt.toString(),
        one.endsAt.toString(),
      ])
    }
  })
}

describe('one practitioner is never in two places', () => {
  test('of fifty bookings of one slot at the same moment one succeeds; the others get the nearest free slots', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => book(ground.booking('2026-12-01T10:00:00+01:00'))),
    )
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    const refusals = answers.filter((answer) => answer.status === 409)
    expect(refusals).toHaveLength(49)
    for (const { body } of refusals) {
      expect(body.code).toBe('slot-taken')
      expect(body.errors[0]?.message).toMatch(
        /^Le créneau du mardi 1er décembre à 10\u00a0h est déjà pris\. Les plus proches/,
      )
      expect(body.nearest.map((slot) => slot.startsAt)).toEqual([
        '2026-12-01T09:15:00+01:00',
        '2026-12-01T10:45:00+01:00',
        '2026-12-01T11:30:00+01:00',
        '2026-12-01T13:30:00+01:00',
      ])
    }
    await expectNoOverlap()
  })

  test('bookings, moves, cancellations and restorations at once never overlap, and each succeeds or is refused', async () => {
    const random = seededRandom(seed)
    const day = (offset: number): string =>
      Temporal.PlainDate.from('2027-01-04').add({ days: offset }).toString()
    const anyTime = (): string => {
      const minutes = 9 * 60 + Math.floor(random() * 12) * 20
      const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
      return `${day(Math.floor(random() * 2))}T${clock}:00+01:00`
    }
    const ids: string[] = []
    for (let round = 0; round < 6; round++) {
      const steps = Array.from({ length: 16 }, async () => {
        const id = ids[Math.floor(random() * ids.length)]
        const dice = random()
        if (!id || dice < 0.4) {
          const made = await book(
            ground.booking(anyTime(), { durationMinutes: 20 + Math.floor(random() * 5) * 15 }),
          )
          if (made.status === 201) ids.push(made.body.id)
          return made.status
        }
        if (dice < 0.7) {
          return (await world.alice.postJson(`/rendez-vous/${id}/deplacement`, { startsAt: anyTime() }))
            .status
        }
        if (dice < 0.85)
          return (await world.alice.postJson(`/rendez-vous/${id}/annulation`, { by: 'practitioner' })).status
        return (await world.alice.postJson(`/rendez-vous/${id}/retablissement`, {})).status
      })
      for (const status of await Promise.all(steps)) expect([200, 201, 409]).toContain(status)
      await expectNoOverlap()
    }
    expect(ids.length).toBeGreaterThan(3)
  })

  test('with the lock left out the constraint still refuses', async () => {
    await book(ground.booking('2026-12-02T10:00:00+01:00'))
    const write = world.alice.work(async (work) => {
      const taken = await work.tx
        .selectFrom('occupancy')
        .selectAll()
        .where('startsAt', '=', Temporal.Instant.from('2026-12-02T09:00:00Z'))
        .executeTakeFirstOrThrow()
      const { span: _, ...row } = taken
      await work.tx
        .insertInto('occupancy')
        .values({
          ...row,
          id: crypto.randomUUID(),
          appointmentId: null,
          holdExpiresAt: work.now.add({ hours: 1 }),
        })
        .execute()
    })
    await expect(write).rejects.toMatchObject({ code: '23P01' })
  })

  test('buffers of the type keep their distance, and an expired hold stands in nobody’s way', async () => {
    const typeId = crypto.randomUUID()
    await world.alice.work(async (work) => {
      await work.tx
        .insertInto('appointmentType')
        .values({
          id: typeId,
          name: 'Bilan long',
          durationMinutes: 60,
          priceCents: 100,
          bufferBeforeMinutes: 10,
          bufferAfterMinutes: 15,
        })
        .execute()
      const hold = (startsAt: string, expires: Temporal.Instant) => ({
        id: crypto.randomUUID(),
        practitionerId: world.alice.practitionerId,
        startsAt: Temporal.Instant.from(startsAt),
        endsAt: Temporal.Instant.from(startsAt).add({ minutes: 45 }),
        holdExpiresAt: expires,
      })
      await work.tx
        .insertInto('occupancy')
        .values([
          hold('2026-12-03T13:00:00Z', work.now.subtract({ seconds: 1 })),
          hold('2026-12-03T15:00:00Z', work.now.add({ minutes: 5 })),
        ])
        .execute()
    })
    expect((await book(ground.booking('2026-12-03T10:00:00+01:00', { typeId }))).status).toBe(201)
    expect((await book(ground.booking('2026-12-03T11:10:00+01:00'))).status).toBe(409)
    expect((await book(ground.booking('2026-12-03T11:15:00+01:00'))).status).toBe(201)
    expect((await book(ground.booking('2026-12-03T09:10:00+01:00'))).status).toBe(409)
    expect((await book(ground.booking('2026-12-03T09:05:00+01:00'))).status).toBe(201)
    expect((await book(ground.booking('2026-12-03T14:00:00+01:00'))).status).toBe(201)
    expect((await book(ground.booking('2026-12-03T16:00:00+01:00'))).status).toBe(409)
    const holds = await world.alice.work((work) =>
      work.tx.selectFrom('occupancy').select('id').where('holdExpiresAt', 'is not', null).execute(),
    )
    expect(holds).toHaveLength(1)
  })
})

/** Mulberry32: enough for choosing, and the same everywhere. */
function seededRandom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
