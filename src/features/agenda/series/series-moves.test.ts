import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { type AgendaGround, prepareAgenda } from '#test/worlds/agenda.ts'
import { seriesOf } from '#test/worlds/series.ts'

let world: World
let ground: AgendaGround
let hand: ReturnType<typeof seriesOf>
beforeAll(async () => {
  world = await createWorld()
  ground = await prepareAgenda(world.alice)
  hand = seriesOf(world, ground)
})
afterAll(() => world.close())

describe('moving', () => {
  test('this one alone keeps its series; the others stay', async () => {
    const series = await hand.newSeries()
    const moved = await hand.send(`/rendez-vous/${hand.idAt(series, 2)}/deplacement`, {
      startsAt: `${series.day(2)}T16:00`,
      scope: 'this',
    })
    expect(moved.body).toMatchObject({ seriesId: series.seriesId })
    expect((await hand.startsOf(series)).filter((start) => start.endsWith('10:00'))).toHaveLength(7)
  })

  test('following ends the series before it and begins another; one press takes all of it back', async () => {
    const series = await hand.newSeries()
    const before = await hand.snapshot(series)
    world.takeStatements()
    const moved = await hand.send(`/rendez-vous/${hand.idAt(series, 3)}/deplacement`, {
      startsAt: `${Temporal.PlainDate.from(series.day(3)).add({ days: 1 }).toString()}T15:00`,
      scope: 'following',
    })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(world.takeStatements().length).toBeLessThan(26)
    const friday = (n: number) =>
      `${Temporal.PlainDate.from(series.day(n)).add({ days: 1 }).toString()}T15:00`
    const thursday = (n: number) => `${series.day(n)}T10:00`
    expect(await hand.startsOf(series)).toEqual([...[0, 1, 2].map(thursday), ...[3, 4, 5, 6, 7].map(friday)])
    expect(moved.body.items).toHaveLength(5)
    expect(new Set(moved.body.items.map((item) => item.seriesId))).toEqual(new Set([moved.body.seriesId]))
    expect(moved.body.seriesId).not.toBe(series.seriesId)
    const now = await hand.rules()
    expect(now.get(series.seriesId)).toBe(
      `FREQ=WEEKLY;BYDAY=TH;UNTIL=${series.day(2).replaceAll('-', '')}T215959Z`,
    )
    expect(now.get(moved.body.seriesId)).toBe(
      `FREQ=WEEKLY;BYDAY=FR;UNTIL=${friday(7).slice(0, 10).replaceAll('-', '')}T215959Z`,
    )
    expect((await hand.undo(moved.body.changeId)).status).toBe(200)
    expect(await hand.snapshot(series)).toEqual(before)
    expect((await hand.undo(moved.body.changeId)).status).toBe(409)
  })

  test('all moves what is to come; what is past, held or cancelled stays', async () => {
    const series = await hand.newSeries()
    await hand.travel(`${series.day(2)}T12:00:00Z`)
    await hand.send(`/rendez-vous/${hand.idAt(series, 1)}/seance`)
    await hand.send(`/rendez-vous/${hand.idAt(series, 5)}/annulation`, { by: 'patient' })
    const moved = await hand.send(`/rendez-vous/${hand.idAt(series, 4)}/deplacement`, {
      startsAt: `${series.day(4)}T11:30`,
      durationMinutes: 60,
      scope: 'all',
    })
    await hand.travel(WORLD_NOW)
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(await hand.startsOf(series)).toEqual([
      `${series.day(0)}T10:00`,
      `${series.day(1)}T10:00 held`,
      `${series.day(2)}T10:00`,
      `${series.day(3)}T11:30`,
      `${series.day(4)}T11:30`,
      `${series.day(5)}T10:00 cancelled`,
      `${series.day(6)}T11:30`,
      `${series.day(7)}T11:30`,
    ])
    expect((await hand.stored(hand.idAt(series, 5))).seriesId).toBe(moved.body.seriesId)
    expect((await hand.stored(hand.idAt(series, 1))).seriesId).toBe(series.seriesId)
  })

  test('a whole series that moves by a week passes through its own times, and keeps its id', async () => {
    const series = await hand.newSeries()
    const before = await hand.snapshot(series)
    const moved = await hand.send(`/rendez-vous/${hand.idAt(series, 0)}/deplacement`, {
      startsAt: `${series.day(1)}T10:00`,
      scope: 'all',
    })
    expect(moved.body).toMatchObject({ seriesId: series.seriesId, left: [] })
    expect(await hand.startsOf(series)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `${series.day(n)}T10:00`))
    await hand.undo(moved.body.changeId)
    expect(await hand.snapshot(series)).toEqual(before)
  })

  test('one that was moved by itself keeps its time, unless it is the one that is moved', async () => {
    const series = await hand.newSeries()
    await hand.send(`/rendez-vous/${hand.idAt(series, 4)}/deplacement`, {
      startsAt: `${series.day(4)}T17:00`,
    })
    await hand.send(`/rendez-vous/${hand.idAt(series, 1)}/deplacement`, {
      startsAt: `${series.day(1)}T14:00`,
      scope: 'all',
    })
    expect(await hand.startsOf(series)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${series.day(n)}T${n === 4 ? '17' : '14'}:00`),
    )
    await hand.send(`/rendez-vous/${hand.idAt(series, 4)}/deplacement`, {
      startsAt: `${series.day(4)}T09:00`,
      scope: 'all',
    })
    expect(await hand.startsOf(series)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${series.day(n)}T09:00`))
  })

  test('what is taken is listed first; it keeps its time or takes another, and nothing is written before', async () => {
    const series = await hand.newSeries()
    await hand.send('/rendez-vous', ground.booking(`${series.day(2)}T15:00`))
    await hand.send('/rendez-vous', ground.booking(`${series.day(5)}T15:30`))
    const before = await hand.snapshot(series)
    const move = { startsAt: `${series.day(0)}T15:00`, scope: 'all' }
    const refused = await hand.send(`/rendez-vous/${hand.idAt(series, 0)}/deplacement`, move)
    expect([refused.status, refused.body.code]).toEqual([409, 'series-review'])
    const taken = refused.body.dates.filter((date) => date.reason === 'conflict')
    expect(taken.map((date) => date.key)).toEqual([hand.idAt(series, 2), hand.idAt(series, 5)])
    expect(await hand.snapshot(series)).toEqual(before)
    const choices = { [hand.idAt(series, 2)]: 'skip', [hand.idAt(series, 5)]: taken[1]?.nearest[0]?.startsAt }
    const moved = await hand.send(`/rendez-vous/${hand.idAt(series, 0)}/deplacement`, { ...move, choices })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(moved.body.left.map((one) => one.date)).toEqual([series.day(2)])
    const own = new Map(moved.body.items.map((item) => [item.id, item.startsAt.slice(0, 16)]))
    expect(own.get(hand.idAt(series, 2))).toBe(`${series.day(2)}T10:00`)
    expect(own.get(hand.idAt(series, 5))).toBe(taken[1]?.nearest[0]?.startsAt.slice(0, 16))
    await hand.undo(moved.body.changeId)
    expect(await hand.snapshot(series)).toEqual(before)
  })

  test('a stale version, a series that is over and an appointment that stands alone are refused', async () => {
    const series = await hand.newSeries()
    const move = { startsAt: `${series.day(0)}T15:00`, scope: 'all' }
    const stale = await hand.send(`/rendez-vous/${hand.idAt(series, 0)}/deplacement`, { ...move, version: 9 })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale'])
    const alone = await hand.send('/rendez-vous', ground.booking(`${series.day(0)}T18:00`))
    const noSeries = await hand.send(`/rendez-vous/${alone.body.id}/deplacement`, move)
    expect(noSeries.body.code).toBe('no-series')
    await hand.travel(`${series.day(9)}T12:00:00Z`)
    const over = await hand.send(`/rendez-vous/${hand.idAt(series, 0)}/deplacement`, move)
    await hand.travel(WORLD_NOW)
    expect(over.body.code).toBe('nothing-to-come')
  })
})
