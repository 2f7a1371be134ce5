import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seed } from '#test/seed.ts'
import { type FreeSlotSearch, freeSlots, slotsWithin } from './free-time.ts'
import type { Span } from './interval.ts'
import { type OpeningPlan, type WeeklyHours, openingSpans, openingsOn } from './opening-time.ts'
import { type ClockSpan, dateOfDay, dayNumber, wallClock } from './wall-clock.ts'
import { type WeeklyWindow, windowSpans } from './weekly-windows.ts'
import { ZONES } from '#test/worlds/zones.ts'

const dayOf = (date: string) => dayNumber(Temporal.PlainDate.from(date))
const hours = (weekday: number, from: number, to: number, more: Partial<WeeklyHours> = {}): WeeklyHours => ({
  placeId: null,
  weekday,
  start: from * 60,
  end: to * 60,
  firstDay: null,
  lastDay: null,
  periodId: null,
  ...more,
})
const planOf = (more: Partial<OpeningPlan>): OpeningPlan => ({
  hours: [],
  periods: [],
  exceptions: [],
  holidays: new Set(),
  schoolHolidays: [],
  ...more,
})
const clocks = (openings: readonly ClockSpan[]) => openings.map(({ start, end }) => [start / 60, end / 60])

describe('the hours of a day', () => {
  const monday = dayOf('2026-11-23')
  const week = [hours(1, 9, 12), hours(1, 14, 18, { placeId: 'here' }), hours(2, 9, 12)]

  test('are those of every place and of the place asked for, while they hold', () => {
    const plan = planOf({ hours: [...week, hours(1, 20, 21, { firstDay: monday + 1 })] })
    expect(clocks(openingsOn(plan, monday, 'here'))).toEqual([
      [9, 12],
      [14, 18],
    ])
    expect(clocks(openingsOn(plan, monday, 'there'))).toEqual([[9, 12]])
    expect(clocks(openingsOn(plan, monday + 7, 'there'))).toEqual([
      [9, 12],
      [20, 21],
    ])
  })

  test('in a period are the period’s, and none where it has none', () => {
    const period = { id: 'autumn', firstDay: monday, lastDay: monday + 1 }
    const plan = planOf({ hours: [...week, hours(1, 10, 11, { periodId: 'autumn' })], periods: [period] })
    expect(clocks(openingsOn(plan, monday))).toEqual([[10, 11]])
    expect(openingsOn(plan, monday + 1)).toEqual([])
    expect(openingsOn(plan, monday + 7)).toHaveLength(2)
  })

  test('that are exceptional replace all others, at every place or at one', () => {
    const late = { day: monday, placeId: null, hours: [{ start: 540, end: 1260 }] }
    expect(clocks(openingsOn(planOf({ hours: week, exceptions: [late] }), monday, 'here'))).toEqual([[9, 21]])
    const closedHere = planOf({ hours: week, exceptions: [{ day: monday, placeId: 'here', hours: [] }] })
    expect(openingsOn(closedHere, monday, 'here')).toEqual([])
    expect(clocks(openingsOn(closedHere, monday, 'there'))).toEqual([[9, 12]])
    expect(clocks(openingsOn(closedHere, monday))).toEqual([[9, 12]])
  })

  test('holidays close; a period opens school holidays again, an exception any day', () => {
    const closed = { hours: week, holidays: new Set([monday]) }
    expect(openingsOn(planOf(closed), monday)).toEqual([])
    const open = { day: monday, placeId: null, hours: [{ start: 540, end: 600 }] }
    expect(clocks(openingsOn(planOf({ ...closed, exceptions: [open] }), monday))).toEqual([[9, 10]])
    const school = { hours: week, schoolHolidays: [{ firstDay: monday, lastDay: monday + 7 }] }
    expect(openingsOn(planOf(school), monday + 7)).toEqual([])
    expect(openingsOn(planOf(school), monday + 8)).toHaveLength(1)
    const period = { id: 'p', firstDay: monday, lastDay: monday }
    const own = planOf({ ...school, hours: [...week, hours(1, 8, 9, { periodId: 'p' })], periods: [period] })
    expect(clocks(openingsOn(own, monday))).toEqual([[8, 9]])
  })
})

const DAYS = 3
const minute = 60_000
type Moment = { at: number; day: number; minute: number; weekday: number }
const tables = ZONES.map(({ zone, date }) => {
  const first = Temporal.PlainDate.from(date).subtract({ days: 1 })
  const firstDay = dayNumber(first)
  const range = { firstDay, lastDay: firstDay + DAYS - 1 }
  return { zone, range, moments: momentsOf(zone, first), clock: wallClock(zone, range) }
})

/** Every minute of the days as Temporal sees it on the wall. */
function momentsOf(zone: string, first: Temporal.PlainDate): Moment[] {
  const from = first.toZonedDateTime(zone).epochMilliseconds
  const until = first.add({ days: DAYS }).toZonedDateTime(zone).epochMilliseconds
  const moments: Moment[] = []
  for (let at = from; at < until; at += minute) {
    const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    moments.push({ at, day: dayNumber(wall), minute: wall.hour * 60 + wall.minute, weekday: wall.dayOfWeek })
  }
  return moments
}

const clockSpan = fc
  .tuple(fc.nat(95), fc.integer({ min: 1, max: 40 }))
  .map(([start, length]): ClockSpan => ({ start: start * 15, end: Math.min(1440, (start + length) * 15) }))
const offset = fc.integer({ min: 0, max: DAYS - 1 })
const place = fc.constantFrom(null, 'a', 'b')

const plans = fc.record({
  table: fc.constantFrom(...tables),
  hours: fc.array(fc.tuple(clockSpan, offset, place, fc.option(offset), fc.option(offset), fc.boolean()), {
    maxLength: 8,
  }),
  period: fc.option(fc.tuple(offset, offset)),
  exceptions: fc.uniqueArray(
    fc.record({ day: offset, placeId: place, hours: fc.array(clockSpan, { maxLength: 2 }) }),
    { maxLength: 3, selector: (one) => `${one.day} ${one.placeId}` },
  ),
  holidays: fc.array(offset, { maxLength: 1 }),
  school: fc.option(fc.tuple(offset, offset)),
  asked: fc.constantFrom(undefined, 'a', 'b', 'c'),
})
type Drawn = typeof plans extends fc.Arbitrary<infer Value> ? Value : never

function buildPlan({ table, ...drawn }: Drawn): OpeningPlan {
  const { firstDay } = table.range
  const stretch = (pair: [number, number] | null) =>
    pair ? [{ firstDay: firstDay + Math.min(...pair), lastDay: firstDay + Math.max(...pair) }] : []
  return {
    hours: drawn.hours.map(([span, day, placeId, from, to, inPeriod]) => ({
      ...span,
      weekday: dateOfDay(firstDay + day).dayOfWeek,
      placeId,
      firstDay: from === null ? null : firstDay + from,
      lastDay: to === null ? null : firstDay + to,
      periodId: inPeriod ? 'period' : null,
    })),
    periods: stretch(drawn.period).map((one) => ({ id: 'period', ...one })),
    exceptions: drawn.exceptions.map((one) => ({ ...one, day: firstDay + one.day })),
    holidays: new Set(drawn.holidays.map((day) => firstDay + day)),
    schoolHolidays: stretch(drawn.school),
  }
}

/** The slow oracle: the hours of a day at one place, by the first rule that speaks of it. */
function hoursAt(plan: OpeningPlan, { day, weekday }: Moment, placeId: string): readonly ClockSpan[] {
  const on = plan.exceptions.filter((one) => one.day === day)
  const special = on.find((one) => one.placeId === placeId) ?? on.find((one) => one.placeId === null)
  if (special) return special.hours
  if (plan.holidays.has(day)) return []
  const within = (one: { firstDay: number; lastDay: number }): boolean =>
    one.firstDay <= day && day <= one.lastDay
  const isPeriod = plan.periods.some(within)
  if (!isPeriod && plan.schoolHolidays.some(within)) return []
  return plan.hours.filter(
    (one) =>
      one.weekday === weekday &&
      (one.periodId !== null) === isPeriod &&
      (one.placeId === null || one.placeId === placeId) &&
      within({ firstDay: one.firstDay ?? -Infinity, lastDay: one.lastDay ?? Infinity }),
  )
}

/** Minute by minute. Any place is open when one is; `c` stands for all those that nothing is said of. */
function openMinutes(plan: OpeningPlan, moments: readonly Moment[], asked: string | undefined): boolean[] {
  const known = new Map<number, readonly ClockSpan[]>()
  return moments.map((moment) => {
    let stretches = known.get(moment.day)
    if (!stretches) {
      stretches = (asked ? [asked] : ['a', 'b', 'c']).flatMap((placeId) => hoursAt(plan, moment, placeId))
      known.set(moment.day, stretches)
    }
    return stretches.some((one) => one.start <= moment.minute && moment.minute < one.end)
  })
}

function runsOf(moments: readonly Moment[], isIn: readonly boolean[]): Span[] {
  const runs: { start: number; end: number }[] = []
  for (const [index, { at }] of moments.entries()) {
    if (!isIn[index]) continue
    const last = runs.at(-1)
    if (last?.end === at) last.end += minute
    else runs.push({ start: at, end: at + minute })
  }
  return runs
}

test('open time is open minute by minute, in every zone, around every change of the clock', () => {
  fc.assert(
    fc.property(plans, (drawn) => {
      const { range, clock, moments } = drawn.table
      const plan = buildPlan(drawn)
      const expected = runsOf(moments, openMinutes(plan, moments, drawn.asked))
      expect(openingSpans(plan, range, clock, drawn.asked)).toEqual(expected)
    }),
    { seed, numRuns: 1500 },
  )
})

const searches = fc.record({
  drawn: plans,
  busy: fc.array(fc.tuple(fc.nat(DAYS * 1440), fc.integer({ min: 1, max: 300 })), { maxLength: 8 }),
  closed: fc.array(fc.tuple(fc.nat(DAYS * 1440), fc.integer({ min: 1, max: 900 })), { maxLength: 2 }),
  duration: fc.integer({ min: 5, max: 150 }),
  step: fc.constantFrom(5, 7, 10, 15, 30, 60),
  bufferBefore: fc.constantFrom(0, 5, 20),
  bufferAfter: fc.constantFrom(0, 10, 15),
  notice: fc.integer({ min: -100, max: 2000 }),
  horizon: fc.integer({ min: 1000, max: 6000 }),
  windows: fc.option(
    fc.array(fc.tuple(clockSpan, offset, fc.constantFrom(1, 2), fc.integer({ min: -14, max: 1 })), {
      minLength: 1,
      maxLength: 4,
    }),
  ),
})

test('slots overlap nothing, never leave the open time, fit the windows, and none is missing', () => {
  let found = 0
  fc.assert(
    fc.property(searches, ({ drawn, windows, ...search }) => {
      const { range, clock, moments } = drawn.table
      const origin = moments[0]?.at ?? 0
      const spans = (list: readonly [number, number][]): Span[] =>
        list.map(([start, length]) => ({
          start: origin + start * minute,
          end: origin + (start + length) * minute,
        }))
      const plan = buildPlan(drawn)
      const ask: FreeSlotSearch = {
        openings: openingSpans(plan, range, clock, drawn.asked),
        busy: spans(search.busy),
        closed: spans(search.closed),
        duration: search.duration * minute,
        step: search.step * minute,
        bufferBefore: search.bufferBefore * minute,
        bufferAfter: search.bufferAfter * minute,
        startFrom: origin + search.notice * minute,
        startBefore: origin + search.horizon * minute,
      }
      const weekly = windows?.map(([span, day, everyWeeks, since]): WeeklyWindow => ({
        ...span,
        weekday: dateOfDay(range.firstDay + day).dayOfWeek,
        everyWeeks,
        firstDay: range.firstDay + since,
        lastDay: null,
      }))
      const all = freeSlots(ask)
      const slots = weekly ? slotsWithin(all, windowSpans(weekly, range, clock)) : all
      found += slots.length
      expect(slots).toEqual(slotsByTrying(ask, plan, drawn, weekly))
    }),
    { seed, numRuns: 1500 },
  )
  expect(found).toBeGreaterThan(1000)
})

/** Every start of every run of open minutes, every minute of the slot and its buffers. */
function slotsByTrying(
  ask: FreeSlotSearch,
  plan: OpeningPlan,
  { table, asked }: Drawn,
  windows: readonly WeeklyWindow[] | undefined,
): Span[] {
  const { moments } = table
  const origin = moments[0]?.at ?? 0
  const open = openMinutes(plan, moments, asked)
  const turns = (windows ?? []).map(firstTurn)
  const fitting = windows
    ? moments.map((moment) => windows.some((window, index) => fits(window, turns[index] ?? 0, moment)))
    : open
  const taken: boolean[] = []
  for (const span of [...ask.busy, ...(ask.closed ?? [])]) {
    for (let at = span.start; at < span.end; at += minute) taken[(at - origin) / minute] = true
  }
  const every = (from: number, to: number, isRight: (index: number) => boolean): boolean => {
    for (let at = from; at < to; at += minute) if (!isRight((at - origin) / minute)) return false
    return true
  }
  const { duration, step, bufferBefore = 0, bufferAfter = 0, startFrom = 0, startBefore = 0 } = ask
  return runsOf(moments, open).flatMap((run) => {
    const slots: Span[] = []
    for (let start = run.start; start < run.end; start += step) {
      const end = start + duration
      if (start < startFrom || start >= startBefore) continue
      const isFree =
        every(start, end, (index) => open[index] === true && fitting[index] === true) &&
        every(start - bufferBefore, end + bufferAfter, (index) => taken[index] !== true)
      if (isFree) slots.push({ start, end })
    }
    return slots
  })
}

/** The first day of its weekday on which a window can be open. */
function firstTurn({ firstDay, weekday }: WeeklyWindow): number {
  let turn = firstDay ?? 0
  while (dateOfDay(turn).dayOfWeek !== weekday) turn++
  return turn
}

function fits(window: WeeklyWindow, turn: number, moment: Moment): boolean {
  if (moment.weekday !== window.weekday || moment.day < turn) return false
  if (moment.minute < window.start || moment.minute >= window.end) return false
  return ((moment.day - turn) / 7) % window.everyWeeks === 0
}
