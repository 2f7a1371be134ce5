import { type FreeSlotSearch, freeSlots } from '../src/domain/free-time.ts'
import type { Span } from '../src/domain/interval.ts'
import { type OpeningPlan, openingSpans } from '../src/domain/opening-time.ts'
import { type DayRange, dayNumber, wallClock } from '../src/domain/wall-clock.ts'
import { type Figure, compare, costOf, repeat } from './figure.ts'
import { seedPractice } from './seed.ts'
import { BENCH_NOW, type BenchServers } from './servers.ts'

const REQUESTS = 500
const ROUNDS = 7
const MINUTE = 60_000

/** Free slots over HTTP with five years of history, against the same busy spans swept by the limit server. */
export async function slotFigures(servers: BenchServers): Promise<Figure[]> {
  const practice = await seedPractice(servers.admin, {
    name: 'slots',
    patients: 200,
    appointments: 10_900,
    firstDay: '2022-01-03',
    perDay: 7,
    now: BENCH_NOW,
  })
  await servers.admin.query('analyze')
  const limit = {
    ...(await servers.startLimit(practice.practiceId, practice.practitionerId)),
    databasePid: servers.databasePid,
  }
  const figures: Figure[] = []
  for (const [name, first, days] of [
    ['one month', '2026-11-24', 30],
    ['one day', '2026-11-24', 1],
  ] as const) {
    const last = Temporal.PlainDate.from(first).add({ days: days - 1 })
    const headers = { cookie: practice.cookie, accept: 'application/json', 'accept-encoding': 'identity' }
    const path = `/agenda/creneaux?typeId=${practice.typeId}&du=${first}&au=${last.toString()}`
    const ours = () => costOf(servers, repeat({ path, headers }, REQUESTS), 200)
    const bare = () => costOf(limit, repeat({ path: `/slots?from=${first}&days=${days}` }, REQUESTS * 2), 200)
    const { a, b, ratio, spread } = await compare(ROUNDS, ours, bare)
    figures.push({
      name: `free slots of ${name}, JSON`,
      measured: `${a.cpuMs.toFixed(2)} ms CPU`,
      limit: `${b.cpuMs.toFixed(2)} ms CPU`,
      ratio: `× ${ratio.toFixed(2)} (${spread})`,
      goal: '× 4',
      reached: ratio <= 4,
    })
  }
  return [...figures, ...(await pureFigures())]
}

/** The computation alone: hours, zone and busy spans in, slots out; against a sweep that is handed instants. */
async function pureFigures(): Promise<Figure[]> {
  const [once, fourTimes] = [caseOf(1), caseOf(4)]
  const same = computeSlots(once).length === sweep(once).length
  if (!same) throw new Error('the floor finds other slots')
  const floor = await compare(
    ROUNDS * 3,
    async () => millisecondsOf(() => computeSlots(once)),
    async () => millisecondsOf(() => sweep(once)),
  )
  const growth = await compare(
    ROUNDS * 3,
    async () => millisecondsOf(() => computeSlots(fourTimes)),
    async () => millisecondsOf(() => computeSlots(once)),
  )
  const ms = (value: number): string => `${value.toFixed(3)} ms`
  return [
    {
      name: 'pure slot computation, 60 days, 300 busy spans, Paris, over a clock change',
      measured: ms(floor.a),
      limit: `${ms(floor.b)} (integer sweep)`,
      ratio: `× ${floor.ratio.toFixed(2)} (${floor.spread})`,
      goal: '× 3',
      reached: floor.ratio <= 3,
    },
    {
      name: 'the same with four times the input',
      measured: ms(growth.a),
      limit: ms(growth.b),
      ratio: `× ${growth.ratio.toFixed(2)} (${growth.spread})`,
      goal: '× 4.5',
      reached: growth.ratio <= 4.5,
    },
  ]
}

const ZONE = 'Europe/Paris'
const NEEDS = { duration: 45 * MINUTE, step: 15 * MINUTE, bufferBefore: 0, bufferAfter: 10 * MINUTE }
const HALF_DAYS = [
  { start: 9 * 60, end: 12 * 60 + 30 },
  { start: 13 * 60 + 30, end: 19 * 60 },
]

interface Case {
  range: DayRange
  plan: OpeningPlan
  busy: Span[]
  /** For the floor: instants of the openings, in order. */
  openings: Span[]
}

/** Five appointments a day, in order, as the database gives them. */
function caseOf(times: number): Case {
  const firstDay = dayNumber(Temporal.PlainDate.from('2026-09-14'))
  const range = { firstDay, lastDay: firstDay + 60 * times - 1 }
  const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    HALF_DAYS.map((span) => ({
      ...span,
      weekday,
      placeId: null,
      firstDay: null,
      lastDay: null,
      periodId: null,
    })),
  )
  const plan = { hours, periods: [], exceptions: [], holidays: new Set<number>(), schoolHolidays: [] }
  const clock = wallClock(ZONE, range)
  const busy: Span[] = []
  for (let n = 0; n < 300 * times; n++) {
    const start = clock.instantOf(firstDay + Math.floor(n / 5), 9 * 60 + (n % 5) * 110 + ((n * 5) % 25))
    busy.push({ start, end: start + 45 * MINUTE })
  }
  return { range, plan, busy, openings: openingSpans(plan, range, clock) }
}

function computeSlots({ range, plan, busy }: Case): Span[] {
  const clock = wallClock(ZONE, range)
  const search: FreeSlotSearch = { ...NEEDS, openings: openingSpans(plan, range, clock), busy }
  return freeSlots(search)
}

/** The floor: every start of every opening against busy spans in order, in one pass of integers. */
function sweep({ openings, busy }: Case): Span[] {
  const { duration, step, bufferBefore, bufferAfter } = NEEDS
  const sorted = [...busy].sort((a, b) => a.start - b.start)
  const starts = Float64Array.from(sorted, (span) => span.start)
  const ends = new Float64Array(sorted.length)
  let reached = -Infinity
  for (const [index, span] of sorted.entries()) ends[index] = reached = Math.max(reached, span.end)
  const slots: Span[] = []
  let first = 0
  for (const opening of openings) {
    for (let start = opening.start; start + duration <= opening.end; start += step) {
      while (first < ends.length && (ends[first] ?? 0) <= start - bufferBefore) first++
      if ((starts[first] ?? Infinity) >= start + duration + bufferAfter)
        slots.push({ start, end: start + duration })
    }
  }
  return slots
}

const REPEATS = 200

/** Of the processor's time, so that what else the machine does is left out. */
function millisecondsOf(task: () => unknown): number {
  const before = process.cpuUsage()
  for (let n = 0; n < REPEATS; n++) task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / REPEATS
}
